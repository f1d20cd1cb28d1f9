//! The error summary on top of the form.

use contract::Field;
use leptos::prelude::*;

use super::faults::Faults;
use super::fields;
use crate::browser;
use crate::host::Host;
use crate::markup::{Markup, Reference, element};

/// What is to be mended, with a link to each field, and what the server found in `general`. It
/// stands there, hidden, before it is needed; when it comes up it takes the focus. Its heading
/// also holds the words that the form may need and that have no place of their own.
pub fn summary(general: RwSignal<String>, faults: Faults, reference: Reference) -> Markup {
    // The consent to texts is hidden where it was not asked for; what a server says of it comes in
    // `general`.
    let fields = Field::ALL
        .into_iter()
        .filter(|field| *field != Field::ConsentText);
    element("div")
        .class("summary")
        .with("tabindex", "-1")
        .with("role", "group")
        .with("aria-labelledby", "summary-heading")
        .known_as(reference)
        .live_flag("hidden", move || {
            !faults.any() && general.with(String::is_empty)
        })
        .fixed(|guide| {
            element("h3")
                .with("id", "summary-heading")
                .with("data-title-prefix", &guide.consultation.title_prefix)
                .with("data-refused", &guide.consultation.errors.refused)
                .text(&guide.consultation.problem)
        })
        .child(element("p").words(move || general.get()))
        .child(element("ul").children(fields.map(|field| item(field, faults))))
}

fn item(field: Field, faults: Faults) -> Markup {
    let host = Host::current();
    let link = element("a")
        .with("href", format_args!("#{}", fields::id(field)))
        .on("click", move |event| {
            // The hash stays the tabs'.
            event.prevent_default();
            if let Some(control) = host.find(&fields::id(field)) {
                browser::go_to(&control);
            }
        });
    element("li")
        .live_flag("hidden", move || !faults.at(field))
        .child(faults.words(field, link))
}
