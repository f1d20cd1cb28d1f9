//! Typical host pages: page and guide do not affect each other.

use journeys::{Role, ScriptedResponse, Site, Visitor};
use serde_json::{Value, json};

use super::pages;

/// The styles of the guide on a page without styles.
fn plain(visitor: &Visitor) -> Value {
    let styles = visitor.records_the_page().opens("/plain").styles();
    assert_ne!(styles, Value::Null);
    styles
}

/// The guide has the same styles, its tabs work by mouse and keyboard, its form works, a request
/// arrives once, and the page is unchanged.
fn guide_and_page_work(visitor: &Visitor, path: &str, styles: Option<&Value>) {
    eprintln!("the page: {path}");
    visitor.opens(path).has_focus_on_nothing();
    if let Some(styles) = styles {
        let here = visitor.styles();
        let differs: Vec<_> = styles
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(kind, look)| here[kind.as_str()] != **look)
            .map(|(kind, look)| json!([kind, look, here[kind.as_str()]]))
            .collect();
        assert_eq!(json!(differs), json!([]), "{path}: its styles");
    }
    let before = visitor.server().rows().len();
    visitor
        .clicks_tab("Risks")
        .sees_tab_selected("Risks")
        .presses("ArrowRight")
        .has_focus_on(Role::Tab, "Our view")
        .sees_tab_selected("Our view")
        .fills_in_the_form()
        .sees_every_word_kept()
        .asks_for_a_consultation()
        .sees_it_arrived()
        .sees_the_page_unchanged();
    let rows = visitor.server().rows();
    assert_eq!(rows.len(), before + 1, "{path}: requests that arrived");
}

#[test]
fn host_styles_do_not_reach_the_guide() {
    Site::with_cross_origin_guide()
        .hosting("/plain", pages::PLAIN)
        .hosting("/reset", pages::RESET)
        .hosting("/bootstrap", pages::BOOTSTRAP)
        .hosting("/content-box", pages::CONTENT_BOX)
        .visit(|visitor| {
            let styles = plain(visitor);
            for path in ["/reset", "/bootstrap", "/content-box"] {
                guide_and_page_work(visitor, path, Some(&styles));
            }
        });
}

#[test]
fn dark_and_right_to_left_pages_do_not_change_the_guide() {
    Site::with_cross_origin_guide()
        .hosting("/plain", pages::PLAIN)
        .hosting("/dark", pages::DARK)
        .hosting("/right-to-left", pages::RIGHT_TO_LEFT)
        .hosting("/small-root", pages::SMALL_ROOT)
        .visit(|visitor| {
            let styles = plain(visitor);
            for path in ["/dark", "/right-to-left"] {
                guide_and_page_work(visitor, path, Some(&styles));
            }
            guide_and_page_work(visitor, "/small-root", None);
            let size = in_the_guide(visitor, "getComputedStyle(text).fontSize");
            assert_eq!(size, json!("16px"), "the smallest size there is");
        });
}

#[test]
fn a_sticky_header_covers_no_link_target() {
    Site::with_cross_origin_guide()
        .hosting("/plain", pages::PLAIN)
        .hosting("/sticky", pages::STICKY)
        .visit(|visitor| {
            let styles = plain(visitor);
            guide_and_page_work(visitor, "/sticky", Some(&styles));
            visitor.opens("/sticky");
            let is_below = |selector: &str| {
                let place = format!("tree.querySelector('{selector}').getBoundingClientRect()");
                let is_below = guides(&format!("{place}.top >= 80"));
                visitor.sees_of_the_page(&is_below, json!(true));
            };
            for (link, selector) in [("Talk to us", "#consultation"), ("Need help now?", "#help")] {
                visitor.clicks(Role::Link, link);
                is_below(selector);
                visitor.runs("scrollTo(0, 0)");
            }
            visitor
                .asks_for_a_consultation()
                .has_focus_on(Role::Group, "There is a problem")
                .follows_error("Enter your full name")
                .has_focus_on(Role::Textbox, "Full name");
            is_below("[name=name]");
        });
}

#[test]
fn the_guide_fills_parents_that_shrink_to_fit() {
    Site::with_cross_origin_guide()
        .hosting("/row", pages::ROW)
        .hosting("/column", pages::COLUMN)
        .hosting("/grid", pages::GRID)
        .hosting("/float", pages::FLOAT)
        .visit(|visitor| {
            let width = "return document.querySelector('care-guide').offsetWidth";
            for path in ["/row", "/column", "/grid", "/float"] {
                visitor.opens(path);
                assert_eq!(visitor.runs(width), json!(1000), "{path}");
                visitor.runs("document.querySelector('main').style.width = '320px'");
                assert_eq!(visitor.runs(width), json!(320), "{path}");
            }
        });
}

#[test]
fn the_hidden_attribute_hides_the_guide() {
    Site::with_cross_origin_guide()
        .hosting("/", pages::PLAIN)
        .visit(|visitor| {
            let height = "return document.querySelector('care-guide').offsetHeight";
            visitor.opens("/");
            assert_ne!(visitor.runs(height), json!(0));
            visitor.runs("document.querySelector('care-guide').hidden = true");
            assert_eq!(visitor.runs(height), json!(0));
        });
}

#[test]
fn a_visitor_who_left_the_guide_keeps_the_focus() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", pages::LINKS)
        .holding_the_response()
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .waits_for_posts(1)
                .has_focus_on(Role::Button, "Ask for a free consultation");
            visitor.runs("document.querySelector('[href=\"#behind\"]').focus()");
            visitor
                .gets_the_response()
                .hears("We have your request")
                .has_focus_on(Role::Link, "Behind");
        });
}

#[test]
fn extended_prototypes_break_nothing() {
    Site::with_cross_origin_guide()
        .hosting("/plain", pages::PLAIN)
        .hosting("/prototypes", pages::PROTOTYPES)
        .visit(|visitor| {
            visitor.needs_plain_objects();
            let styles = plain(visitor);
            guide_and_page_work(visitor, "/prototypes", Some(&styles));
        });
}

#[test]
fn a_base_and_a_wrapped_fetch_break_nothing() {
    Site::with_cross_origin_guide()
        .hosting("/plain", pages::PLAIN)
        .hosting("/base", pages::BASE)
        .hosting("/fetch", pages::FETCH)
        .hosting("/hash", pages::BASE_AND_HASH)
        .visit(|visitor| {
            let styles = plain(visitor);
            for path in ["/base", "/fetch"] {
                guide_and_page_work(visitor, path, Some(&styles));
            }
            visitor
                .opens("/hash?from=letter")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .sees_address("/hash?from=letter#risks");
        });
}

#[test]
fn handlers_that_swallow_every_event_break_nothing() {
    Site::with_cross_origin_guide()
        .hosting("/plain", pages::PLAIN)
        .hosting("/bubbling", pages::SWALLOWS_BUBBLING)
        .hosting("/capturing", pages::SWALLOWS_CAPTURING)
        .visit(|visitor| {
            let styles = plain(visitor);
            for path in ["/bubbling", "/capturing"] {
                guide_and_page_work(visitor, path, Some(&styles));
            }
        });
}

#[test]
fn a_form_around_the_guide_is_not_submitted() {
    Site::with_cross_origin_guide()
        .hosting("/plain", pages::PLAIN)
        .hosting("/form", pages::FORM)
        .visit(|visitor| {
            let styles = plain(visitor);
            guide_and_page_work(visitor, "/form", Some(&styles));
            visitor
                .opens("/form")
                .fills("Full name", "Ana")
                .presses("Enter")
                .has_focus_on(Role::Group, "There is a problem")
                .sees_the_page_unchanged();
            let fields = visitor.runs("return [...new FormData(document.forms[0]).keys()]");
            assert_eq!(fields, json!(["name"]), "what the page's form holds");
        });
}

fn in_the_guide(visitor: &Visitor, expression: &str) -> Value {
    visitor.runs(&guides(expression))
}

fn guides(expression: &str) -> String {
    format!(
        "const tree = document.querySelector('care-guide').shadowRoot;
         const text = tree.querySelector('.care-guide');
         return {expression}"
    )
}
