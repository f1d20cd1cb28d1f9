//! The side-by-side table: answers first, reasons on demand, the options' names in sight.

use contract::Guide;
use contract::guide::{Block, Comparison};
use guide_lint::extremes;
use journeys::{Role, Site, Visitor};
use serde_json::json;

const WHY: &str = "Show all reasons";

fn comparison(guide: &Guide) -> &Comparison {
    let mut blocks = guide.sections.iter().flat_map(|section| &section.blocks);
    let found = blocks.find_map(|block| match block {
        Block::Comparison(comparison) => Some(comparison),
        _ => None,
    });
    found.expect("the guide has a side-by-side table")
}

/// The beginnings of the reasons of the first question, before any mark.
fn reasons(guide: &Guide) -> Vec<String> {
    let whys = comparison(guide).rows[0].cells.iter();
    let whys = whys.filter_map(|cell| cell.why.as_deref());
    let plain = |why: &str| why.split(['[', '*']).next().unwrap_or_default().to_owned();
    whys.map(plain).collect()
}

/// How far from the window's top an element is, in CSS pixels.
fn top(visitor: &Visitor, role: Role, name: &str) -> f64 {
    let element = json!(visitor.finds(role, name));
    let top = visitor.runs_with(
        "return arguments[0].getBoundingClientRect().top",
        vec![element],
    );
    top.as_f64().expect("a number")
}

/// Scrolls until the end of the table's row with this index is at the window's end.
fn scrolls_to_the_end_of_row(visitor: &Visitor, index: usize) {
    let scroll = "const tree = document.querySelector('care-guide').shadowRoot ?? document;
        const row = tree.querySelectorAll('.comparison tbody tr')[arguments[0]];
        row.scrollIntoView({ block: 'end', behavior: 'instant' })";
    visitor.runs_with(scroll, vec![json!(index)]);
}

fn asks_why(visitor: &Visitor) {
    visitor.opens("/");
    let reasons = reasons(&visitor.server().guide());
    for reason in &reasons {
        visitor.sees_no_text(reason);
    }
    let name = visitor
        .names_of(Role::Disclosure)
        .into_iter()
        .find(|name| name.ends_with("Why?"))
        .expect("the first answer says how sure it is");
    assert!(name.starts_with("How sure: "), "{name}");
    visitor
        .clicks(Role::Disclosure, &name)
        .sees_text(&reasons[0])
        .clicks(Role::Disclosure, &name)
        .sees_no_text(&reasons[0])
        .ticks(WHY);
    for reason in &reasons {
        visitor.sees_text(reason);
    }
    visitor.ticks(WHY);
    for reason in &reasons {
        visitor.sees_no_text(reason);
    }
}

#[test]
fn a_reason_opens_by_itself_and_all_of_them_together() {
    Site::with_receiver().visit_both(asks_why);
}

#[test]
fn reasons_open_without_scripts() {
    Site::with_receiver().without_scripts().visit(asks_why);
}

/// Where the cells of the table's first row begin: from the left, and from the top.
const CELLS: &str = "const tree = document.querySelector('care-guide').shadowRoot ?? document;
    const cells = [...tree.querySelectorAll('.comparison tbody tr:first-child td')];
    const boxes = cells.map((cell) => cell.getBoundingClientRect());
    return [boxes.map((box) => box.left), boxes.map((box) => box.top)]";

#[test]
fn the_options_stand_side_by_side_on_paper() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.has_a_screen(800).opens("/").looks_at_the_print();
        let [lefts, tops]: [Vec<f64>; 2] =
            serde_json::from_value(visitor.runs(CELLS)).expect("two lists of numbers");
        assert_eq!(lefts.len(), visitor.server().guide().options.len());
        assert!(lefts.is_sorted_by(|one, next| one < next), "{lefts:?}");
        assert!(tops.iter().all(|top| *top == tops[0]), "{tops:?}");
    });
}

#[test]
fn every_reason_is_printed() {
    Site::with_receiver().without_scripts().visit(|visitor| {
        visitor.opens("/").looks_at_the_print();
        for reason in reasons(&visitor.server().guide()) {
            visitor.sees_text(&reason);
        }
    });
}

#[test]
fn the_legend_comes_before_the_answers() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.opens("/");
        let guide = visitor.server().guide();
        visitor
            .sees_no_text(&guide.certainty.low.meaning)
            .clicks(Role::Disclosure, &guide.certainty.legend)
            .sees_text(&guide.certainty.low.meaning);
        let legend = top(visitor, Role::Disclosure, &guide.certainty.legend);
        let first = &comparison(&guide).rows[0].question;
        assert!(legend < top(visitor, Role::RowHeader, first));
    });
}

#[test]
fn the_options_names_stay_in_sight_on_a_wide_screen() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.has_a_screen(1000).opens("/");
        let guide = visitor.server().guide();
        let last = comparison(&guide).rows.len() - 1;
        scrolls_to_the_end_of_row(visitor, last);
        for option in &guide.options {
            let top = top(visitor, Role::ColumnHeader, &option.label);
            assert!((0.0..60.0).contains(&top), "{} is at {top}", option.label);
        }
    });
}

#[test]
fn the_question_stays_in_sight_on_a_phone() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.has_a_screen_of(360, 400).opens("/");
        let guide = visitor.server().guide();
        let question = &comparison(&guide).rows[1].question;
        scrolls_to_the_end_of_row(visitor, 1);
        let top = top(visitor, Role::RowHeader, question);
        assert!((-1.0..30.0).contains(&top), "{question} is at {top}");
    });
}

fn chooses_options(visitor: &Visitor) {
    visitor.has_a_screen(360).opens("/");
    let guide = visitor.server().guide();
    let labels: Vec<_> = guide.options.iter().map(|option| &option.label).collect();
    let cells = || visitor.names_of(Role::Cell).len();
    let all = cells();
    assert_eq!(all % labels.len(), 0);
    visitor
        .clicks(Role::Disclosure, &guide.interface.show_options)
        .ticks(labels[0]);
    assert_eq!(cells(), all / 3 * 2, "two of three");
    visitor.ticks(labels[2]);
    assert_eq!(cells(), all / 3, "one of three");
    // To show nothing would be of no use.
    visitor.ticks(labels[1]);
    assert_eq!(cells(), all);
    visitor
        .ticks(labels[0])
        .sees_chosen(Role::Checkbox, labels[0], true)
        .sees_chosen(Role::Checkbox, labels[1], false);
    assert_eq!(cells(), all / 3);
    // A wide screen has room for all of them, and no choice.
    visitor.has_a_screen(768);
    assert_eq!(cells(), all);
    visitor.sees_no(Role::Checkbox, labels[0]);
}

#[test]
fn a_reader_on_a_phone_chooses_the_options_to_see() {
    Site::with_receiver().visit_both(chooses_options);
}

#[test]
fn the_options_can_be_chosen_without_scripts() {
    Site::with_receiver()
        .without_scripts()
        .visit(chooses_options);
}

/// More than three do not stand side by side, so a wide screen has the choice, too.
#[test]
fn four_options_can_be_chosen_on_every_screen() {
    let guide = extremes::with_options(crate::extremes::guide(), 4);
    for site in [
        Site::with_receiver(),
        Site::with_receiver().without_scripts(),
    ] {
        site.showing(&guide).visit(|visitor| {
            let labels: Vec<_> = guide.options.iter().map(|option| &option.label).collect();
            let cells = || visitor.names_of(Role::Cell).len();
            for width in [360, 1280] {
                visitor.has_a_screen(width).opens("/");
                let all = cells();
                visitor.ticks(labels[0]).ticks(labels[3]);
                assert_eq!(cells(), all / 2, "two of four at {width} px");
                visitor.ticks(labels[1]).ticks(labels[2]);
                assert_eq!(cells(), all, "none is all at {width} px");
            }
        });
    }
}

/// Engines that open what find-in-page finds do it for text fragments, too (URL Fragment Text
/// Directives, section 3.5).
#[test]
fn a_reason_that_is_searched_for_opens() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/");
        let reason = reasons(&visitor.server().guide()).remove(0);
        let words: Vec<_> = reason.split_whitespace().take(5).collect();
        let fragment = words.join("%20").replace([',', '-'], "");
        visitor
            .opens(&format!("/#:~:text={fragment}"))
            .sees_text(&reason);
    });
}
