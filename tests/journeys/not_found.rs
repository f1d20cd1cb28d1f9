//! The page for a 404.

use journeys::{Role, Site};

#[test]
fn the_not_found_page_has_help_lines_and_a_link_to_the_guide() {
    // The page has no scripts.
    Site::with_receiver()
        .without_scripts()
        .expecting(1, "404 (Not Found)")
        .visit(|visitor| {
            let guide = visitor.server().guide();
            visitor
                .opens("/somewhere/else")
                .sees_title(&guide.interface.not_found.heading)
                .sees_a(Role::Heading, &guide.interface.not_found.heading)
                .sees_a(Role::Heading, &guide.help.heading)
                .needs_no_sideways_scroll()
                .clicks(Role::Link, &guide.interface.not_found.back)
                .sees_address("/")
                .sees_panel("Compare");
        });
}
