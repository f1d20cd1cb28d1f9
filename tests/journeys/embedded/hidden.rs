//! Parents that hide or disable what is in them, and pages whose text cannot be selected.

use journeys::{Role, Site, Visitor, host_page};
use serde_json::json;

/// A page with a parent of these rules, which opens with the class `open`.
macro_rules! page {
    ($rules:literal) => {
        host_page!(
            concat!(
                r#"<meta name="viewport" content="width=device-width, initial-scale=1">
<style>care-guide { display: block; min-height: 100vh }
.parent { position: fixed; inset: 0; overflow: auto; background: white }
.parent:not(.open) { "#,
                $rules,
                r#" }</style>
<script type="module" src="https://guide.example/care-guide.js"></script>"#
            ),
            r##"<a id="before" href="#visit">Plan your visit</a>
<div class="parent"><care-guide endpoint="https://guide.example/api/consultations">
<p>Call us: 617-555-0100</p></care-guide></div>
<a id="behind" href="#behind">Where we are</a>"##
        )
    };
}

const BOTH: &str = page!("opacity: 0; visibility: hidden; pointer-events: none");
const VISIBILITY: &str = page!("visibility: hidden");
const COLLAPSED: &str = page!("visibility: collapse");
const FADING: &str =
    page!("opacity: 0; visibility: hidden; transition: opacity 0.2s, visibility 0.2s");
const OFF_CANVAS: &str =
    page!("transform: translateX(-100%); visibility: hidden; transition: transform 0.2s");
const UNDER_A_SHIELD: &str = page!("opacity: 0; pointer-events: none");
const NO_DISPLAY: &str = page!("display: none");

/// What is under the pointer where the page's first link is.
const UNDER_THE_POINTER: &str = "
    const { x, y, height } = document.querySelector('#before').getBoundingClientRect();
    return document.elementFromPoint(x + 5, y + height / 2)?.localName";

fn opens_and_closes(visitor: &Visitor, tab: bool) {
    let closed = || {
        visitor.sees_of_the_page(UNDER_THE_POINTER, json!("a"));
        if tab {
            visitor.runs("document.querySelector('#before').focus()");
            visitor
                .presses("Tab")
                .sees_of_the_page("return document.activeElement.id", json!("behind"));
        }
    };
    closed();
    visitor.runs("document.querySelector('.parent').classList.add('open')");
    visitor
        .sees_of_the_page(UNDER_THE_POINTER, json!("care-guide"))
        .sees_the_page_hydrated()
        .clicks_tab("Risks")
        .sees_tab_selected("Risks")
        .sees_a(Role::Heading, "Risks");
    visitor.runs("document.querySelector('.parent').classList.remove('open')");
    closed();
}

#[test]
fn a_closed_popup_hides_the_guide_and_lets_clicks_through() {
    let pages = [
        ("/both", BOTH),
        ("/visibility", VISIBILITY),
        ("/collapsed", COLLAPSED),
        ("/fading", FADING),
        ("/off-canvas", OFF_CANVAS),
        ("/no-display", NO_DISPLAY),
    ];
    let site = Site::with_cross_origin_guide().without_hydration();
    let site = pages
        .into_iter()
        .fold(site, |site, (path, html)| site.hosting(path, html));
    site.visit(|visitor| {
        for (path, _) in pages {
            eprintln!("the page: {path}");
            visitor.opens(path);
            // It loads only once it can be seen.
            if path != "/no-display" {
                shown(visitor);
            }
            opens_and_closes(visitor, true);
        }
    });
}

#[test]
fn a_parent_that_takes_no_clicks_takes_none_for_the_guide() {
    Site::with_cross_origin_guide()
        .without_hydration()
        .hosting("/", UNDER_A_SHIELD)
        .visit(|visitor| {
            visitor.opens("/");
            shown(visitor);
            opens_and_closes(visitor, false);
        });
}

#[test]
fn an_inert_parent_disables_the_guide() {
    Site::with_cross_origin_guide()
        .without_hydration()
        .hosting("/", page!("color: black"))
        .visit(|visitor| {
            visitor.opens("/");
            shown(visitor);
            let parents = ["parent.inert = true", "parent.style = 'interactivity: inert'"];
            for parent in parents {
                let inert = format!(
                    "const parent = document.querySelector('.parent');
                     {parent};
                     const applies = parent.inert || CSS.supports('interactivity: inert');
                     const link = document.querySelector('care-guide').shadowRoot.querySelector('.help a');
                     link.focus();
                     const focused = document.activeElement.localName;
                     parent.inert = false;
                     parent.style = '';
                     return applies && focused !== 'body'"
                );
                assert_eq!(visitor.runs(&inert), json!(false), "{parent}");
            }
            visitor
                .sees_the_page_hydrated()
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
        });
}

#[test]
fn text_can_be_selected_on_a_page_that_forbids_it() {
    Site::with_cross_origin_guide()
        .hosting(
            "/",
            host_page!(
                r#"<style>* { user-select: none !important; -webkit-user-select: none !important }</style>
<script type="module" src="https://guide.example/care-guide.js"></script>"#,
                r#"<care-guide endpoint="https://guide.example/api/consultations"></care-guide>"#
            ),
        )
        .visit(|visitor| {
            visitor.opens("/");
            // Where it is not, everything is selected, and nothing can be dragged over.
            let selectable = "const tree = document.querySelector('care-guide').shadowRoot;
                return ['h1', 'td', '.answer', 'label', '.help li'].filter((kind) => {
                    let one = tree.querySelector(kind);
                    const of = (one) => getComputedStyle(one).userSelect
                        ?? getComputedStyle(one).webkitUserSelect;
                    while (one && of(one) === 'auto') one = one.parentElement;
                    return !one || of(one) !== 'text';
                })";
            assert_eq!(visitor.runs(selectable), json!([]));
        });
}

/// Scrolls the page, and waits until all of the guide is there, visible or not.
fn shown(visitor: &Visitor) {
    visitor.sees_of_the_page(
        "dispatchEvent(new Event('scroll'));
         return !!document.querySelector('care-guide').shadowRoot?.querySelector('.help')
             && !document.querySelector('care-guide').shadowRoot.querySelector('tbody tr[hidden]')",
        json!(true),
    );
}
