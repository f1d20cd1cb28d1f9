//! Files that were changed on their way are not used.

use journeys::{Asset, Channel, Role, Site, host_page};
use serde_json::json;

const EMBEDDED: &str = host_page!(
    r#"<care-guide endpoint="/api/consultations"><p>Call us: 617-555-0100</p></care-guide>"#
);

/// A page that names one version.
const PINNED: &str = host_page!(
    "{script}",
    r#"<care-guide endpoint="/api/consultations"><p>Call us: 617-555-0100</p></care-guide>"#
);

/// The same with a guide by its address, which the renderer shows.
const PINNED_WITH_OWN_GUIDE: &str = host_page!(
    "{script}",
    r#"<care-guide endpoint="/api/consultations" guide="{other_origin}/guide.json">
<p>Call us: 617-555-0100</p></care-guide>"#
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
                .clicks_tab("Risks")
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
    for part in [Asset::Glue, Asset::Wasm] {
        tampering_with(part).embedded_in(EMBEDDED).visit(|visitor| {
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_in_console(WHY)
                .sees_panel("Risks")
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

/// Whether a host page that names one version has run, shown or sent anything that was changed.
#[test]
fn a_page_that_pins_its_version_runs_and_shows_nothing_that_was_changed() {
    let nothing_ran = "return window.tampered ?? null";
    let shown = "return document.querySelector('care-guide').shadowRoot?.querySelector('.care-guide') ?? null";
    // What shows before the changed file is not hydrated; otherwise the fallback stays.
    for (part, page, shows) in [
        (Asset::Loader, PINNED, false),
        (Asset::Glue, PINNED, true),
        (Asset::Wasm, PINNED, true),
        (Asset::Style, PINNED, false),
        (Asset::RendererGlue, PINNED_WITH_OWN_GUIDE, false),
        (Asset::RendererWasm, PINNED_WITH_OWN_GUIDE, false),
    ] {
        println!("{part:?}");
        tampering_with(part).pinned_in(page).visit(|visitor| {
            visitor.opens("/");
            if shows {
                visitor.clicks_tab("Compare");
            }
            if part == Asset::Loader {
                visitor.sees_in_console(REPORT);
            } else {
                visitor.sees_in_console(WHY);
            }
            match shows {
                true => {
                    visitor
                        .sees_panel("Compare")
                        .sees_contact_details_in_place_of_the_form();
                }
                false => {
                    visitor.sees_text("Call us: 617-555-0100");
                    assert_eq!(visitor.runs(shown), json!(null));
                }
            }
            assert_eq!(visitor.runs(nothing_ran), json!(null));
        });
    }
}

/// Each change inside the guide's HTML, with the text that it replaces.
const CHANGES: [(&str, &str); 7] = [
    (
        "<h1>",
        "<img src=\"data:,\" onerror=\"window.tampered = true\"><h1>",
    ),
    ("<h1>", "<script>window.tampered = true</script><h1>"),
    ("<h1>", "<h1 onclick=\"window.tampered = true\">"),
    ("<h1>", "<h1 style=\"color: red\">"),
    ("tel:988", "tel:+19005550100"),
    ("href=\"#risks\"", "href=\"https://elsewhere.example/\""),
    ("href=\"#risks\"", "href=\"javascript:window.tampered=1\""),
];

#[test]
fn a_guide_that_was_changed_on_its_way_is_not_shown() {
    for (from, to) in CHANGES {
        println!("{to}");
        Site::with_receiver()
            .rewriting(Asset::GuideHtml, from, to)
            .expecting_any(WHY)
            .pinned_in(PINNED)
            .without_hydration()
            .visit(|visitor| {
                visitor
                    .opens("/")
                    .sees_in_console(WHY)
                    .sees_in_console("/guides/mdma.en-")
                    .sees_text("Call us: 617-555-0100");
                assert_eq!(visitor.runs("return window.tampered ?? null"), json!(null));
            });
    }
}

/// A page with each guide of the build.
const ALL: &str = host_page!(
    r#"<care-guide id="first" guide="mdma"></care-guide>
<care-guide guide="mdma" lang="ES"></care-guide>
<care-guide guide="insomnia"></care-guide>"#
);

/// Also proves that each engine reads the HTML as the build does: the digest is over what is read.
#[test]
fn a_guide_that_was_reformatted_on_its_way_is_shown() {
    for (from, to) in [
        ("<div", "<script>window.injected = true</script><div"),
        ("<div", "<!doctype html>\n<html><head></head><body>\n<div"),
        ("<h1>", "\n\n  <!-- the title -->\n  <h1>"),
    ] {
        println!("{to}");
        Site::with_receiver()
            .rewriting(Asset::GuideHtml, from, to)
            .embedded_in(ALL)
            .without_hydration()
            .expecting_any("<care-guide endpoint=")
            .visit(|visitor| {
                visitor.opens("/").sees_of_the_page(
                    "return [...document.querySelectorAll('care-guide')].map((host) =>
                         host.shadowRoot?.querySelectorAll('h1').length)",
                    json!([1, 1, 1]),
                );
                assert_eq!(visitor.runs("return window.injected ?? null"), json!(null));
            });
    }
}

#[test]
fn a_tampered_profile_is_not_used() {
    Site::with_fake_backend("formspree", &["success"])
        .tampering_with(Asset::Profile)
        .expecting_any(REPORT)
        .expecting_any(REPORT_OF_FETCH)
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_the_page_hydrated()
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed("Our system is busy or down.")
                .sees_every_word_kept();
            assert!(visitor.server().submissions().is_empty());
        });
}
