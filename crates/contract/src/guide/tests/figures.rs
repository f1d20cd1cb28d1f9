//! What is drawn adds up.

use serde_json::{Value, json};

use super::{assert_wrong, check, small, small_with};
use crate::Guide;

const OUTCOME: &str = "/sections/1/blocks/7/outcome";
const TIMELINE: &str = "/sections/1/blocks/8/timeline";
const COURSE: &str = "/sections/1/blocks/9/course";

/// The path of something in the small guide's block with this number.
fn path(block: u8, field: &str) -> String {
    format!("sections[1].blocks[{block}].{field}")
}

#[test]
fn no_more_people_are_counted_than_there_are() {
    let count = format!("{OUTCOME}/studies/0/arms/1/count");
    let path = path(7, "studies[0].arms[1].count");
    let words = ["101 of 100 people is too many", "0 to 100"];
    assert_wrong(&count, json!(101), &path, &words);
    for right in [0, 100] {
        assert_eq!(check(small_with(&count, json!(right))), []);
    }
    let of = format!("{OUTCOME}/of");
    let found = check(small_with(&of, json!(90)));
    assert_eq!(found.len(), 1, "97 of 90: {found:?}");
}

#[test]
fn a_picture_shows_one_to_a_hundred_people_or_a_thousand() {
    let mut outcome = small().pointer(OUTCOME).expect("it is there").clone();
    for arm in 0..2 {
        outcome["studies"][0]["arms"][arm]["count"] = json!(0);
    }
    for of in [0, 101, 999, 1001] {
        outcome["of"] = json!(of);
        let words = [&format!("{of} people")[..], "1 to 100, or 1000"];
        assert_wrong(OUTCOME, outcome.clone(), &path(7, "of"), &words);
    }
    outcome["of"] = json!(1000);
    assert_eq!(check(small_with(OUTCOME, outcome)), []);
}

/// A number out of one total beside a number out of another would be compared all the same.
#[test]
fn no_study_and_no_arm_has_a_total_of_its_own() {
    for member in ["/studies/0/of", "/studies/0/arms/0/of"] {
        let mut small = small();
        let (around, name) = member.rsplit_once('/').expect("a pointer");
        small
            .pointer_mut(&format!("{OUTCOME}{around}"))
            .expect("it is there")[name] = json!(50);
        let error = serde_json::from_value::<Guide>(small).expect_err("it is no member");
        assert!(error.to_string().contains("unknown field `of`"), "{error}");
    }
}

#[test]
fn an_outcome_without_a_study_has_an_arm_without_a_count() {
    let words = ["at least one study", "one arm without a count"];
    let studies = format!("{OUTCOME}/studies");
    assert_wrong(&studies, json!([]), &path(7, "studies"), &words);
    let arms = format!("{OUTCOME}/studies/1/arms");
    let words = ["at least one arm"];
    assert_wrong(&arms, json!([]), &path(7, "studies[1].arms"), &words);
}

#[test]
fn so_many_of_so_many_names_both_numbers() {
    for count in ["{count} people", "of {of}", "some"] {
        let words = ["`{count}` and `{of}`"];
        assert_wrong("/figures/count", json!(count), "figures.count", &words);
    }
    let guide: Guide = serde_json::from_value(small()).expect("the shape is right");
    assert_eq!(guide.figures.count(67, 100), "67 of 100");
}

/// The way back from the list of sources would lead to what is not shown.
#[test]
fn nothing_is_cited_in_words_that_are_not_always_shown() {
    let words = format!("{OUTCOME}/studies/0/words");
    let reported = ["no list of sources follows", "the title or the caption"];
    let path = path(7, "studies[0].words");
    assert_wrong(&words, json!("Nearly all.[^S1]"), &path, &reported);
}

#[test]
fn an_event_is_on_a_day_in_a_month_or_in_a_year() {
    let day = format!("{TIMELINE}/events/3/day");
    for wrong in ["", "soon", "31", "2031-1", "2031-13", "2031-02-29", "2031-"] {
        let words = [&format!("`{wrong}`")[..], "2026-11-24, 2026-11 or 2026"];
        let found = check(small_with(&day, json!(wrong)));
        let path = path(8, "events[3].day");
        let found = found.iter().find(|found| found.path == path);
        let found = found.expect("it is found").to_string();
        assert!(words.iter().all(|word| found.contains(word)), "{found}");
    }
    for right in ["2031", "2031-12", "2032-02-29"] {
        assert_eq!(check(small_with(&day, json!(right))), [], "{right}");
    }
}

#[test]
fn events_come_in_their_order() {
    let day = format!("{TIMELINE}/events/2/day");
    let words = ["2024-05-31 comes before 2024-06", "earliest event first"];
    let path = path(8, "events[2].day");
    assert_wrong(&day, json!("2024-05-31"), &path, &words);
    // An event out of order is compared with the last one in order, so that one error is one.
    assert_wrong(&day, json!("1980"), &path, &["1980 comes before 2024-06"]);
}

#[test]
fn a_timeline_and_a_course_are_not_empty() {
    let events = format!("{TIMELINE}/events");
    assert_wrong(&events, json!([]), &path(8, "events"), &["one event"]);
    let steps = format!("{COURSE}/steps");
    assert_wrong(&steps, json!([]), &path(9, "steps"), &["one step"]);
}

#[test]
fn visits_can_be_drawn_and_their_words_say_how_many_and_how_long() {
    for (field, value, words) in [
        ("count", json!(0), &["0 visits", "1 to 20"][..]),
        ("count", json!(21), &["21 visits", "1 to 20"]),
        ("label", json!("tests"), &["`{count}`"]),
        ("each", json!("a while each"), &["in digits: 45 minutes"]),
        ("each", json!("450 minutes each"), &["45 minutes"]),
        ("minutes", json!(50), &["50 minutes"]),
    ] {
        let pointer = format!("{COURSE}/steps/0/{field}");
        let at = match field {
            "minutes" => "each",
            field => field,
        };
        assert_wrong(&pointer, value, &path(9, &format!("steps[0].{at}")), words);
    }
    let each = format!("{COURSE}/steps/1/each");
    for right in ["2 hours", "120 minutes", "2 horas (120 min)"] {
        assert_eq!(check(small_with(&each, json!(right))), [], "{right}");
    }
    assert_wrong(
        &each,
        json!("20 minutes"),
        &path(9, "steps[1].each"),
        &["120 minutes, or the same in hours"],
    );
}

#[test]
fn a_visit_takes_time() {
    let mut step = small()
        .pointer(&format!("{COURSE}/steps/0"))
        .expect("it is there")
        .clone();
    step["minutes"] = json!(0);
    step["each"] = Value::from("0 minutes");
    let path = path(9, "steps[0].minutes");
    let words = ["at least one minute"];
    assert_wrong(&format!("{COURSE}/steps/0"), step, &path, &words);
}
