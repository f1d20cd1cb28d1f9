//! What the visitor has typed, read from the form's own controls.
//!
//! The controls hold the state, not signals. So the request has what was typed before hydration, and
//! what the browser filled in or restored.

use contract::ConsultationRequest;
use contract::consultation::{FieldSpec, Kind, Source};
use leptos::prelude::{document, window};
use leptos::web_sys::{FormData, HtmlFormElement, Url, UrlSearchParams};

/// Whether the field is read from a control. The honeypot is not: password managers fill in fields
/// of its name, and only a person presses the button of a hydrated page. It catches programs that
/// post the form without a browser.
fn is_read(field: &FieldSpec) -> bool {
    matches!(field.source, Source::Visitor | Source::Guide)
}

/// Campaign values by their names.
pub type Campaign = Vec<(&'static str, String)>;

/// Reads the form, and adds the campaign. `None` only where the browser cannot read its own form.
pub fn read(form: &HtmlFormElement, campaign: &Campaign) -> Option<ConsultationRequest> {
    let data = FormData::new_with_form(form).ok()?;
    let read = ConsultationRequest::FIELDS
        .iter()
        .filter(|field| is_read(field));
    let pairs = read.flat_map(|field| {
        let values = data.get_all(field.name).to_vec().into_iter();
        // Its boxes have this name where the page's backend is PHP.
        let topics = (field.kind == Kind::List).then(|| data.get_all("topics[]").to_vec());
        let values = values.chain(topics.into_iter().flatten());
        values.filter_map(move |value| Some((field.name, value.as_string()?)))
    });
    let mut request = ConsultationRequest::from_pairs(pairs).ok()?;
    request.tidy();
    request.page = page().unwrap_or_default();
    for (name, value) in campaign {
        if let Some(text) = request.text_mut(name) {
            text.clone_from(value);
        }
    }
    Some(request)
}

/// The page's origin and path. Never the query: it may hold what the visitor searched for.
fn page() -> Option<String> {
    let location = window().location();
    let path = |path: &String| path.starts_with('/');
    if let (Ok(origin), Some(path)) = (location.origin(), location.pathname().ok().filter(path)) {
        return Some(origin + &path);
    }
    // `srcdoc`, `blob:` and windows that a script wrote have no path. The base is their maker's page,
    // or else only the origin is known; a sandbox has none.
    let base = document().base_uri().ok().flatten()?;
    let base = Url::new(&base).ok()?;
    match Some(base.pathname()).filter(path) {
        Some(path) => Some(base.origin() + &path),
        None => Some(window().origin() + "/").filter(|page| !page.starts_with("null")),
    }
}

/// The campaign values in the page's address: these five and no others, each in one line. With line
/// breaks the author of the address could add lines to a mail that is made from the request.
pub fn campaign() -> Campaign {
    let Ok(query) = window().location().search() else {
        return Campaign::new();
    };
    let Ok(query) = UrlSearchParams::new_with_str(&query) else {
        return Campaign::new();
    };
    let text = |value: &str| value.chars().map(|c| c.max(' ')).take(200).collect();
    let value = |name: &'static str| Some((name, text(&query.get(name)?)));
    ConsultationRequest::fields_from(Source::Campaign)
        .filter_map(|field| value(field.name))
        .collect()
}
