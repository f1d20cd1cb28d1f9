//! The part of the page where a visitor asks for a consultation.

use contract::{ConsultationRequest, Guide};
use leptos::prelude::*;

use super::form::form;
use super::form_state::FormState;
use super::receipt::receipt;
use crate::clinic;
use crate::config::{Backend, Endpoint};
use crate::decision::Notes;
use crate::prose::Writer;
use crate::step::step;
use markup::{Markup, html};

/// The form; the clinic's contact details in its place where no request can be sent. What a page that
/// answers a post shows is open.
///
/// Before hydration the form is a real one, which the browser posts by itself. `request` is what a
/// page that answers such a post shows again; in the browser it is empty. `notes` are what a reader
/// may attach, on a page that has them.
pub fn consultation(
    state: FormState,
    endpoint: Option<Endpoint>,
    backend: Backend,
    request: ConsultationRequest,
    notes: Option<Notes>,
) -> Markup {
    state.set_endpoint(endpoint.clone(), backend);
    let FormState { open, .. } = state;
    let answers_a_post = notes.is_none();
    let content = html::section()
        .class("consultation")
        .attr("id", "consultation")
        .attr("part", "form")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "consultation-heading")
        .child(
            html::div()
                .attr("hidden", move || state.is_over())
                .inert(introduction),
        )
        .child(
            html::div()
                .attr("hidden", move || open.get())
                .inert(contact_only),
        )
        .children(form(state, endpoint, request, notes))
        .inert(receipt);
    step(answers_a_post, heading, content)
}

fn heading(guide: &Guide) -> Markup {
    html::h2()
        .attr("id", "consultation-heading")
        .text(&guide.consultation.heading)
}

fn introduction(guide: &Guide) -> Markup {
    let words = &guide.consultation;
    let mut writer = Writer::new(guide, "consultation");
    let blocks = writer.blocks(&words.blocks);
    html::div()
        .class("introduction")
        .children(blocks)
        .children(writer.sources())
}

fn contact_only(guide: &Guide) -> Markup {
    let words = Writer::new(guide, "contact").line("p", &guide.consultation.contact_only);
    html::div()
        .child(words)
        .child(clinic::contact_or_fallback(guide))
}
