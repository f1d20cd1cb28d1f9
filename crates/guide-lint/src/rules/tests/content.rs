//! Sources, answers, balance, numbers, criteria.

use super::*;

const ROWS: &str = "/sections/0/blocks/2/comparison/rows";
const ROW: &str = "sections[0].blocks[2].rows";

#[test]
fn a_source_that_nothing_cites_is_reported() {
    let mut guide = good();
    let mut source = guide["sources"][0].clone();
    source["id"] = json!("S3");
    guide["sources"]
        .as_array_mut()
        .expect("a list")
        .push(source);
    assert_warns(&guide, "sources[2]", &["nothing cites the source `S3`"]);
}

#[test]
fn a_source_is_to_be_looked_at_again_after_twelve_months() {
    let day = |day| Date::from_calendar_date(2027, Month::January, day).expect("a day");
    let mut guide = good();
    guide["about"]["next_review"] = json!("2027-12-31");
    guide["sources"][0]["checked"] = json!("2027-01-01");
    // The other one was checked on 2026-01-29.
    assert_eq!(diagnostics_on(&guide, day(29)), []);
    let words = ["`S2`", "2026-01-29", "by 2027-01-29", "Read it again"];
    let found = diagnostics_on(&guide, day(30));
    assert_found(&found, Severity::Warning, "sources[1].checked", &words);
}

#[test]
fn a_guide_may_say_after_how_many_months() {
    let mut guide = good();
    guide["about"]["recheck_months"] = json!(1);
    guide["sources"][0]["checked"] = json!("2026-02-28");
    let day = Date::from_calendar_date(2026, Month::March, 1).expect("a day");
    let words = ["by 2026-02-28"];
    let found = diagnostics_on(&guide, day);
    assert_found(&found, Severity::Warning, "sources[1].checked", &words);
}

#[test]
fn a_guide_past_its_review_is_reported() {
    let guide = good_with("/about/next_review", json!("2026-01-30"));
    assert_warns(&guide, "about.next_review", &["by 2026-01-30"]);
}

#[test]
fn an_answer_without_a_source_is_reported() {
    let text = format!("{ROWS}/2/cells/0/text");
    let guide = good_with(
        &text,
        json!("You see the frame at first. Then you forget it."),
    );
    let path = format!("{ROW}[2].cells[0]");
    assert_warns(
        &guide,
        &path,
        &["“What is it like?”, Glasses", "cites no source"],
    );
}

#[test]
fn an_answer_without_certainty_is_reported() {
    let guide = good_with(&format!("{ROWS}/2/cells/1/certainty"), Value::Null);
    let path = format!("{ROW}[2].cells[1]");
    assert_warns(&guide, &path, &["Contact lenses", "how sure anyone can be"]);
}

#[test]
fn a_number_says_in_whom_and_over_what_time() {
    for (member, words) in [("measured_in", "in whom"), ("over", "over what time")] {
        let guide = good_with(&format!("{ROWS}/0/cells/0/{member}"), Value::Null);
        let add = format!("Add `{member}`");
        assert_warns(&guide, &format!("{ROW}[0].cells[0]"), &[words, &add]);
    }
}

#[test]
fn good_and_bad_points_are_reported_of_every_option() {
    for (row, points) in [(0, "good"), (1, "bad")] {
        let guide = good_with(&format!("{ROWS}/{row}/meets"), json!([]));
        let mark = format!("{points}-points");
        assert_warns(&guide, "options", &[&format!("what is {points}"), &mark]);
    }
}

#[test]
fn the_answers_of_a_row_are_about_as_long() {
    let long = "You see the frame at first. ".repeat(6) + "Then you forget it.[^S1]";
    let guide = good_with(&format!("{ROWS}/2/cells/0/text"), json!(long));
    let words = ["Glasses has 40 words", "Contact lenses has 10", "3 times"];
    assert_warns(&guide, &format!("{ROW}[2]"), &words);
}

#[test]
fn good_and_bad_points_are_about_as_long() {
    let long = "Sore ears for 10 of 100 people. They hurt at night, and the nose hurts as well.[^S1] \
                So does the skin.";
    let guide = good_with(&format!("{ROWS}/1/cells/0/text"), json!(long));
    let words = ["`Glasses` has 10 words on what is good and 21 on what is bad"];
    assert_warns(&guide, "options[0]", &words);
}

#[test]
fn a_row_counts_out_of_one_number() {
    let text = json!("They do. 8 of 10 people could read the chart.[^S2]");
    let guide = good_with(&format!("{ROWS}/0/cells/1/text"), text);
    assert_warns(&guide, &format!("{ROW}[0]"), &["out of 10 and out of 100"]);
}

#[test]
fn a_table_counts_out_of_one_number() {
    let guide = good_with("/sections/1/blocks/4/table/rows/1/2", json!("44 of 50"));
    assert_warns(
        &guide,
        "sections[1].blocks[4]",
        &["the table", "out of 50 and out of 100"],
    );
}

#[test]
fn the_numbers_of_a_row_are_over_one_time() {
    let mut guide = good_with(&format!("{ROWS}/0/cells/1/over"), json!("1 week"));
    let words = ["1 week; 1 year", "`differences`"];
    assert_warns(&guide, &format!("{ROW}[0]"), &words);
    guide["sections"][0]["blocks"][2]["comparison"]["differences"] = json!("They differ.");
    assert_eq!(diagnostics_on(&guide, today()), []);
}

#[test]
fn a_qualifying_or_certifying_criterion_that_nothing_meets_is_reported() {
    for (pointer, mark) in [
        ("/sections/0/blocks/0/paragraph/meets", "condition"),
        ("/sections/0/blocks/1/paragraph/meets", "decision"),
        ("/sections/0/blocks/2/comparison/rows/2/meets", "experience"),
        ("/about/blocks/2/paragraph/meets", "update-policy"),
        ("/about/blocks/1/paragraph/meets", "funding"),
    ] {
        let guide = good_with(pointer, json!([]));
        let mark = format!("`\"meets\": [\"{mark}\"]`");
        assert_warns(&guide, "sections", &["is not met", &mark]);
    }
}

#[test]
fn a_quality_criterion_that_nothing_meets_is_no_fault() {
    let guide = good_with("/about/blocks/0/paragraph/meets", json!([]));
    let file = file(FILE, &guide);
    let report = lint(&file, &[], today());
    assert_eq!(report.diagnostics, []);
    let writers = report
        .criteria
        .iter()
        .find(|criterion| criterion.wording.contains("qualified"));
    assert_eq!(writers.expect("there is one").paths, [""; 0]);
}

#[test]
fn a_criterion_is_met_where_the_guide_shows_it() {
    let file = file(FILE, &good());
    let report = lint(&file, &[], today());
    let missing = report
        .criteria
        .iter()
        .filter(|criterion| criterion.paths.is_empty());
    let missing: Vec<_> = missing.map(|criterion| criterion.wording).collect();
    assert_eq!(
        missing,
        [
            "Shows the chances in more than one way",
            "Patients were asked what they need before it was written",
            "Professionals were asked what patients need before it was written",
            "Patients who did not write it read it over",
            "Professionals who did not write it read it over",
            "Patients who face the decision tried it out",
            "Professionals who counsel them tried it out",
            "Says how hard it is to read",
            "There is proof that readers choose what fits them more often",
            "There is proof that readers know more about the options",
        ]
    );
}
