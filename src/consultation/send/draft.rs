//! What the visitor has typed, read from the form's own controls.
//!
//! The controls hold the state, not signals. So the request has what was typed before hydration, and
//! what the browser filled in or restored.

use contract::ConsultationRequest;
use contract::consultation::{FieldSpec, Source};
use leptos::web_sys::{FormData, HtmlFormElement};

use crate::browser;

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
        let values = browser::values(&data, field.name).into_iter();
        values.map(move |value| (field.name, value))
    });
    let mut request = ConsultationRequest::from_pairs(pairs).ok()?;
    request.tidy();
    request.page = browser::page();
    for (name, value) in campaign {
        if let Some(text) = request.text_mut(name) {
            text.clone_from(value);
        }
    }
    Some(request)
}

/// The campaign values in the page's address: these five and no others, each in one line. With line
/// breaks the author of the address could add lines to a mail that is made from the request.
pub fn campaign() -> Campaign {
    let text = |value: &str| value.chars().map(|c| c.max(' ')).take(200).collect();
    let value = |name: &'static str| Some((name, text(&browser::in_query(name)?)));
    ConsultationRequest::fields_from(Source::Campaign)
        .filter_map(|field| value(field.name))
        .collect()
}
