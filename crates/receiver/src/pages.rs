//! The receiver's own pages, in the guide's words: what a visitor without scripts sees after
//! posting the form.

use contract::consultation::{Fault, RequestId};
use contract::{ConsultationRequest, Guide};

mod form;
mod markup;

use markup::{escape, inline, page};

/// After a request has arrived. Nothing personal is on it.
pub fn confirmation(guide: &Guide, id: &RequestId) -> String {
    let words = &guide.consultation.sent;
    let next: String = words
        .next
        .iter()
        .map(|text| format!("<p>{}</p>\n", inline(text)))
        .collect();
    let body = format!(
        "<h1>{heading}</h1>\n{next}<p>{reference} <strong>{id}</strong></p>\n{contact}<p><a href=\"/\">{back}</a></p>\n",
        heading = escape(&words.heading),
        reference = escape(&words.reference),
        id = id.reference(),
        contact = contact(guide, &words.contact),
        back = escape(&words.back),
    );
    page(guide, &words.heading, &body)
}

/// The form again, with everything that was typed and what to do about each fault.
pub fn form_again(guide: &Guide, request: &ConsultationRequest, faults: &[Fault]) -> String {
    let words = &guide.consultation;
    let items: String = faults
        .iter()
        .map(|fault| {
            let what = escape(&words.errors.message(*fault));
            format!("<li><a href=\"#{}\">{what}</a></li>\n", fault.field())
        })
        .collect();
    let body = format!(
        "<h1>{heading}</h1>\n<div role=\"alert\">\n<h2>{problem}</h2>\n<ul>\n{items}</ul>\n</div>\n{form}",
        heading = escape(&words.heading),
        problem = escape(&words.problem),
        form = form::form(guide, request, faults),
    );
    page(
        guide,
        &format!("{}{}", words.title_prefix, words.heading),
        &body,
    )
}

/// After a request could not be taken; `what` says why. The browser still has every word: its
/// Back button shows the form as it was.
pub fn failed(guide: &Guide, what: &str) -> String {
    let words = &guide.consultation.failed;
    let body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n{}",
        escape(&words.heading),
        escape(what),
        contact(guide, &words.contact),
    );
    page(guide, &words.heading, &body)
}

fn contact(guide: &Guide, intro: &str) -> String {
    let (clinic, words) = (&guide.clinic, &guide.interface);
    let mut lines = format!("<p>{}</p>\n<ul>\n", escape(intro));
    for (label, value) in [
        (&words.phone, clinic.phone.as_deref()),
        (&words.email, clinic.email.as_deref()),
        (&words.address, clinic.address.as_deref()),
        (&words.website, Some(clinic.url.as_str())),
    ] {
        if let Some(value) = value {
            lines.push_str(&format!("<li>{} {}</li>\n", escape(label), escape(value)));
        }
    }
    lines + "</ul>\n"
}
