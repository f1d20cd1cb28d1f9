//! Keyboard and assistive technology across the shadow boundary.

use journeys::{Role, Rules, Site};

use super::pages;

#[test]
fn the_tab_key_leads_into_the_guide_and_out_again() {
    Site::with_cross_origin_guide()
        .hosting("/", pages::LINKS)
        .visit(|visitor| {
            visitor.opens("/").has_focus_on_nothing();
            visitor.runs("document.querySelector('a').focus()");
            let stops = |visitor: &journeys::Visitor, key: &str| {
                let mut stops = 0;
                loop {
                    visitor.presses(key);
                    stops += 1;
                    let inside = "return document.activeElement.localName === 'care-guide'";
                    if visitor.runs(inside) == false {
                        return stops;
                    }
                    assert!(stops < 200, "the focus gets out of the guide");
                }
            };
            visitor
                .presses("Tab")
                .has_focus_on(Role::Link, "English")
                .presses("Tab")
                .presses("Tab")
                .has_focus_on(Role::Link, "MDMA-assisted therapy")
                .presses("Tab")
                .presses("Tab")
                .presses("Tab")
                .has_focus_on(Role::Link, "Compare the three")
                .presses("Tab")
                .presses("Tab")
                .presses("Tab")
                .has_focus_on(Role::Tab, "Compare")
                .presses("Shift+Tab")
                .presses("Shift+Tab")
                .presses("Shift+Tab")
                .presses("Shift+Tab")
                .presses("Shift+Tab")
                .presses("Shift+Tab")
                .presses("Shift+Tab")
                .presses("Shift+Tab")
                .presses("Shift+Tab");
            let forward = stops(visitor, "Tab");
            let last = "return document.activeElement.textContent";
            assert_eq!(visitor.runs(last), "Behind");
            let back = stops(visitor, "Shift+Tab");
            assert_eq!(visitor.runs(last), "Before");
            assert_eq!(forward, back, "stops there, and back");
        });
}

#[test]
fn the_embedded_guide_is_accessible() {
    Site::with_cross_origin_guide()
        .hosting("/", pages::PLAIN)
        .visit(|visitor| {
            visitor
                .prefers_light()
                .opens("/")
                .has_no_violations()
                .prefers_dark()
                .passes(Rules::Colours)
                .asks_for_a_consultation()
                .has_focus_on(Role::Group, "There is a problem")
                .has_no_violations();
            let fields = visitor.names_of(Role::Textbox);
            assert!(fields.contains(&"Full name".to_owned()), "{fields:?}");
            assert!(fields.iter().all(|name| !name.is_empty()), "{fields:?}");
        });
}
