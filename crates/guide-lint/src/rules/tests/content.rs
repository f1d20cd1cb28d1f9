//! Sources, answers, balance, numbers, criteria.

use super::*;
use crate::{Standing, judgement};

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
    let long = "They do. 90 of 100 people could read the chart then, and 10 could not.[^S1]";
    let guide = good_with(&format!("{ROWS}/0/cells/0/text"), json!(long));
    let words = ["`Glasses` has 15 words on what is good and 7 on what is bad"];
    assert_warns(&guide, "options[0]", &words);
}

#[test]
fn a_row_counts_out_of_one_number() {
    let text = json!("They do. 8 of 10 people could read the chart, and 2 could not.[^S2]");
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
    let differences = "/sections/0/blocks/2/comparison";
    let mut with = |text: &str| {
        let comparison = guide.pointer_mut(differences).expect("a table");
        comparison["differences"] = json!(text);
        diagnostics_on(&guide, today())
    };
    assert_eq!(with("The studies differ.").len(), 1);
    assert_eq!(with("The studies took different times."), []);
    let guide = good_with(&format!("{ROWS}/0/cells/1/over"), json!("about one year"));
    assert_eq!(diagnostics_on(&guide, today()), []);
}

#[test]
fn a_number_of_the_good_points_stands_in_both_frames() {
    let text = json!("They do. 90 of 100 people could read the chart.[^S1]");
    let mut guide = good_with(&format!("{ROWS}/0/cells/0/text"), text);
    let words = ["Glasses: 90 of 100 stands in one frame only", "10 do not"];
    assert_warns(&guide, &format!("{ROW}[0].cells[0]"), &words);
    // A figure from the same source shows both.
    let outcome = |source: &str| {
        json!({ "outcome": {
            "title": "How many could read?",
            "of": 100,
            "counted": "could",
            "others": "could not",
            "studies": [{
                "title": format!("A trial[^{source}]"),
                "arms": [{ "label": "Glasses", "count": 90 }],
                "words": "Nine in ten could.",
            }],
            "caption": "Of each 100 people.",
        }})
    };
    for (source, problems) in [("S2", 1), ("S1", 0)] {
        guide["sections"][1]["blocks"][4] = outcome(source);
        assert_eq!(diagnostics_on(&guide, today()).len(), problems, "{source}");
    }
}

#[test]
fn the_whole_guide_says_about_as_much_on_each_option() {
    let text = "You keep them in a case each night, and they last for years. ".repeat(12);
    let mut guide = good_with("/sections/1/blocks/2/callout/paragraphs/0", json!(text));
    // Nothing says that the section is about one of them.
    assert_eq!(diagnostics_on(&guide, today()), []);
    let words = ["Glasses has", "Contact lenses has", "at most 2 times"];
    guide["sections"][1]["blocks"][0]["heading"]["option"] = json!("glasses");
    assert_warns(&guide, "options", &words);
    guide["sections"][1]["blocks"][0]["heading"]["option"] = json!("eyes");
    let found = diagnostics_on(&guide, today());
    let path = "sections[1].blocks[0].option";
    assert_found(
        &found,
        Severity::Error,
        path,
        &["no option has the id `eyes`"],
    );

    // A section with an option's id is about it.
    guide["sections"][1]["blocks"][0]["heading"]["option"] = Value::Null;
    guide["sections"][1]["id"] = json!("glasses");
    guide["sections"][0]["blocks"][1]["paragraph"]["text"] =
        json!("The choice is [this](#glasses).");
    assert_warns(&guide, "options", &words);
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
fn a_condition_that_only_names_an_option_is_reported() {
    let text = json!("Glasses are frames with two lenses. They come in many kinds.[^S1]");
    let guide = good_with("/sections/0/blocks/0/paragraph/text", text);
    let words = ["qualifying 1", "is not met", "names an option"];
    assert_warns(&guide, "sections[0].blocks[0]", &words);
}

#[test]
fn a_quality_criterion_that_nothing_meets_is_no_fault() {
    let guide = good_with("/about/blocks/0/paragraph/meets", json!([]));
    let file = file(FILE, &guide);
    let report = lint(&file, &[], today());
    assert_eq!(report.diagnostics, []);
    assert_eq!(standing(&report, "quality 20"), &Standing::NotMet(None));
}

#[test]
fn software_says_of_each_criterion_what_it_can_see() {
    let file = file(FILE, &good());
    let report = lint(&file, &[], today());
    let of = |is: fn(&Standing) -> bool| {
        let criteria = report.criteria.iter();
        let criteria = criteria.filter(|criterion| is(&criterion.standing));
        criteria.map(|criterion| criterion.id).collect::<Vec<_>>()
    };
    assert_eq!(
        of(|standing| *standing == Standing::Met),
        [
            "qualifying 3",
            "certifying 1",
            "certifying 2",
            "certifying 3",
            "certifying 5",
            "quality 2",
            "quality 3",
            "quality 4",
            "quality 5",
            "quality 6",
            "quality 7",
            "quality 9",
            "quality 10",
            "quality 11",
        ]
    );
    assert_eq!(
        of(|standing| matches!(standing, Standing::ToJudge { .. })),
        [
            "qualifying 1",
            "qualifying 2",
            "qualifying 4",
            "qualifying 5",
            "qualifying 6",
            "certifying 4",
            "certifying 6",
            "quality 1",
            "quality 18",
            "quality 19",
            "quality 20",
        ]
    );
    let text = report.to_string();
    assert!(text.contains("qualifying 2  a person has to judge  Says what there is to decide"));
    assert!(text.contains("judged/eyesight.en.toml"), "{text}");
    let summary = "of 35 criteria 14 met, 11 for a person to judge, 10 not met";
    assert!(report.summary().ends_with(summary), "{}", report.summary());
}

#[test]
fn a_judgement_holds_until_its_words_change() {
    let words = |guide: &Value| {
        let file = file(FILE, guide);
        let report = lint(&file, &[], today());
        match standing(&report, "qualifying 1") {
            Standing::ToJudge {
                words,
                before: None,
            } => words.clone(),
            other => panic!("{other:?}"),
        }
    };
    let judgements = |met, words: &str| {
        let judgement = format!(
            "[\"qualifying 1\"]\nmet = {met}\nby = \"Dr. Ruiz\"\non = \"2026-01-30\"\nwords = \"{words}\"\n\
             note = \"Read it aloud.\""
        );
        judgement::read("guides/judged/eyesight.en.toml", &judgement).expect("its shape is right")
    };
    let now = words(&good());
    let judged = |guide: &Value, met| file(FILE, guide).judged(judgements(met, &now));

    let file = judged(&good(), true);
    let report = lint(&file, &[], today());
    assert!(
        matches!(standing(&report, "qualifying 1"), Standing::Judged(by) if by.by == "Dr. Ruiz")
    );
    let text = report.to_string();
    assert!(text.contains("(judged by Dr. Ruiz on"), "{text}");

    let file = judged(&good(), false);
    let report = lint(&file, &[], today());
    let words = [
        "qualifying 1",
        "So judged Dr. Ruiz on 2026-01-30: Read it aloud.",
    ];
    assert_found(
        &report.diagnostics,
        Severity::Warning,
        "sections[0].blocks[0]",
        &words,
    );

    // A note for the clinic is none of the words.
    let mut guide = good();
    guide["sections"][0]["blocks"][0]["paragraph"]["review"] = json!("Ask them.");
    let file = judged(&guide, true);
    let report = lint(&file, &[], today());
    assert!(matches!(
        standing(&report, "qualifying 1"),
        Standing::Judged(_)
    ));

    let text = json!("Some people see near things as a blur, and their head aches.[^S1]");
    let file = judged(
        &good_with("/sections/0/blocks/0/paragraph/text", text),
        true,
    );
    let report = lint(&file, &[], today());
    let standing = standing(&report, "qualifying 1");
    assert!(
        matches!(
            standing,
            Standing::ToJudge {
                before: Some(_),
                ..
            }
        ),
        "{standing:?}"
    );
    let text = report.to_string();
    assert!(text.contains("changed since Dr. Ruiz judged"), "{text}");
}

fn standing<'a>(report: &'a crate::Report<'_>, id: &str) -> &'a Standing {
    let mut criteria = report.criteria.iter();
    let found = criteria.find(|criterion| criterion.id == id);
    &found.expect("there is one").standing
}
