//! What the visitor has typed, read from the form's own controls.
//!
//! The controls hold the state, not signals: what is typed before the page wakes, filled in by the
//! browser or restored by it, is there all the same.

use contract::ConsultationRequest;
use leptos::prelude::window;
use leptos::web_sys::{FormData, HtmlFormElement, UrlSearchParams};

/// The controls of the form, and the hidden ones. Not the honeypot: password managers fill in fields
/// of its name, and whoever presses the button of a page that is awake is a person. It catches those
/// who post the form without a browser.
const NAMES: [&str; 14] = [
    "name",
    "contact_by",
    "email",
    "phone",
    "best_time",
    "for_whom",
    "topics",
    "message",
    "consent_wording",
    "consent_contact",
    "consent_text",
    "guide",
    "guide_revision",
    "language",
];

/// Reads the form. `None` only where the browser cannot read its own form.
pub fn read(form: &HtmlFormElement) -> Option<ConsultationRequest> {
    let data = FormData::new_with_form(form).ok()?;
    let pairs = NAMES.iter().flat_map(|name| {
        let values = data.get_all(name).to_vec().into_iter();
        values.filter_map(move |value| Some((*name, value.as_string()?)))
    });
    let mut request = ConsultationRequest::from_pairs(pairs).ok()?;
    let location = window().location();
    // Never the query: it may say what somebody searched for.
    if let (Ok(origin), Ok(path)) = (location.origin(), location.pathname()) {
        request.page = origin + &path;
    }
    Some(request)
}

/// The campaign values in the page's address: these five and no others, each in one line. Whoever made
/// the address could else write lines of their own into a mail that is made of the request.
pub fn campaign() -> Vec<(&'static str, String)> {
    let Ok(query) = window().location().search() else {
        return Vec::new();
    };
    let Ok(query) = UrlSearchParams::new_with_str(&query) else {
        return Vec::new();
    };
    let text = |value: &str| value.chars().map(|c| c.max(' ')).take(200).collect();
    let value = |name: &'static str| Some((name, text(&query.get(name)?)));
    ConsultationRequest::UTM
        .into_iter()
        .filter_map(value)
        .collect()
}
