//! The guide on somebody else's page, in a shadow root.

use journeys::{Channel, Role, Site};
use serde_json::json;

/// A page whose rules and handlers would spoil the guide if they reached it.
const HOSTILE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Our clinic</title>
<link rel="icon" href="data:,">
<style>
html { font-size: 62.5% }
* { box-sizing: content-box !important; text-transform: uppercase !important }
body { direction: rtl; font: 40px cursive; color: red; line-height: 3 }
a, button, input { display: none !important }
</style>
<script>
Array.prototype.first = function () { return this[0]; };
document.addEventListener("keydown", (event) => event.stopImmediatePropagation());
</script>
<script type="module" src="/care-guide.js"></script>
<script type="module" src="/care-guide.js"></script>
</head>
<body>
<care-guide endpoint="/api/consultations"><p>Call us: 617-555-0100</p></care-guide>
</body>
</html>"#;

#[test]
fn the_tabs_and_the_form_work_and_the_pages_hash_and_title_are_left_alone() {
    Site::with_receiver().embedded_in(HOSTILE).visit(|visitor| {
        visitor
            .opens("/?utm_source=letter&gclid=1")
            .clicks_tab("Risks")
            .sees_tab_selected("Risks")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_a(Role::Heading, "We have your request");
        assert_eq!(visitor.runs("return location.hash"), json!(""));
        assert_eq!(visitor.runs("return document.title"), json!("Our clinic"));
        let (channel, request) = visitor.clinic().only_request();
        assert_eq!(channel, Channel::Json);
        assert_eq!(request.page, visitor.clinic().address("/"));
        assert_eq!(request.utm_source, "letter");
    });
}

#[test]
fn nothing_that_the_page_says_of_its_own_elements_reaches_the_guide() {
    Site::with_receiver().embedded_in(HOSTILE).visit(|visitor| {
        visitor.opens("/").sees_a(Role::Tab, "At a glance");
        let style = visitor.runs(
            "const root = document.querySelector('care-guide').shadowRoot;
                 const { fontSize, textTransform, direction, boxSizing } =
                     getComputedStyle(root.querySelector('.answer'));
                 return [parseFloat(fontSize) >= 16, textTransform, direction, boxSizing]",
        );
        assert_eq!(style, json!([true, "none", "ltr", "border-box"]));
    });
}

#[test]
fn moved_it_keeps_what_it_shows_and_taken_out_it_lets_go() {
    Site::with_receiver().embedded_in(HOSTILE).visit(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .sees_tab_selected("Risks");
        visitor.runs(
            "const moved = document.createElement('main');
                 document.body.append(moved);
                 moved.append(document.querySelector('care-guide'))",
        );
        visitor.sees_tab_selected("Risks");
        visitor.runs(
            "window.taken = document.querySelector('care-guide');
                 window.taken.remove()",
        );
        visitor.runs("document.body.append(window.taken)");
        visitor
            .sees_the_page_awake()
            .clicks_tab("Therapy")
            .sees_tab_selected("Therapy");
    });
}
