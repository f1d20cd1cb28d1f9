//! The form, its button, and the live region.

use std::borrow::Cow;

use contract::{ConsultationRequest, Field, Guide};
use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::HtmlFormElement;
use wasm_bindgen::JsCast;

use super::error_summary::error_summary;
use super::field_errors::FieldErrors;
use super::fields::{choice_field, consent_field, hidden_fields, message_field, text_field, word};
use super::form_state::{FormState, Phase};
use super::outcome::{failed_words, failure, sent, unconfirmed};
use super::summary_attachment::summary_attachment;
use crate::clinic;
use crate::config::Endpoint;
use crate::consultation::send::Progress;
use crate::decision::Notes;
use markup::{Markup, html};

/// The form, where it is `open`, and what takes its place once the request has arrived.
///
/// Before hydration it is a real form that the browser posts by itself. What shows later (errors,
/// failure, confirmation) is in the HTML, hidden, so that nothing has to be inserted.
pub fn form(
    state: FormState,
    action: Option<Endpoint>,
    request: ConsultationRequest,
    notes: Option<Notes>,
) -> [Markup; 4] {
    let action = action.map(|action| Cow::from(action.as_str().to_owned()));
    let FormState {
        general,
        errors,
        open,
        ..
    } = state;
    let attachment = notes.map(|notes| summary_attachment(state.attachment, notes));
    let form = html::form()
        .attr("method", "post")
        // Live, since the HTML may have been rendered for no page in particular.
        .attr("action", move || action.clone())
        .attr("novalidate", true)
        .node_ref(state.form)
        .attr("hidden", move || !open.get() || state.is_over())
        .effect(move || {
            if state.is_over() {
                forget(state, notes);
            }
        })
        .on(ev::submit, move |event| {
            state.send();
            // Only now: if sending runs out of memory, the browser posts the form.
            event.prevent_default();
        })
        .child(error_summary(general, errors, state.summary))
        .child(
            html::div()
                // The request under way would lack what is typed now.
                .attr("inert", move || state.is(Phase::Sending))
                .children(fields(request, errors, attachment)),
        )
        .child(failure(state))
        .child(button(state));
    [form, status(state), sent(state), unconfirmed(state)]
}

/// Takes what was typed out of the page, since whoever comes next, and every script of the page, could
/// read it there. The reader's own questions stay, unless they were sent too.
fn forget(state: FormState, notes: Option<Notes>) {
    if let Some(notes) = notes
        && state.attachment.is_chosen()
    {
        notes.clear();
    }
    if let Some(form) = state.form.get() {
        // No control of a hydrated page has text in its HTML.
        let form: &HtmlFormElement = form.unchecked_ref();
        form.reset();
    }
}

/// The fields, in the order of the design.
fn fields(
    request: ConsultationRequest,
    errors: FieldErrors,
    attachment: Option<Markup>,
) -> [Markup; 11] {
    let line = |field, kind, autocomplete, value: &str| {
        text_field(field, kind, autocomplete, value, errors)
    };
    let choice = |field, chosen| choice_field(field, chosen, errors);
    let given = request.clone();
    [
        line(Field::Name, "text", "name", &request.name),
        choice(Field::ContactBy, word(request.contact_by)),
        line(Field::Email, "email", "email", &request.email),
        line(Field::Phone, "tel", "tel", &request.phone),
        choice(Field::BestTime, word(request.best_time)),
        choice(Field::ForWhom, word(request.for_whom)),
        choice(Field::Topics, request.topics),
        message_field(request.message, errors).children(attachment),
        consent_field(Field::ConsentContact, request.consent_contact, errors),
        consent_field(Field::ConsentText, request.consent_text, errors),
        html::div()
            .inert(move |guide: &Guide| hidden_fields(guide, &given))
            .inert(clinic::beside_button),
    ]
}

fn button(state: FormState) -> Markup {
    let button = submit(|guide| &guide.consultation.submit)
        .node_ref(state.button)
        .attr("aria-disabled", move || {
            state.is(Phase::Sending).then_some("true")
        });
    html::p()
        .class("submit")
        .attr("hidden", move || state.has_failed())
        .child(button)
}

/// The live region that says how far the request is. It is in the HTML before it has anything to say.
fn status(state: FormState) -> Markup {
    let FormState { progress, .. } = state;
    let at = |at: Progress, words: fn(&Guide) -> &String| {
        html::span()
            .attr("hidden", move || progress.get() != Some(at))
            .inert(move |guide: &Guide| html::span().text(words(guide)))
    };
    html::p()
        .class("status")
        .attr("role", "status")
        .child(at(Progress::Sending, |guide| &guide.consultation.sending))
        .child(at(Progress::Retrying, |guide| &guide.consultation.retrying))
        .child(at(Progress::Offline, |guide| &guide.consultation.offline))
        .child(at(Progress::Arrived, |guide| {
            &guide.consultation.sent.heading
        }))
        .child(at(Progress::Unconfirmed, |guide| {
            &guide.consultation.unconfirmed.heading
        }))
        .child(at(Progress::Failed, |guide| &failed_words(guide).heading))
}

/// A button that sends the form.
pub fn submit(words: fn(&Guide) -> &String) -> Markup {
    html::button()
        .attr("type", "submit")
        .class("button")
        .attr("part", "button")
        .inert(move |guide: &Guide| html::span().text(words(guide)))
}
