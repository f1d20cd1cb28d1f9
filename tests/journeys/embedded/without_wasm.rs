//! An embedded guide whose Wasm cannot be had.

use journeys::{Role, Site};

use super::pages;

#[test]
fn a_guide_that_cannot_wake_can_be_read_and_says_how_to_reach_the_clinic() {
    Site::with_the_guide_elsewhere()
        .hosting("/", pages::PLAIN)
        .without_files(".wasm")
        .asleep()
        .expecting(1, "is not hydrated:")
        .expecting_any("careguide")
        .expecting_any("blocked by CORS policy")
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_the_console("is not hydrated:")
                .sees_panel("At a glance")
                .sees_contact_details_in_place_of_the_form()
                .sees_a(Role::Region, "Help, day or night")
                .sees_a(Role::Link, "911");
        });
}

#[test]
fn its_links_lead_to_their_places() {
    Site::with_the_guide_elsewhere()
        .hosting("/", pages::PLAIN)
        .without_files(".wasm")
        .asleep()
        .expecting_any("is not hydrated:")
        .expecting_any("careguide")
        .expecting_any("blocked by CORS policy")
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_panel("At a glance")
                .clicks(Role::Link, "Risks")
                .sees_everything()
                .sees_on_screen("risks")
                .clicks(Role::Link, "Therapy")
                .sees_on_screen("therapy");
        });
}
