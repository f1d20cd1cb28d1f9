//! The tabs by keyboard (WAI-ARIA Authoring Practices, tabs pattern, automatic activation).

use journeys::{Role, Site};

#[test]
fn arrow_keys_wrap_around_and_home_and_end_go_to_the_ends() {
    Site::with_receiver()
        .in_full_browser()
        .visit_both(|visitor| {
            visitor.opens("/").clicks_tab("Compare");
            for (key, tab) in [
                ("ArrowRight", "MDMA therapy"),
                ("ArrowRight", "Microdosing"),
                ("ArrowLeft", "MDMA therapy"),
                ("ArrowLeft", "Compare"),
                ("ArrowLeft", "Our view"),
                ("ArrowRight", "Compare"),
                ("End", "Our view"),
                ("Home", "Compare"),
            ] {
                visitor
                    .presses(key)
                    .sees_tab_selected(tab)
                    .has_focus_on(Role::Tab, tab);
            }
        });
}

#[test]
fn arrow_keys_are_mirrored_in_right_to_left_text() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
        visitor
            .opens("/")
            .runs("document.querySelector('care-guide > div').dir = 'rtl'");
        visitor
            .gets_the_wasm()
            .clicks_tab("MDMA therapy")
            .presses("ArrowLeft")
            .sees_tab_selected("Microdosing")
            .presses("ArrowRight")
            .presses("ArrowRight")
            .sees_tab_selected("Compare")
            .presses("ArrowRight")
            .sees_tab_selected("Our view");
    });
}

#[test]
fn other_keys_are_left_to_the_browser() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("MDMA therapy")
            .sees_tab_selected("MDMA therapy");
        visitor.runs(
            "window.taken = [];
             addEventListener('keydown', (event) => {
                 if (event.defaultPrevented) window.taken.push(event.key);
                 event.preventDefault();
             })",
        );
        for keys in [
            "ArrowUp",
            "ArrowDown",
            "Control+ArrowRight",
            "Shift+ArrowLeft",
            "Alt+ArrowRight",
            "Control+Home",
            "Shift+End",
        ] {
            visitor.presses(keys).sees_tab_selected("MDMA therapy");
        }
        assert_eq!(visitor.runs("return window.taken.join()"), "");
    });
}

#[test]
fn the_tabs_are_one_tab_stop_and_the_panel_is_another() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .sees_tab_selected("Risks")
            .presses("Tab")
            .has_focus_on(Role::Link, "Show all parts on one page")
            .presses("Tab")
            .has_focus_on(Role::TabPanel, "Risks")
            .presses("Shift+Tab")
            .presses("Shift+Tab")
            .has_focus_on(Role::Tab, "Risks")
            .presses("Shift+Tab")
            .has_focus_on(Role::Link, "Need help now?");
    });
}

#[test]
fn focus_alone_never_selects() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .moves_focus_to(Role::Tab, "Our view")
            .has_focus_on(Role::Tab, "Our view")
            .sees_tab_selected("Compare");
    });
}

#[test]
fn enter_and_space_select_the_focused_tab() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .moves_focus_to(Role::Tab, "Risks")
            .presses("Enter")
            .sees_tab_selected("Risks")
            .moves_focus_to(Role::Tab, "Evidence")
            .presses("Space")
            .sees_tab_selected("Evidence");
    });
}

#[test]
fn the_form_can_be_filled_in_and_sent_by_keyboard() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .moves_focus_to(Role::Textbox, "Full name");
        let keys = "A|n|a|Tab|Space|Tab|a|@|b|.|c|Enter";
        for key in keys.split('|') {
            visitor.presses(key);
        }
        // Enter sends; consent is still missing.
        visitor
            .sees_errors(&["Check the box so that we may contact you"])
            .presses("Tab")
            .presses("Enter")
            .has_focus_on(Role::Checkbox, journeys::Visitor::CONSENT)
            .presses("Space")
            .presses("Enter")
            .sees_it_arrived();
        let (_, request) = visitor.server().only_request();
        assert_eq!(
            (request.name.as_str(), request.email.as_str()),
            ("Ana", "a@b.c")
        );
    });
}
