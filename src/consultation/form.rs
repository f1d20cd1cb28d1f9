//! The form and what becomes of it: filled in, sending, sent, failed.

use std::borrow::Cow;

use backend::SubmitError;
use contract::guide::FailedWords;
use contract::{ConsultationRequest, Field, Guide};
use leptos::prelude::*;

use super::delivery::Progress;
use super::enclosure::enclosure;
use super::faults::Faults;
use super::fields::{
    choice_field, consent_field, consent_to_texts, hidden_fields, message_field, text_field, typed,
    word,
};
use super::outcome;
use super::submission::{Phase, Submission};
use super::summary::summary;
use crate::clinic;
use crate::config::Endpoint;
use crate::decision::Notes;
use crate::markup::{Markup, element};
use crate::prose::Writer;

/// The form, where it is `open`, and what takes its place once the request has arrived.
///
/// Before hydration it is a real form that the browser posts by itself. What shows later (errors,
/// failure, confirmation) stands there hidden, so that nothing has to be inserted.
pub fn form(
    submission: Submission,
    action: Option<Endpoint>,
    request: ConsultationRequest,
    notes: Option<Notes>,
) -> [Markup; 4] {
    let action = action.map(|action| Cow::from(action.as_str().to_owned()));
    let Submission {
        general,
        faults,
        open,
        ..
    } = submission;
    let enclosed = notes.map(|notes| enclosure(submission.enclosure, notes));
    let form = element("form")
        .with("method", "post")
        // Live, since the HTML may have been printed for no page in particular.
        .live("action", move || action.clone())
        .flag("novalidate", true)
        .known_as(submission.form)
        .live_flag("hidden", move || !open.get() || submission.is_over())
        .on("submit", move |event| {
            submission.send();
            // Only now: where there is no memory left for sending, the browser posts the form.
            event.prevent_default();
        })
        .child(summary(general, faults, submission.summary))
        .child(
            element("div")
                // What is typed now would not be in the request that is under way.
                .live_flag("inert", move || submission.is(Phase::Sending))
                .children(fields(request, faults, enclosed)),
        )
        .child(failure(submission))
        .child(button(submission));
    [
        form,
        status(submission),
        sent(submission),
        unconfirmed(submission),
    ]
}

/// The fields, in the order of the design. The same before hydration.
fn fields(request: ConsultationRequest, faults: Faults, enclosed: Option<Markup>) -> [Markup; 10] {
    let line = |field, kind, autocomplete| {
        text_field(field, kind, autocomplete, typed(&request, field), faults)
    };
    let choice = |field, chosen| choice_field(field, chosen, faults);
    let given = request.clone();
    [
        line(Field::Name, "text", "name"),
        choice(Field::ContactBy, word(request.contact_by)),
        line(Field::Email, "email", "email"),
        line(Field::Phone, "tel", "tel"),
        choice(Field::BestTime, word(request.best_time)),
        choice(Field::ForWhom, word(request.for_whom)),
        choice(Field::Topics, request.topics),
        message_field(request.message, faults).children(enclosed),
        consent_field(request.consent_contact, faults),
        element("div")
            .fixed({
                let texts = request.consent_text;
                move |guide| consent_to_texts(guide, texts)
            })
            .fixed(move |guide| hidden_fields(guide, &given)),
    ]
}

fn button(submission: Submission) -> Markup {
    let button = submit(|guide| &guide.consultation.submit)
        .known_as(submission.button)
        .live("aria-disabled", move || {
            submission.is(Phase::Sending).then_some("true".into())
        });
    element("p")
        .class("submit")
        .live_flag("hidden", move || submission.has_failed())
        .child(button)
}

/// The live region that says how far the request is. It is there before it has anything to say.
fn status(submission: Submission) -> Markup {
    let Submission { progress, .. } = submission;
    let at = |at: Progress, words: fn(&Guide) -> &String| {
        element("span")
            .live_flag("hidden", move || progress.get() != Some(at))
            .fixed(move |guide| element("span").text(words(guide)))
    };
    element("p")
        .class("status")
        .with("role", "status")
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

/// Why the request was not delivered, and what the visitor can do. Hidden before hydration.
fn failure(submission: Submission) -> Markup {
    let reason = |error: SubmitError| {
        element("p")
            .live_flag("hidden", move || !submission.is(Phase::Failed(error)))
            .fixed(move |guide| element("span").text(outcome::words(error, failed_words(guide))))
    };
    news("failed")
        .known_as(submission.failed)
        .live_flag("hidden", move || !submission.has_failed())
        .fixed(|guide| {
            element("h3")
                .with("id", "failed-heading")
                .text(&failed_words(guide).heading)
        })
        .child(
            element("div")
                .with("id", "failed-what")
                .children(SubmitError::ALL.map(reason))
                .fixed(|guide| element("p").text(&failed_words(guide).kept)),
        )
        .child(submit(|guide| &failed_words(guide).try_again))
        .fixed(|guide| {
            element("div")
                .child(element("p").text(&failed_words(guide).contact))
                .child(clinic::contact(guide))
        })
}

/// What happens next. Hidden before hydration.
fn sent(submission: Submission) -> Markup {
    news("sent")
        .known_as(submission.sent)
        .live_flag("hidden", move || !submission.is(Phase::Sent))
        .fixed(|guide| confirmation(guide, "h3"))
        .child(reference(submission))
}

/// What to do where nobody can know whether the request has arrived. Hidden before hydration.
fn unconfirmed(submission: Submission) -> Markup {
    news("unconfirmed")
        .known_as(submission.unconfirmed)
        .live_flag("hidden", move || !submission.is(Phase::Unconfirmed))
        .fixed(|guide| {
            let words = &guide.consultation.unconfirmed;
            let heading = element("h3").with("id", "unconfirmed-heading");
            let mut writer = Writer::new(guide, "unconfirmed");
            let next = words.next.iter().map(|text| writer.line("p", text));
            let next: Vec<_> = next.collect();
            element("div")
                .child(heading.text(&words.heading))
                .child(element("div").with("id", "unconfirmed-what").children(next))
                .child(clinic::contact(guide))
        })
        .child(reference(submission))
}

fn reference(submission: Submission) -> Markup {
    element("p")
        .class("reference")
        .fixed(|guide| element("span").text(format!("{} ", guide.consultation.sent.reference)))
        .child(element("strong").words(move || submission.arrived_as.get()))
}

/// What stands in the form's place once a request has arrived: what happens next, and how to reach
/// the clinic. `heading` is the tag of its heading. The reference follows where it is known.
pub fn confirmation(guide: &Guide, heading: &'static str) -> Markup {
    let words = &guide.consultation.sent;
    let mut writer = Writer::new(guide, "sent");
    let next: Vec<_> = words
        .next
        .iter()
        .map(|text| writer.line("p", text))
        .collect();
    let what = element("div").with("id", "sent-what").children(next);
    element("div")
        .child(
            element(heading)
                .with("id", "sent-heading")
                .text(&words.heading),
        )
        .child(what)
        .child(element("p").text(&words.contact))
        .child(clinic::contact(guide))
}

/// A box that takes the focus when it comes up.
fn news(name: &'static str) -> Markup {
    element("div")
        .class(name)
        .with("tabindex", "-1")
        .with("role", "group")
        .with("aria-labelledby", format_args!("{name}-heading"))
        .with("aria-describedby", format_args!("{name}-what"))
}

/// A button that sends the form.
fn submit(words: fn(&Guide) -> &String) -> Markup {
    element("button")
        .with("type", "submit")
        .class("button")
        .with("part", "button")
        .fixed(move |guide| element("span").text(words(guide)))
}

fn failed_words(guide: &Guide) -> &FailedWords {
    &guide.consultation.failed
}
