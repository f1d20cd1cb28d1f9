//! A guide at each limit is printed whole.

use careguide::config::PageContext;
use careguide::{Config, prerender};
use contract::Guide;
use guide_lint::{Date, GuideFile, Severity, extremes, limits, lint};

fn real() -> Guide {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../guides/mdma.en.json");
    let json = std::fs::read_to_string(path).expect("the guide");
    serde_json::from_str(&json).expect("its shape is right")
}

fn printed(guide: &Guide) -> String {
    let attribute = |name: &str| match name {
        "guide" => Some(guide.name.clone()),
        "lang" => Some(guide.language.clone()),
        _ => None,
    };
    prerender::fragment(guide, &Config::read(attribute, PageContext::default()).0)
}

fn count(html: &str, what: &str) -> usize {
    html.matches(what).count()
}

#[test]
fn a_guide_at_a_limit_has_no_errors_but_the_sections_that_are_promised() {
    for (name, guide) in extremes::all(&real()) {
        let json = serde_json::to_string(&guide).expect("JSON");
        let file = GuideFile::read("guides/mdma.en.json", json);
        let file = file.unwrap_or_else(|why| panic!("{name}: {why}"));
        let today = Date::from_ordinal_date(2026, 330).expect("a day");
        let diagnostics = lint(&file, &[], today).diagnostics;
        let errors = diagnostics.iter().filter(|diagnostic| {
            diagnostic.severity == Severity::Error
                && !diagnostic.message.contains("other pages link to it")
        });
        assert_eq!(errors.collect::<Vec<_>>(), [&diagnostics[0]; 0], "{name}");
    }
}

#[test]
fn letters_of_every_script_are_printed_as_they_are() {
    let html = printed(&extremes::with_unicode(real()));
    for words in [
        "Ελλάδα",
        "שלום مرحبا",
        "日本語の文",
        "👩🏽‍⚕️",
        "e\u{301}\u{323}",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn a_hundred_sources_are_listed_and_lead_back() {
    let guide = extremes::with_sources(real(), limits::SOURCES);
    assert_eq!(guide.sources.len(), limits::SOURCES);
    let (before, after) = (printed(&real()), printed(&guide));
    let new = limits::SOURCES - real().sources.len();
    let back = &guide.interface.back_to_text;
    assert_eq!(count(&after, back) - count(&before, back), new);
}

#[test]
fn twenty_rows_are_twenty_questions() {
    let html = printed(&extremes::with_rows(real(), limits::ROWS));
    assert_eq!(count(&html, "of all that people ask?"), limits::ROWS);
}

#[test]
fn one_section_is_one_tab_and_one_panel() {
    let html = printed(&extremes::with_one_section(real()));
    assert_eq!(count(&html, "part=\"tab\""), 1);
    assert_eq!(count(&html, "part=\"panel\""), 1);
}

#[test]
fn six_options_are_six_columns_of_every_row() {
    let guide = extremes::with_options(real(), limits::OPTIONS);
    let html = printed(&guide);
    let name = format!(">{} 6<", guide.options[2].label);
    let rows = guide.sections[0]
        .blocks
        .iter()
        .find_map(|block| match block {
            contract::guide::Block::Comparison(comparison) => Some(comparison.rows.len()),
            _ => None,
        });
    // Its card, the box that shows it, its header, its name in each row, what is said back of it, the
    // choice of who leans to it, and that in the summary.
    let answers = guide.decision.answers().count();
    assert_eq!(count(&html, &name), 5 + rows.expect("a table") + answers);
}
