//! Figures as HTML: what is drawn, what a screen reader is told, and the choice between the two.

use super::*;
use crate::tests::mdma;

/// The small guide's section with figures.
fn figures() -> Page {
    let guide = small();
    Page::read(&blocks(&guide, &guide.sections[1].blocks))
}

#[test]
fn a_picture_is_named_with_its_numbers() {
    let page = figures();
    let names: Vec<_> = page
        .with("role", "img")
        .map(|picture| picture.get("aria-label").unwrap_or_default())
        .collect();
    assert_eq!(
        names,
        [
            "Glasses: 97 of 100 saw well; 3 of 100 did not",
            "Lenses: 80 of 100 saw well; 20 of 100 did not",
        ]
    );
    // Beside it, for eyes.
    let beside: Vec<_> = page.with("class", "arm").map(|arm| &arm.text[..]).collect();
    assert_eq!(beside, ["Glasses97 of 100", "Lenses80 of 100",]);
}

#[test]
fn where_no_study_was_found_nobody_is_drawn() {
    let page = figures();
    assert_eq!(page.with("role", "img").count(), 2, "two arms of three");
    let empty = block(json!({
        "outcome": {
            "title": "How many?", "of": 100, "counted": "yes", "others": "no",
            "studies": [{ "title": "Trials", "arms": [{ "label": "It" }], "words": "Unknown." }],
            "caption": "None."
        }
    }));
    let page = Page::read(&empty);
    assert_eq!(page.tags("svg").count(), 0, "no key either");
    assert_eq!(
        page.all()
            .map(|element| element.tag.as_str())
            .filter(|tag| ["input", "table"].contains(tag))
            .count(),
        0,
        "nothing to choose from, and no numbers"
    );
    assert_eq!(page.class("words").text, "Unknown.");
}

#[test]
fn the_difference_of_two_groups_is_said_below_them() {
    let words = |first: u16, second: u16| {
        let html = block(json!({
            "outcome": {
                "title": "How many?", "of": 100, "counted": "yes", "others": "no",
                "studies": [{
                    "title": "A trial",
                    "arms": [{ "label": "It", "count": first }, { "label": "Not it", "count": second }],
                    "words": "Some."
                }],
                "caption": "One."
            }
        }));
        Page::read(&html).class("difference").text.clone()
    };
    assert_eq!(words(67, 32), "It: 35 more of 100");
    assert_eq!(words(2, 5), "It: 3 fewer of 100");
    assert_eq!(words(5, 5), "It: No difference");
}

#[test]
fn what_is_rare_is_drawn_out_of_a_thousand() {
    let html = block(json!({
        "outcome": {
            "title": "How many?", "of": 1000, "counted": "yes", "others": "no",
            "studies": [{
                "title": "Trials",
                "arms": [{ "label": "It", "count": 4 }],
                "words": "Four of a thousand."
            }],
            "caption": "One."
        }
    }));
    let page = Page::read(&html);
    let picture = page.with("role", "img").next().expect("it is drawn");
    let name = picture.get("aria-label");
    assert_eq!(name, Some("It: 4 of 1000 yes; 996 of 1000 no"));
    assert_eq!(
        page.with("class", "dots").count(),
        3,
        "one, and the key's two"
    );
    assert_eq!(page.with("class", "people").count(), 0);
}

#[test]
fn every_group_is_drawn_out_of_the_same_number() {
    for guide in [small(), mdma()] {
        for section in &guide.sections {
            for block in &section.blocks {
                let Block::Outcome(outcome) = block else {
                    continue;
                };
                let html = blocks(&guide, std::slice::from_ref(block));
                let page = Page::read(&html);
                let sizes: Vec<_> = page
                    .with("role", "img")
                    .map(|picture| picture.get("viewBox"))
                    .collect();
                assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
                for arm in outcome.studies.iter().flat_map(|study| &study.arms) {
                    let Some(count) = arm.count else { continue };
                    let others = outcome.of - count;
                    let whole =
                        format!("{count} of {} {}; {others} of", outcome.of, outcome.counted);
                    assert!(html.contains(&whole), "{whole}");
                }
            }
        }
    }
}

#[test]
fn picture_numbers_and_words_are_all_there_and_the_picture_is_chosen() {
    let page = figures();
    assert_eq!(
        page.tags("legend").next().map(|l| &l.text[..]),
        Some("Show as")
    );
    let radios: Vec<_> = page
        .with("type", "radio")
        .map(|radio| {
            let get = |name| radio.get(name).unwrap_or_default();
            (get("name"), get("value"), radio.has("checked"))
        })
        .collect();
    assert_eq!(
        radios,
        [
            ("part-figure-1", "picture", true),
            ("part-figure-1", "numbers", false),
            ("part-figure-1", "words", false),
        ]
    );
    assert_eq!(page.class("words").text, "Nearly all with glasses.");
    let rows: Vec<_> = page.tags("tr").map(|row| row.text.as_str()).collect();
    assert!(rows.contains(&"Groupsaw welldid not"), "{rows:?}");
    assert!(rows.contains(&"Glasses97 of 1003 of 100"), "{rows:?}");
}

/// Radio buttons with one name are one group, wherever they stand on the page.
#[test]
fn the_choices_of_two_figures_are_two() {
    let guide = small();
    let mut twice = guide.sections[1].blocks.clone();
    twice.extend(guide.sections[1].blocks.clone());
    let page = Page::read(&blocks(&guide, &twice));
    let names: Vec<_> = page
        .with("value", "picture")
        .map(|radio| radio.get("name").unwrap_or_default())
        .collect();
    assert_eq!(names, ["part-figure-1", "part-figure-2"]);
    for figure in page.tags("figure").filter(|f| f.has("aria-labelledby")) {
        let title = figure.get("aria-labelledby").unwrap_or_default();
        assert_eq!(page.id(title).text, "How many saw well?");
    }
}

#[test]
fn a_timeline_is_a_list_in_order_with_days_for_machines() {
    let page = figures();
    assert_eq!(page.class("timeline").tag, "ol");
    let times: Vec<_> = page
        .tags("time")
        .map(|time| (time.get("datetime").unwrap_or_default(), &time.text[..]))
        .collect();
    assert_eq!(
        times,
        [
            ("1784", "1784"),
            ("2024-06", "June 2024"),
            ("2024-06-04", "4 June 2024"),
            ("2031", "About 2031"),
        ]
    );
    assert_eq!(page.class("expected").text, "About 2031New rules are due.");
}

#[test]
fn a_course_says_in_words_what_its_bars_show() {
    let page = figures();
    let course = page.class("course");
    assert!(
        course
            .text
            .starts_with("2 tests 45 minutes each1 fitting 2 hours"),
        "{}",
        course.text
    );
    let drawn: Vec<_> = page
        .tags("svg")
        .filter(|svg| svg.get("viewBox") == Some("0.6 0.6 13 9"))
        .collect();
    assert_eq!(drawn.len(), 2, "both as wide, so that lengths compare");
    assert!(
        drawn
            .iter()
            .all(|svg| svg.get("aria-hidden") == Some("true"))
    );
}
