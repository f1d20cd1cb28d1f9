//! The clinic's own profile in the attribute `profile`: as JSON, or as the address of a file.

use journeys::{ScriptedResponse, Site, Visitor, host_page};

/// A page with these attributes and children of `<care-guide>`.
macro_rules! page {
    ($attributes:literal) => {
        page!($attributes, "")
    };
    ($attributes:literal, $children:literal) => {
        host_page!(concat!(
            r#"<care-guide endpoint="/answers" "#,
            $attributes,
            ">",
            $children,
            "<p>Call us: 617-555-0100</p></care-guide>"
        ))
    };
}

/// The endpoint takes every request.
fn site(page: &'static str) -> Site {
    // A path without a file of its own.
    let page: &'static str = page.replace("/answers", "/api/consultations").leak();
    Site::with_responses([ScriptedResponse::created()]).embedded_in(page)
}

fn sends(visitor: &Visitor) -> &Visitor {
    visitor
        .fills_in_the_form()
        .asks_for_a_consultation()
        .sees_it_arrived()
}

/// The last request has the names and values of the profile `tests/test_server/guide_files.rs`.
fn follows_the_profile(visitor: &Visitor) {
    let posts = visitor.server().posts();
    let last = posts.last().expect("a request");
    assert_eq!(last.field("full_name"), "Ana O'Neil", "{last:#?}");
    assert_eq!(last.field("tenant"), "boston");
    assert_eq!(last.field("name"), "");
}

#[test]
fn json_in_the_attribute_is_followed() {
    let page = page!(
        r#"backend="custom" profile='{"fields": {"name": "full_name"}, "fixed": {"tenant": "boston"}}'"#
    );
    site(page).visit(|visitor| {
        follows_the_profile(sends(visitor.opens("/")));
    });
}

#[test]
fn json_in_the_attribute_changes_a_bundled_profile_on_the_own_page_too() {
    Site::with_fake_backend("netlify", &["success"])
        .with_profile_attribute(r#"{"fixed": {"form-name": "enquiry"}}"#)
        .visit(|visitor| {
            sends(visitor.opens("/"));
            let last = visitor.sees_submissions(&["success"], 0);
            assert_eq!(last.field("form-name"), "enquiry");
            assert_eq!(last.field("name"), "Ana O'Neil");
        });
}

#[test]
fn a_file_on_another_origin_is_followed() {
    let page = page!(r#"backend="custom" profile="{other_origin}/profile.json""#);
    site(page).visit(|visitor| {
        follows_the_profile(sends(visitor.opens("/")));
    });
}

#[test]
fn a_file_on_the_pages_own_site_changes_the_default_profile() {
    let page = page!(r#"profile="/backends/gravity-forms.json""#);
    let answer = ScriptedResponse::created().with_body(r#"{"is_valid": true}"#);
    let page: &'static str = page.replace("/answers", "/api/consultations").leak();
    Site::with_responses([answer])
        .embedded_in(page)
        .visit(|visitor| {
            sends(visitor.opens("/"));
            let posts = visitor.server().posts();
            assert_eq!(posts[0].field("input_1"), "Ana O'Neil");
            // What the default profile says besides.
            assert!(posts[0].header("idempotency-key").starts_with('"'));
        });
}

/// Contact details replace the form, and the console gives one reason.
fn is_rejected(page: &'static str, reason: &'static str, of_the_browser: &'static str) {
    site(page)
        .expecting(1, reason)
        .expecting_any(of_the_browser)
        .expecting_any("net::ERR_")
        .visit(sees_it_rejected);
}

fn sees_it_rejected(visitor: &Visitor) {
    visitor
        .opens("/")
        .sees_contact_details_in_place_of_the_form()
        .sees_in_console("the contact details are shown in place of the form");
    assert!(visitor.server().posts().is_empty());
}

const NONE: &str = "nothing of the browser's own";

#[test]
fn a_file_that_is_missing_closes_the_form() {
    is_rejected(
        page!(r#"backend="custom" profile="{other_origin}/missing.json""#),
        "the file could not be fetched: its server answered 404",
        "404 (Not Found)",
    );
}

#[test]
fn a_file_that_the_page_may_not_read_closes_the_form() {
    is_rejected(
        page!(r#"backend="custom" profile="{other_origin}/closed.json""#),
        "does not allow this page to read it (Access-Control-Allow-Origin)",
        "blocked by CORS policy",
    );
}

#[test]
fn a_file_that_is_too_large_closes_the_form() {
    is_rejected(
        page!(r#"backend="custom" profile="{other_origin}/large-profile.json""#),
        "it is larger than 65536 bytes",
        NONE,
    );
}

#[test]
fn a_file_that_never_comes_closes_the_form() {
    let page = page!(r#"backend="custom" profile="{other_origin}/late.json""#);
    site(page)
        .expecting(1, "it did not come within 10 seconds")
        .visit(|visitor| {
            // Ten seconds would leave a busy machine a third of the time in which a check must succeed.
            visitor.has_fast_timers().has_short_timeouts();
            sees_it_rejected(visitor);
            visitor.had_timeouts_of_ten_seconds(1);
        });
}

#[test]
fn a_file_that_is_a_page_closes_the_form() {
    is_rejected(
        page!(r#"backend="custom" profile="{other_origin}/page.json""#),
        "/page.json\">: its profile: ",
        NONE,
    );
}

#[test]
fn a_file_with_a_misspelt_member_closes_the_form() {
    is_rejected(
        page!(r#"backend="hubspot" profile="{other_origin}/misspelt-profile.json""#),
        "/misspelt-profile.json\">: its profile: feilds: allowed is encoding, key",
        NONE,
    );
}

#[test]
fn what_is_neither_json_nor_an_address_closes_the_form() {
    is_rejected(
        page!(r#"backend="custom" profile="profile.json""#),
        "profile=\"profile.json\">: it is neither JSON nor an address: allowed are https://…",
        NONE,
    );
}

#[test]
fn paragraphs_that_wordpress_puts_into_json_are_named() {
    is_rejected(
        page!(
            r#"backend="custom""#,
            "<p><script type=\"application/json\">{</p>\n<p>\"flat\": true }</script></p>"
        ),
        "it holds <p> or <br>, which WordPress puts into texts with line breaks",
        NONE,
    );
}

#[test]
fn a_script_in_a_paragraph_is_read() {
    let page = page!(
        r#"backend="custom""#,
        r#"<p><script type="application/json">{"fields": {"name": "full_name"}, "fixed": {"tenant": "boston"}}</script></p>"#
    );
    site(page).visit(|visitor| {
        follows_the_profile(sends(visitor.opens("/")));
    });
}

#[test]
fn the_attribute_counts_before_the_script() {
    let page = page!(
        r#"backend="custom" profile="{other_origin}/profile.json""#,
        r#"<script type="application/json">{"fields": {"name": "other"}}</script>"#
    );
    let warning =
        "it counts, and the <script type=\"application/json\"> inside the element does not";
    site(page).expecting(1, warning).visit(|visitor| {
        follows_the_profile(sends(visitor.opens("/")));
    });
}

#[test]
fn the_form_goes_with_a_wrong_profile_and_comes_back_with_every_word() {
    let page = page!(r#"backend="custom" profile="{}""#);
    site(page)
        .expecting(1, "its profile: the profile: allowed is an object")
        .visit(|visitor| {
            visitor.opens("/").fills_in_the_form();
            let sets = |value: &str| {
                visitor.runs(&format!(
                    "document.querySelector('care-guide').setAttribute('profile', '{value}')"
                ))
            };
            sets("[]");
            visitor.sees_contact_details_in_place_of_the_form();
            sets(r#"{"fields": {"name": "full_name"}, "fixed": {"tenant": "boston"}}"#);
            visitor
                .sees_every_word_kept()
                .asks_for_a_consultation()
                .sees_it_arrived();
            follows_the_profile(visitor);
        });
}
