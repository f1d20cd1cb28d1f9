//! The demo page in `dist/` with two guides.

use journeys::Site;
use serde_json::json;

/// Touches both; whether they are hydrated.
const HYDRATED: &str = "return [...document.querySelectorAll('care-guide')].map((host) => \
     host.dispatchEvent(new Event('pointerdown')) && host.shadowRoot?.querySelector('[data-hydrated]') != null)";

/// For each guide: selected tab, background and corner radius.
const STYLES: &str = "return [...document.querySelectorAll('care-guide')].map((host) => {
     const root = host.shadowRoot;
     const style = getComputedStyle(root.querySelector('.care-guide'));
     return [
         root.querySelector('[role=tab][aria-selected=true]').textContent,
         style.backgroundColor,
         style.getPropertyValue('--radius'),
     ];
 })";

#[test]
fn two_guides_on_one_page_keep_their_own_state_and_theme() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/demo.html");
        visitor.runs("document.querySelector('#evening').scrollIntoView()");
        visitor.sees_of_the_page(HYDRATED, json!([true, true]));
        let seen = visitor.runs(STYLES);
        assert_eq!(seen[0][0], json!("Compare"));
        assert_eq!(seen[1][0], json!("Risks"));
        assert_ne!(seen[0][1], seen[1][1], "one is dark: {seen}");
        assert_eq!([&seen[0][2], &seen[1][2]], ["0", "18px"]);

        visitor.runs(
            "document.querySelector('#evening').shadowRoot
                 .querySelector('[role=tab][href=\"#therapy\"]').click()",
        );
        let tabs = "return [...document.querySelectorAll('care-guide')].map((host) => \
             host.shadowRoot.querySelector('[role=tab][aria-selected=true]').textContent)";
        visitor.sees_of_the_page(tabs, json!(["Compare", "MDMA therapy"]));
        assert_eq!(visitor.runs("return location.hash"), json!(""));
    });
}
