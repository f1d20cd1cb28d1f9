//! The error summary on top of the form.

use contract::Field;
use contract::Guide;
use contract::consultation::Token as _;
use leptos::ev;
use leptos::prelude::*;

use super::field_errors::FieldErrors;
use super::fields;
use crate::browser;
use crate::host::Host;
use markup::{Markup, NodeRef, html};

/// The errors, with a link to each field, and in `general` what the server found besides. The summary
/// is in the HTML, hidden, before it is needed; when it shows, it takes the focus. Its heading also
/// holds the words that the form may need and that have no place of their own.
pub fn error_summary(general: RwSignal<String>, errors: FieldErrors, reference: NodeRef) -> Markup {
    let fields = Field::ALL.iter().copied();
    html::div()
        .class("summary")
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-labelledby", "summary-heading")
        .node_ref(reference)
        .attr("hidden", move || {
            !errors.any() && general.with(String::is_empty)
        })
        .inert(|guide: &Guide| {
            html::h3()
                .attr("id", "summary-heading")
                .attr("data-title-prefix", &guide.consultation.title_prefix)
                .attr("data-refused", &guide.consultation.errors.refused)
                .text(&guide.consultation.problem)
        })
        .child(html::p().text(move || general.get()))
        .child(html::ul().children(fields.map(|field| item(field, errors))))
}

fn item(field: Field, errors: FieldErrors) -> Markup {
    let host = Host::current();
    let link = html::a()
        .attr("href", format_args!("#{}", fields::id(field)))
        .on(ev::click, move |event| {
            // The hash belongs to the tabs.
            event.prevent_default();
            if let Some(control) = host.find(&fields::id(field)) {
                browser::go_to(&control);
            }
        });
    html::li()
        .attr("hidden", move || !errors.at(field))
        .child(errors.words(field, link))
}
