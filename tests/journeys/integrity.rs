//! Files that were changed on their way are not used.

use journeys::{Asset, Channel, Role, Site, host_page};
use serde_json::json;

const EMBEDDED: &str = host_page!(
    r#"<care-guide endpoint="/api/consultations"><p>Call us: 617-555-0100</p></care-guide>"#
);

/// The message of Chromium, once for each try.
const REPORT: &str = "Failed to find a valid digest in the 'integrity' attribute";

/// The same for `fetch`.
const REPORT_OF_FETCH: &str = "SRI's integrity checks failed";

/// The message of the guide.
const WHY: &str = "is missing, or is not what was built";

fn tampering_with(part: Asset) -> Site {
    Site::with_receiver()
        .tampering_with(part)
        .expecting_any(REPORT)
        .expecting_any(REPORT_OF_FETCH)
        .expecting_any(WHY)
}

#[test]
fn a_tampered_program_does_not_run_and_the_page_works_without_it() {
    for part in [Asset::Glue, Asset::Wasm] {
        tampering_with(part).visit(|visitor| {
            visitor
                .opens("/")
                .sees_in_console(WHY)
                .clicks(Role::Link, "Risks")
                .sees_panel("Risks")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request");
            assert_eq!(visitor.runs("return window.tampered ?? null"), json!(null));
            let (channel, _) = visitor.server().only_request();
            assert_eq!(channel, Channel::Native, "the browser posts by itself");
        });
    }
}

#[test]
fn a_tampered_program_does_not_run_in_an_embedded_guide() {
    // Without the preloads of the own page, which check digests too.
    for part in [Asset::Glue, Asset::Wasm] {
        tampering_with(part).embedded_in(EMBEDDED).visit(|visitor| {
            visitor
                .opens("/")
                .sees_in_console(WHY)
                .sees_panel("At a glance")
                .sees_contact_details_in_place_of_the_form();
            assert_eq!(visitor.runs("return window.tampered ?? null"), json!(null));
        });
    }
}

#[test]
fn a_tampered_style_sheet_does_not_apply_to_an_embedded_guide() {
    tampering_with(Asset::Style)
        .embedded_in(EMBEDDED)
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_in_console(WHY)
                .sees_in_console(REPORT)
                .sees_text("Call us: 617-555-0100");
            let shown = "return document.querySelector('care-guide').shadowRoot?.querySelector('.care-guide') ?? null";
            assert_eq!(visitor.runs(shown), json!(null));
        });
}
