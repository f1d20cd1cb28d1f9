//! Host pages with a Content-Security-Policy: as much works as it allows, and one message of the
//! guide names what is missing.

use journeys::{Role, ScriptedResponse, Site, host_page};

use super::pages;

/// Expects the messages of the browser.
fn site() -> Site {
    Site::with_cross_origin_guide()
        .expecting_any("violates the following Content Security")
        .expecting_any("violates the document's Content Security Policy")
}

#[test]
fn the_documented_policy_is_enough() {
    site()
        .in_full_browser()
        .hosting("/", pages::PLAIN)
        .with_policy(
            "default-src 'none'; script-src https://guide.example 'wasm-unsafe-eval'; \
             connect-src https://guide.example; style-src 'none'; form-action 'none'; \
             base-uri 'none'; require-trusted-types-for 'script'; trusted-types care-guide",
        )
        .visit(|visitor| {
            let family = "return getComputedStyle(document.querySelector('care-guide').shadowRoot
                .querySelector('.answer')).fontFamily";
            visitor
                .opens("/")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            assert_eq!(visitor.runs(family), "system-ui, sans-serif");
        });
}

#[test]
fn a_missing_source_is_named_and_the_rest_works() {
    site()
        .without_hydration()
        .hosting("/wasm", pages::PLAIN)
        .with_policy("script-src https://guide.example")
        .hosting("/glue", pages::PLAIN)
        .with_policy("script-src https://guide.example/care-guide.js 'wasm-unsafe-eval'")
        .hosting("/server", pages::PLAIN)
        .with_policy("connect-src 'self'")
        .expecting(1, "needs 'wasm-unsafe-eval' in script-src")
        .expecting(1, "in script-src")
        .expecting(1, "in connect-src")
        .visit(|visitor| {
            for (path, missing) in [("/wasm", "'wasm-unsafe-eval'"), ("/glue", "needs http")] {
                visitor.opens(path);
                // The policy of the second keeps the clinic's particulars and the script of the tabs out,
                // too: the fallback has the ones, and everything shows.
                if path == "/wasm" {
                    visitor
                        .clicks_tab("Risks")
                        .sees_panel("Risks")
                        .sees_contact_details_in_place_of_the_form();
                } else {
                    visitor.sees_everything();
                }
                visitor
                    .sees_in_console(missing)
                    .sees_no(Role::Textbox, "Full name");
            }
            visitor
                .opens("/server")
                .sees_in_console("in connect-src")
                .sees_text("Call us: 617-555-0100")
                .sees_no(Role::Link, "Risks");
        });
}

#[test]
fn a_missing_trusted_types_policy_is_named_and_the_fallback_stays() {
    site()
        .without_hydration()
        .hosting("/", pages::PLAIN)
        .with_policy("require-trusted-types-for 'script'; trusted-types others")
        .expecting(1, "needs care-guide in trusted-types")
        .visit(|visitor| {
            visitor
                .opens("/")
                .needs_trusted_types()
                .sees_in_console("in trusted-types")
                .sees_text("Call us: 617-555-0100")
                .sees_no(Role::Link, "Risks");
        });
}

#[test]
fn a_forbidden_endpoint_is_reported_at_once_with_contact_details() {
    site()
        .hosting("/", ELSEWHERE)
        .with_policy("connect-src https://guide.example")
        .hosting("/formspree", FORMSPREE)
        .with_policy("connect-src https://guide.example")
        .expecting(2, "needs https://elsewhere.example in connect-src")
        .visit(|visitor| {
            for path in ["/", "/formspree"] {
                visitor
                    .opens(path)
                    .fills_in_the_form()
                    .asks_for_a_consultation()
                    .sees_it_failed("Our system did not take the request.")
                    .sees_every_word_kept();
            }
        });
}

#[test]
fn a_report_only_policy_forbids_nothing() {
    Site::with_responses([ScriptedResponse::status(503), ScriptedResponse::created()])
        .expecting_any("violates the following Content Security Policy")
        .expecting_any("status of 503")
        .hosting("/", pages::PLAIN)
        .with_report_only_policy("connect-src 'none'")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived()
                .sees_one_request_in_tries(2);
        });
}

/// A page with an endpoint that the policy forbids, so no request leaves.
macro_rules! elsewhere {
    ($backend:literal) => {
        host_page!(
            r#"<script type="module" src="https://guide.example/care-guide.js"></script>"#,
            concat!(
                r#"<care-guide endpoint="https://elsewhere.example/api""#,
                $backend,
                "></care-guide>"
            )
        )
    };
}

const ELSEWHERE: &str = elsewhere!("");

/// The backend is not idempotent, so the page never retries.
const FORMSPREE: &str = elsewhere!(r#" backend="formspree""#);
