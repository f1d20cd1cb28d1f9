//! What a visitor reads of the outcome: failed, sent, or unconfirmed.

use backend::SubmitError;
use contract::Guide;
use contract::guide::FailedWords;
use leptos::prelude::*;

use super::form::submit;
use super::form_state::{FormState, Phase};
use crate::clinic;
use crate::prose::Writer;
use markup::{Markup, html};

/// Why the request was not delivered, and what the visitor can do. Hidden before hydration.
pub fn failure(state: FormState) -> Markup {
    let reason = |error: SubmitError| {
        html::p()
            .attr("hidden", move || !state.is(Phase::Failed(error)))
            .inert(move |guide: &Guide| html::span().text(words(error, failed_words(guide))))
    };
    news("failed")
        .node_ref(state.failed)
        .attr("hidden", move || !state.has_failed())
        .inert(|guide: &Guide| {
            html::h3()
                .attr("id", "failed-heading")
                .text(&failed_words(guide).heading)
        })
        .child(
            html::div()
                .attr("id", "failed-what")
                .children(SubmitError::ALL.map(reason))
                .inert(|guide: &Guide| html::p().text(&failed_words(guide).kept)),
        )
        .child(submit(|guide| &failed_words(guide).try_again))
        .inert(|guide: &Guide| {
            html::div()
                .child(html::p().text(&failed_words(guide).contact))
                .child(clinic::contact(guide))
        })
}

/// What happens next. Hidden before hydration.
pub fn sent(state: FormState) -> Markup {
    news("sent")
        .node_ref(state.sent)
        .attr("hidden", move || !state.is(Phase::Sent))
        .inert(|guide: &Guide| confirmation(guide, "h3"))
        .child(reference(state))
}

/// What to do if the page cannot know whether the request has arrived. Hidden before hydration.
pub fn unconfirmed(state: FormState) -> Markup {
    news("unconfirmed")
        .node_ref(state.unconfirmed)
        .attr("hidden", move || !state.is(Phase::Unconfirmed))
        .inert(|guide: &Guide| {
            let words = &guide.consultation.unconfirmed;
            let heading = html::h3().attr("id", "unconfirmed-heading");
            let mut writer = Writer::new(guide, "unconfirmed");
            let next = words.next.iter().map(|text| writer.line("p", text));
            let next: Vec<_> = next.collect();
            html::div()
                .child(heading.text(&words.heading))
                .child(html::div().attr("id", "unconfirmed-what").children(next))
                .child(clinic::contact(guide))
        })
        .child(reference(state))
}

fn reference(state: FormState) -> Markup {
    html::p()
        .class("reference")
        .inert(|guide: &Guide| html::span().text(format!("{} ", guide.consultation.sent.reference)))
        .child(html::strong().text(move || state.reference.get()))
}

/// What takes the form's place once a request has arrived: what happens next, and how to reach
/// the clinic. `heading` is the tag of its heading.
pub fn confirmation(guide: &Guide, heading: &'static str) -> Markup {
    let words = &guide.consultation.sent;
    let mut writer = Writer::new(guide, "sent");
    let warmth = writer.line("p", &words.warmth);
    let next = words.next.iter().map(|text| writer.line("p", text));
    let mut next: Vec<_> = [warmth].into_iter().chain(next).collect();
    // Right behind what happens next.
    let at = next.len().min(2);
    next.splice(at..at, clinic::answers(guide));
    let what = html::div().attr("id", "sent-what").children(next);
    html::div()
        .child(
            markup::element(heading)
                .attr("id", "sent-heading")
                .text(&words.heading),
        )
        .child(what)
        .child(html::p().text(&words.contact))
        .child(clinic::contact(guide))
}

/// A box that takes the focus when it shows.
fn news(name: &'static str) -> Markup {
    html::div()
        .class(name)
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-labelledby", format_args!("{name}-heading"))
        .attr("aria-describedby", format_args!("{name}-what"))
}

/// The words of a request that was not delivered.
pub fn failed_words(guide: &Guide) -> &FailedWords {
    &guide.consultation.failed
}

/// Why the request was not delivered.
fn words(error: SubmitError, words: &FailedWords) -> &str {
    match error {
        SubmitError::Offline => &words.offline,
        SubmitError::TimedOut => &words.timed_out,
        SubmitError::Lost => &words.lost,
        SubmitError::Unavailable => &words.unavailable,
        SubmitError::Rejected => &words.refused,
        SubmitError::Unreadable => &words.unreadable,
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use backend::SubmitError;

    use super::words;
    use crate::tests::small;

    #[test]
    fn each_error_has_words_of_its_own() {
        let guide = small();
        let failed = &guide.consultation.failed;
        for error in SubmitError::ALL {
            let others = SubmitError::ALL.into_iter().filter(|other| *other != error);
            for other in others {
                assert_ne!(words(error, failed), words(other, failed));
            }
        }
    }
}
