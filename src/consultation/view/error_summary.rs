//! The error summary on top of the form.

use contract::Field;
use contract::consultation::Token as _;
use leptos::prelude::*;

use super::field_errors::FieldErrors;
use super::fields;
use crate::browser;
use crate::host::Host;
use crate::markup::{Markup, Reference, element};

/// The errors, with a link to each field, and in `general` what the server found besides. The summary
/// is in the HTML, hidden, before it is needed; when it shows, it takes the focus. Its heading also
/// holds the words that the form may need and that have no place of their own.
pub fn error_summary(
    general: RwSignal<String>,
    errors: FieldErrors,
    reference: Reference,
) -> Markup {
    // The consent to texts is hidden unless the visitor wants texts, so what a server says of it is
    // in `general`.
    let fields = Field::ALL.iter().copied();
    let fields = fields.filter(|field| *field != Field::ConsentText);
    element("div")
        .class("summary")
        .with("tabindex", "-1")
        .with("role", "group")
        .with("aria-labelledby", "summary-heading")
        .known_as(reference)
        .live_flag("hidden", move || {
            !errors.any() && general.with(String::is_empty)
        })
        .fixed(|guide| {
            element("h3")
                .with("id", "summary-heading")
                .with("data-title-prefix", &guide.consultation.title_prefix)
                .with("data-refused", &guide.consultation.errors.refused)
                .text(&guide.consultation.problem)
        })
        .child(element("p").words(move || general.get()))
        .child(element("ul").children(fields.map(|field| item(field, errors))))
}

fn item(field: Field, errors: FieldErrors) -> Markup {
    let host = Host::current();
    let link = element("a")
        .with("href", format_args!("#{}", fields::id(field)))
        .on("click", move |event| {
            // The hash belongs to the tabs.
            event.prevent_default();
            if let Some(control) = host.find(&fields::id(field)) {
                browser::go_to(&control);
            }
        });
    element("li")
        .live_flag("hidden", move || !errors.at(field))
        .child(errors.words(field, link))
}
