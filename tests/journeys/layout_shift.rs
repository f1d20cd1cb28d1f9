//! Layout shifts that the guide causes on the page around it.

use journeys::{Site, Visitor, host_page};
use serde_json::{Value, json};

/// A page with this in its head and in the guide's tag, and text below the guide.
macro_rules! page {
    ($head:literal, $attributes:literal) => {
        host_page!(
            concat!(
                r#"<meta name="viewport" content="width=device-width, initial-scale=1">"#,
                $head
            ),
            concat!(
                r#"<h1>Our clinic</h1><care-guide endpoint="/api/consultations" "#,
                $attributes,
                "><p>Call us: 617-555-0100</p></care-guide>
<p>We are at 1 Harbor Street.</p>
<p>Our doors are open from nine to five.</p>"
            )
        )
    };
}

/// The snippet of docs/embedding.md, and what that says for a page whose policy forbids its `style`.
const RESERVED: [&str; 2] = [
    page!("", r#"style="display:block;min-height:100vh""#),
    page!(
        "<style>care-guide { display: block; min-height: 100vh }</style>",
        ""
    ),
];
const NOT_RESERVED: &str = page!("", "");
/// The first paint waits for the loader, which reserves the place.
const BLOCKING: &str = page!(
    r#"<script type="module" blocking="render" src="/care-guide.js"></script>"#,
    ""
);

const LOAD: &str = "
    const script = document.createElement('script');
    script.type = 'module';
    script.src = '/care-guide.js';
    document.head.append(script)";

/// The shifts if the loader comes after the first paint.
fn shifts_of_a_late_loader(visitor: &Visitor) -> Vec<Value> {
    visitor.opens("/").sees_the_first_paint();
    visitor.runs(LOAD);
    visitor.sees_the_page_hydrated();
    visitor.layout_shifts()
}

#[test]
fn a_late_guide_shifts_nothing_if_its_place_is_reserved() {
    for page in RESERVED {
        for width in [1280, 375] {
            let site = Site::with_receiver().embedded_in(page).without_hydration();
            site.visit(|visitor| {
                visitor.has_a_screen(width);
                assert!(shifts_of_a_late_loader(visitor).is_empty(), "{width}");
            });
        }
    }
}

#[test]
fn a_render_blocking_loader_shifts_nothing() {
    let site = Site::with_receiver().embedded_in(BLOCKING);
    site.visit(|visitor| {
        visitor.opens("/");
        visitor.has_seen_no_layout_shift();
    });
}

#[test]
fn a_guide_laid_out_in_pieces_is_complete() {
    Site::with_receiver()
        .embedded_in(BLOCKING)
        .visit(|visitor| {
            visitor.opens("/");
            let missing = "return [...document.querySelector('care-guide').shadowRoot
             .querySelectorAll('.content > [hidden], tr[hidden], .panels ~ [hidden]')].length";
            assert_eq!(visitor.runs(missing), json!(0));
            let rows = "return document.querySelector('care-guide').shadowRoot
             .querySelectorAll('.first tbody tr').length > 5";
            assert_eq!(visitor.runs(rows), json!(true));
        });
}

#[test]
fn a_layout_shift_is_detected() {
    let site = Site::with_receiver()
        .embedded_in(NOT_RESERVED)
        .without_hydration();
    site.visit(|visitor| assert!(!shifts_of_a_late_loader(visitor).is_empty()));
}
