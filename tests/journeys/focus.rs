//! The keyboard reaches everything, and the focus is visible at each stop.

use journeys::{Role, Setting, Site, Visitor, host_page};

const HOST: &str = host_page!(
    r#"<meta name="color-scheme" content="light dark">
<style>header { position: sticky; top: 0; z-index: 9; height: 80px; background: #888 }</style>
<script type="module" src="/care-guide.js"></script>"#,
    r#"<header>Our clinic</header>
<main><care-guide endpoint="/api/consultations"></care-guide></main>
<a href="/">Home</a>"#
);

/// Uses all of the guide and sends the form by keyboard.
fn uses_everything(visitor: &Visitor) {
    visitor
        .opens("/")
        .has_a_clipboard()
        .has_a_printer()
        // The skip link.
        .tabs_to(Role::Link, "Talk to us")
        .presses("Enter")
        .has_focus_on(Role::Region, "Talk to us")
        .sees_where_the_focus_is()
        .presses("Shift+Tab")
        .sees_where_the_focus_is();
    visitor.moves_focus_to(Role::Link, "Need help now?");
    visitor.tabs_to(Role::Tab, "Compare");
    for tab in [
        "MDMA therapy",
        "Microdosing",
        "Evidence",
        "Risks",
        "Our view",
    ] {
        visitor
            .presses("ArrowRight")
            .sees_tab_selected(tab)
            .sees_where_the_focus_is();
    }
    visitor
        .presses("Home")
        .presses("ArrowRight")
        .sees_tab_selected("MDMA therapy")
        // All parts on one page, and back.
        .tabs_to(Role::Link, "Show all parts on one page")
        .presses("Enter")
        .has_focus_on(Role::Link, "Show one part at a time")
        .sees_where_the_focus_is()
        .presses("Enter")
        .sees_tab_selected("MDMA therapy")
        .tabs_to(Role::TabPanel, "MDMA therapy")
        // A citation, and back.
        .tabs_to(Role::Link, "Source 1")
        .presses("Enter")
        .sees_on_screen("therapy-source-1")
        .tabs_to(Role::Link, "Back to the text 1")
        .presses("Enter")
        .sees_on_screen("therapy-cite-1")
        // A figure as numbers and as words.
        .tabs_to(Role::Radio, "Picture")
        .presses("ArrowRight")
        .has_focus_on(Role::Radio, "Numbers")
        .sees_where_the_focus_is()
        .presses("ArrowRight")
        .sees_figures_as(&["words", "picture", "picture", "picture"])
        .sees_where_the_focus_is()
        // What matters, the questions, the summary.
        .tabs_to(Role::Disclosure, "What matters to you")
        .presses("Enter")
        .tabs_to(Role::Checkbox, "Care with strong proof")
        .presses("Space")
        .tabs_to(Role::Checkbox, "What will it cost me?")
        .presses("Space")
        .sees_text("My questions")
        .presses("Space")
        .sees_no_text("My questions")
        .tabs_to(Role::Textbox, "Your own questions")
        .presses("a")
        .tabs_to(Role::Button, "Print my summary")
        .presses("Enter")
        .tabs_to(Role::Button, "Copy my summary")
        .presses("Enter")
        .sees_text("Copied")
        .sees_copied("Care with strong proof")
        // The form, sent too early.
        .tabs_to(Role::Textbox, "Full name")
        .presses("Enter")
        .has_focus_on(Role::Group, "There is a problem")
        .sees_where_the_focus_is()
        .tabs_to(Role::Link, "Enter your full name")
        .presses("Enter")
        .has_focus_on(Role::Textbox, "Full name")
        .sees_where_the_focus_is()
        .presses("A")
        .tabs_to(Role::Radio, "Email")
        .presses("ArrowRight")
        .sees_where_the_focus_is()
        .presses("ArrowLeft")
        .has_focus_on(Role::Radio, "Email")
        .tabs_to(Role::Textbox, "Email address");
    for key in ["a", "@", "b", ".", "c"] {
        visitor.presses(key);
    }
    visitor
        .tabs_to(Role::Checkbox, "Add my summary to the message")
        .presses("Space")
        .tabs_to(Role::Checkbox, Visitor::CONSENT)
        .presses("Space")
        .tabs_to(Role::Button, "Ask for a free consultation")
        .presses("Enter")
        .sees_it_arrived()
        .sees_where_the_focus_is();
    assert!(visitor.tabs_to_the_end() > 6, "the help lines come last");
    let (_, request) = visitor.server().only_request();
    assert_eq!(request.email, "a@b.c");
    assert!(request.message.contains("Care with strong proof"));
}

#[test]
fn the_keyboard_reaches_everything() {
    Site::with_receiver().visit(|visitor| {
        visitor.uses(&Setting::LIGHT);
        uses_everything(visitor);
    });
}

#[test]
fn the_keyboard_reaches_everything_in_dark_colours() {
    Site::with_receiver().visit(|visitor| {
        visitor.uses(&Setting::DARK);
        uses_everything(visitor);
    });
}

#[test]
fn the_keyboard_reaches_everything_embedded_under_a_sticky_header() {
    Site::with_receiver().embedded_in(HOST).visit(|visitor| {
        visitor.uses(&Setting::DARK);
        uses_everything(visitor);
    });
}

#[test]
fn the_focus_is_visible_at_every_stop_with_all_parts_on_one_page() {
    Site::with_receiver().visit(|visitor| {
        visitor.uses(&Setting::LIGHT).opens("/#everything");
        visitor.sees_everything().runs(
            "document.querySelectorAll('details').forEach((folded) => { folded.open = true })",
        );
        let stops = visitor.tabs_to_the_end();
        assert!(stops > 300, "all parts have more than {stops} stops");
    });
}

#[test]
fn a_faint_focus_outline_is_detected() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/").tabs_to(Role::Link, "Compare the three");
        for outline in ["none", "1px solid #1c5d57", "3px solid #d8d8d8"] {
            visitor.runs(&format!(
                "document.activeElement.style.outline = '{outline}'"
            ));
            let (marked, least) = visitor.sees_the_focus_marked();
            assert!(marked < least, "{outline}: {marked} pixels of {least}");
        }
    });
}
