//! Rules for whatever has the focus, or for everything: no frame around the whole guide.

use journeys::{Role, Site, host_page};
use serde_json::json;

const PAGE: &str = host_page!(
    r#"<style id="rules"></style>
<script type="module" src="https://guide.example/care-guide.js"></script>"#,
    r#"<care-guide id="guide" endpoint="https://guide.example/api/consultations"></care-guide>"#
);

const RULES: [&str; 10] = [
    "*:focus { outline: 2px solid black }",
    "*:focus-visible { outline: 2px solid black !important }",
    ":focus-within { outline: 5px dotted red !important }",
    "* { outline: 1px solid red }",
    ":target { outline: 3px solid gold }",
    ".wp-site-blocks *:focus { outline-width: 2px; outline-style: solid }",
    "*:focus { box-shadow: 0 0 0 3px blue !important }",
    ":focus-within { box-shadow: inset 0 0 0 3px blue }",
    "*:focus { border: 3px solid blue }",
    "* { transition: all 0.3s !important } *:focus { box-shadow: 0 0 9px red; border: 2px solid }",
];

/// What is drawn around the element.
const FRAME: &str = "
    const style = getComputedStyle(document.querySelector('care-guide'));
    // A shadow that has not begun to come.
    const shadow = style.boxShadow.replace(/^(rgba\\(0, 0, 0, 0\\)|transparent) .*/, 'none');
    return [style.outlineStyle, shadow, style.borderTopWidth].join()";

#[test]
fn no_focus_rule_of_the_page_frames_the_guide() {
    Site::with_cross_origin_guide()
        .hosting("/", PAGE)
        .visit(|visitor| {
            visitor.opens("/");
            visitor.runs("document.body.className = 'wp-site-blocks'; location.hash = 'guide'");
            for rules in RULES {
                visitor.runs_with(
                    "document.querySelector('care-guide').shadowRoot.activeElement?.blur();
                     document.body.offsetWidth;
                     document.querySelector('#rules').textContent = arguments[0];
                     document.body.offsetWidth",
                    vec![json!(rules)],
                );
                visitor
                    .moves_focus_to(Role::Tab, "Risks")
                    .presses("ArrowRight")
                    .has_focus_on(Role::Tab, "Our view");
                // Longer than any transition of the rules.
                visitor.runs("return new Promise((done) => setTimeout(done, 350))");
                assert_eq!(visitor.runs(FRAME), json!("none,none,0px"), "{rules}");
                let ring = "const tree = document.querySelector('care-guide').shadowRoot;
                    const style = getComputedStyle(tree.activeElement);
                    return `${style.outlineStyle} ${style.outlineWidth}`";
                let ring = visitor.runs(ring);
                let drawn = [json!("solid 3px"), json!("solid 4px")];
                assert!(drawn.contains(&ring), "{rules}: the inner ring is {ring}");
            }
        });
}

#[test]
fn a_page_may_frame_the_guide_at_all_times() {
    Site::with_cross_origin_guide()
        .hosting("/", PAGE)
        .visit(|visitor| {
            visitor.opens("/").runs(
                "document.querySelector('#rules').textContent =
                     'care-guide { border: 1px solid; box-shadow: 0 1px 4px rgb(1, 2, 3) }'",
            );
            let framed = visitor.runs(FRAME);
            visitor
                .clicks_tab("Risks")
                .sees_of_the_page(FRAME, framed.clone());
            assert_eq!(framed, json!("none,rgb(1, 2, 3) 0px 1px 4px 0px,1px"));
        });
}
