//! Pages as HTML, printed natively: the guide at build time, and what a backend answers to a form
//! that a browser posted by itself.

use contract::consultation::RequestId;
use contract::{ConsultationRequest, Fault, Guide};
use leptos::prelude::Owner;

use crate::app::{State, app};
use crate::config::{Backend, Endpoint};
use crate::consultation::{FieldFault, Submission, confirmation, consultation};
use crate::markup::{Markup, element};
use crate::{Config, markup, outline::Outline};

/// What stands inside `<care-guide>`: one `<div>` and nothing around it.
pub fn fragment(guide: &Guide, config: &Config) -> String {
    print(guide, || {
        let outline = Outline::of(guide, config);
        let state = State::new(outline.first);
        app(outline, config, state)
    })
}

/// The form again, with all that was typed and what is to be mended. It posts to `endpoint`.
pub fn form_again(
    guide: &Guide,
    endpoint: Endpoint,
    request: ConsultationRequest,
    faults: &[Fault],
) -> String {
    let faults = faults.iter().copied().map(FieldFault::Ours).collect();
    print(guide, || {
        let submission = Submission::new(faults);
        let backend = Backend::default();
        let form = consultation(submission, Some(endpoint), backend, request);
        answer(guide, form)
    })
}

/// What a visitor reads once the request has arrived. Nothing personal is on it. The way back leads
/// to the root of the site.
pub fn arrived(guide: &Guide, id: &RequestId) -> String {
    print(guide, || {
        let words = &guide.consultation.sent;
        let back = element("a").with("href", "/").text(&words.back);
        let reference = element("p")
            .text(format!("{} ", words.reference))
            .child(element("strong").text(id.reference()));
        let sent = element("div")
            .class("sent")
            .child(confirmation(guide, "h2"))
            .child(reference)
            .child(element("p").child(back));
        answer(guide, sent)
    })
}

/// What a visitor reads once a request could not be taken: `what` says why.
pub fn not_taken(guide: &Guide, what: &str) -> String {
    print(guide, || {
        let words = &guide.consultation.failed;
        let failed = element("div")
            .class("failed")
            .child(element("h2").text(&words.heading))
            .child(element("p").text(what))
            .child(element("p").text(&words.contact))
            .child(crate::clinic::contact(guide));
        answer(guide, failed)
    })
}

/// A page with one thing on it under the guide's title, and the help lines, which are on every page.
fn answer(guide: &Guide, main: Markup) -> Markup {
    element("div")
        .class("care-guide")
        .with("lang", &guide.language)
        .with("dir", guide.direction.as_str())
        .child(element("h1").text(&guide.title))
        .child(main)
        .child(crate::guide::help(guide))
}

/// A text as HTML, for an attribute or the inside of an element.
pub fn escaped(text: &str) -> String {
    let mut html = String::new();
    markup::escape(text, &mut html);
    html
}

fn print(guide: &Guide, view: impl FnOnce() -> Markup) -> String {
    Owner::new().with(|| {
        markup::provide_guide(guide);
        let mut html = String::new();
        view().print(&mut html);
        html
    })
}

#[cfg(test)]
mod tests;
