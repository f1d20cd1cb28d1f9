//! The level of the guide's first heading.

use journeys::{Role, Site, Visitor, host_page};
use serde_json::{Value, json};

/// A page with a heading of its own, and a guide with this attribute.
macro_rules! page {
    ($attribute:literal) => {
        host_page!(
            r#"<script type="module" src="https://guide.example/care-guide.js"></script>"#,
            concat!(
                r#"<h1>Our clinic</h1>
<care-guide endpoint="https://guide.example/api/consultations""#,
                $attribute,
                "></care-guide>"
            )
        )
    };
}

const SECOND: &str = page!(" heading-level=\"2\"");
const FOURTH: &str = page!(" heading-level=\"4\"");
const WRONG: &str = page!(" heading-level=\"7\"");
const NONE: &str = page!("");

/// The guide's HTML is in the page.
const PRINTED: &str = host_page!(
    r#"<h1>Our clinic</h1>
<care-guide endpoint="/api/consultations" heading-level="2">{printed.en}</care-guide>"#
);

/// The levels of the guide's headings, in order.
const LEVELS: &str = "
    const guide = document.querySelector('care-guide');
    return [...(guide.shadowRoot ?? guide).querySelectorAll('h1, h2, h3')]
        .map((heading) => heading.getAttribute('aria-level') ?? heading.localName[1]).map(Number)";

/// How the headings look.
const LOOK: &str = "
    const guide = document.querySelector('care-guide');
    return [...(guide.shadowRoot ?? guide).querySelectorAll('h1, h2, h3')].map((heading) => {
        const { font, color, margin, letterSpacing } = getComputedStyle(heading);
        return [font, color, margin, letterSpacing].join();
    })";

fn levels(visitor: &Visitor) -> Vec<i64> {
    serde_json::from_value(visitor.runs(LEVELS)).expect("numbers")
}

/// The levels, deeper by so many.
fn below(levels: &[i64], by: i64) -> Vec<i64> {
    levels.iter().map(|level| level + by).collect()
}

#[test]
fn the_first_heading_has_the_level_that_the_attribute_names_and_others_follow() {
    Site::with_cross_origin_guide()
        .hosting("/none", NONE)
        .hosting("/second", SECOND)
        .hosting("/fourth", FOURTH)
        .visit(|visitor| {
            visitor.opens("/none");
            let plain = levels(visitor);
            let look = visitor.runs(LOOK);
            assert_eq!(plain.first(), Some(&1));
            assert_eq!(plain.iter().max(), Some(&3));
            for (path, by) in [("/second", 1), ("/fourth", 3)] {
                visitor.opens(path);
                assert_eq!(levels(visitor), below(&plain, by), "{path}");
                assert_eq!(visitor.runs(LOOK), look, "{path}: how they look");
                visitor
                    .clicks_tab("Risks")
                    .sees_a(Role::Heading, "Risks")
                    .fills_in_the_form()
                    .asks_for_a_consultation()
                    .sees_it_arrived();
            }
        });
}

#[test]
fn the_levels_are_there_before_hydration_and_after_a_restore() {
    Site::with_cross_origin_guide()
        .without_hydration()
        .holding_the_wasm()
        .hosting("/", SECOND)
        .visit(|visitor| {
            visitor.opens("/");
            let first = "const heading = document.querySelector('care-guide').shadowRoot
                    ?.querySelector('h1');
                 return heading?.getAttribute('aria-level') ?? null";
            visitor.sees_of_the_page(first, json!("2"));
            // As an extension does.
            visitor.runs(
                "const { shadowRoot } = document.querySelector('care-guide');
                 shadowRoot.querySelector('.help').append(document.createElement('aside'))",
            );
            visitor.gets_the_wasm().sees_of_the_page(first, json!("2"));
            assert!(levels(visitor).iter().all(|level| (2..=4).contains(level)));
        });
}

#[test]
fn a_printed_guide_has_the_levels_too_and_is_not_fetched() {
    Site::with_receiver().embedded_in(PRINTED).visit(|visitor| {
        visitor.opens("/");
        assert_eq!(levels(visitor).first(), Some(&2));
        let fetched = "return performance.getEntriesByType('resource')
            .filter(({ name }) => name.includes('/guides/')).length";
        assert_eq!(visitor.runs(fetched), json!(0));
    });
}

#[test]
fn a_change_of_the_level_applies_at_once() {
    Site::with_cross_origin_guide()
        .hosting("/", NONE)
        .visit(|visitor| {
            visitor.opens("/").fills("Full name", "Ana");
            let plain = levels(visitor);
            for (value, by) in [("3", 2), ("2", 1), ("9", 0), ("4", 3)] {
                visitor.runs(&format!(
                    "document.querySelector('care-guide').setAttribute('heading-level', '{value}')"
                ));
                assert_eq!(levels(visitor), below(&plain, by), "{value}");
            }
            visitor.runs("document.querySelector('care-guide').lang = 'es'");
            visitor.sees_a(Role::Heading, "Sobre esta guía");
            assert_eq!(levels(visitor).first(), Some(&4), "in another language too");
            visitor.runs("document.querySelector('care-guide').removeAttribute('heading-level')");
            assert_eq!(levels(visitor).first(), Some(&1));
        });
}

#[test]
fn a_level_that_there_is_not_is_reported_and_the_first_applies() {
    Site::with_cross_origin_guide()
        .hosting("/", WRONG)
        .expecting(1, "allowed are 1, 2, 3 and 4; 1 applies now")
        .visit(|visitor| {
            visitor.opens("/");
            assert_eq!(levels(visitor).first(), Some(&1));
        });
}

#[test]
fn no_level_is_left_out_below_those_of_the_page() {
    Site::with_cross_origin_guide()
        .hosting("/", SECOND)
        .visit(|visitor| {
            visitor.opens("/");
            let mut all: Vec<i64> = vec![1];
            all.extend(levels(visitor));
            let jumps: Vec<Value> = all
                .windows(2)
                .filter(|pair| pair[1] > pair[0] + 1)
                .map(|pair| json!(pair))
                .collect();
            assert_eq!(jumps, Vec::<Value>::new());
        });
}
