//! An embedded guide whose Wasm is missing.

use journeys::{Role, Site};

use super::pages;

#[test]
fn a_guide_without_wasm_can_be_read_and_shows_contact_details() {
    Site::with_cross_origin_guide()
        .hosting("/", pages::PLAIN)
        .without_files(".wasm")
        .without_hydration()
        // Each touch tries again.
        .expecting_any("is not hydrated:")
        .expecting_any("careguide")
        .expecting_any("blocked by CORS policy")
        .visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_in_console("is not hydrated:")
                .sees_panel("Risks")
                .sees_contact_details_in_place_of_the_form()
                .sees_a(Role::Region, "Help, day or night")
                .sees_a(Role::Link, "911");
        });
}

#[test]
fn the_tabs_of_a_guide_without_wasm_work() {
    Site::with_cross_origin_guide()
        .hosting("/", pages::PLAIN)
        .without_files(".wasm")
        .without_hydration()
        .expecting_any("is not hydrated:")
        .expecting_any("careguide")
        .expecting_any("blocked by CORS policy")
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_panel("Compare")
                .clicks_tab("Risks")
                .sees_panel("Risks")
                .shows_everything()
                .sees_everything()
                .clicks(Role::Link, "MDMA therapy")
                .sees_on_screen("therapy");
        });
}
