//! The state of the form, from the press of the button to the outcome.

use std::rc::Rc;

use backend::{InvalidField, SubmitError};
use contract::ConsultationRequest;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::HtmlFormElement;
use wasm_bindgen::JsCast;

use super::field_errors::{FieldError, FieldErrors};
use super::summary_attachment::SummaryAttachment;
use crate::browser;
use crate::config::{Backend, Endpoint};
use crate::consultation::send::{
    self, BrowserTransport, Delivered, Outcome, Progress, Sender, Transport,
};
use crate::host::Host;
use markup::NodeRef;

/// Where the request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The visitor fills in the form.
    Filling,
    /// The request is under way.
    Sending,
    /// It has arrived.
    Sent,
    /// It was sent, and the page cannot know whether it has arrived.
    Unconfirmed,
    /// It was not delivered.
    Failed(SubmitError),
}

/// The state of the form. A handle: copies share the state.
#[derive(Clone, Copy)]
pub struct FormState {
    host: Host,
    sender: StoredValue<Rc<Sender>, LocalStorage>,
    /// Whether requests can be sent at all.
    pub open: RwSignal<bool>,
    /// The errors at the fields.
    pub errors: FieldErrors,
    /// Where the request stands.
    phase: RwSignal<Phase>,
    /// The reference it has arrived under.
    pub reference: RwSignal<String>,
    /// What the server found without naming a field.
    pub general: RwSignal<String>,
    /// What the live region says.
    pub progress: RwSignal<Option<Progress>>,
    /// What the visitor may attach.
    pub attachment: SummaryAttachment,
    /// The form.
    pub form: NodeRef,
    /// The button that sends it.
    pub button: NodeRef,
    /// The error summary.
    pub summary: NodeRef,
    /// The box that says why it failed.
    pub failed: NodeRef,
    /// The box that takes the form's place.
    pub sent: NodeRef,
    /// The box that takes its place where the page cannot know whether the request has arrived.
    pub unconfirmed: NodeRef,
}

impl FormState {
    /// A form that was never sent, with the errors in it.
    pub fn new(errors: Vec<FieldError>) -> Self {
        let (host, open) = (Host::current(), RwSignal::new(false));
        let transport = BrowserTransport::new(host, open, None, Backend::default());
        Self {
            host,
            sender: StoredValue::new_local(Rc::new(Sender::new(transport))),
            open,
            errors: FieldErrors::new(errors),
            phase: RwSignal::new(Phase::Filling),
            reference: RwSignal::new(String::new()),
            general: RwSignal::new(String::new()),
            progress: RwSignal::new(None),
            attachment: SummaryAttachment::new(),
            form: NodeRef::new(),
            button: NodeRef::new(),
            summary: NodeRef::new(),
            failed: NodeRef::new(),
            sent: NodeRef::new(),
            unconfirmed: NodeRef::new(),
        }
    }

    /// Sends requests here from now on; one that is under way keeps its endpoint.
    pub fn set_endpoint(self, endpoint: Option<Endpoint>, backend: Backend) {
        let is_open = endpoint.is_some();
        self.open.set(is_open);
        let transport = BrowserTransport::new(self.host, self.open, endpoint, backend);
        let sender = Rc::new(self.sender.get_value().over(transport));
        self.sender.set_value(Rc::clone(&sender));
        if browser::PRESENT && is_open {
            // Now, so that it is there when the visitor sends.
            spawn_local(async move {
                let _ = sender.transport.prepare().await;
            });
        }
    }

    /// Whether it is in this phase.
    pub fn is(self, phase: Phase) -> bool {
        self.phase.get() == phase
    }

    /// Whether the form has done what it can.
    pub fn is_over(self) -> bool {
        matches!(self.phase.get(), Phase::Sent | Phase::Unconfirmed)
    }

    /// Whether the request was not delivered.
    pub fn has_failed(self) -> bool {
        matches!(self.phase.get(), Phase::Failed(_))
    }

    /// Checks what was typed, and sends it.
    pub fn send(self) {
        let Some(form) = self.form.get() else {
            return;
        };
        let sender = self.sender.get_value();
        let read = || {
            let form: &HtmlFormElement = form.unchecked_ref();
            let request = send::read(form, &sender.campaign);
            if request.is_none() {
                // Something changed the form's own controls: the browser can still post what there is.
                let _ = form.submit();
            }
            let mut request = request?;
            self.attachment.add_to(&mut request.message);
            Some(request)
        };
        let Some(request) = self.submit(read) else {
            return;
        };
        // The focused field becomes inert, or the box with the button goes away.
        browser::focus_soon(self.button);
        spawn_local(async move {
            let leaving = window_event_listener(ev::beforeunload, |event| event.prevent_default());
            let Sender { transport, ids, .. } = &*sender;
            let report = |progress| self.report(progress);
            let delivered = send::deliver(transport, ids, request, report).await;
            leaving.remove();
            self.show(delivered);
        });
    }

    /// Turns to sending the request that `read` returns. `None` where nothing may be sent: while a
    /// request is under way, after one has arrived (a key that is held down presses the button until
    /// the focus leaves it), where something must be fixed, or where the page cancels it.
    pub fn submit(
        self,
        read: impl FnOnce() -> Option<ConsultationRequest>,
    ) -> Option<ConsultationRequest> {
        if !matches!(
            self.phase.get_untracked(),
            Phase::Filling | Phase::Failed(_)
        ) {
            return None;
        }
        let request = read()?;
        let errors: Vec<_> = request.check().into_iter().map(FieldError::Local).collect();
        let is_valid = errors.is_empty();
        self.show_errors(errors, String::new(), true);
        if !is_valid || !self.host.ask("care-guide-submit") {
            return None;
        }
        self.phase.set(Phase::Sending);
        Some(request)
    }

    /// Says how far the request is. The component may have gone away since the press of the button,
    /// and its signals with it.
    pub fn report(self, progress: Progress) {
        let _ = self.progress.try_set(Some(progress));
    }

    /// Shows the outcome of a request.
    pub fn show(self, delivered: Delivered) {
        match delivered.outcome {
            Outcome::Sent => self.arrive(&delivered, Phase::Sent, self.sent, Progress::Arrived),
            Outcome::Unconfirmed => {
                let (phase, news) = (Phase::Unconfirmed, self.unconfirmed);
                self.arrive(&delivered, phase, news, Progress::Unconfirmed);
            }
            Outcome::Failed(error) => {
                self.finish(Phase::Failed(error), self.failed, Progress::Failed);
                self.host
                    .announce("care-guide-failed", "reason", error.reason());
            }
            Outcome::Invalid(invalid) => {
                let waits = self.is_waited_for();
                let words = (!waits).then_some(Progress::Failed);
                if self.progress.try_set(words).is_none() {
                    self.phase.set(Phase::Filling);
                    self.show_invalid(invalid, waits);
                }
                self.host.announce("care-guide-failed", "reason", "invalid");
            }
        }
    }

    /// Shows that the request was sent, and under which reference, and offers a copy of it.
    fn arrive(self, delivered: &Delivered, phase: Phase, news: NodeRef, words: Progress) {
        let id = &delivered.id;
        let _ = self.reference.try_set(id.reference());
        self.host.keep_request(&delivered.request);
        self.finish(phase, news, words);
        self.host.announce("care-guide-sent", "id", id.as_str());
    }

    /// Shows what the server found: at the fields it named, and on top for the rest.
    fn show_invalid(self, invalid: Vec<InvalidField>, waits: bool) {
        let mut errors: Vec<FieldError> = Vec::new();
        let mut general = Vec::new();
        let refused = self.words("data-refused").unwrap_or_default();
        for (field, detail) in invalid {
            let detail = if detail.is_empty() {
                refused.clone()
            } else {
                detail
            };
            match field {
                Some(field) => errors.push(FieldError::Server(field, detail)),
                None => general.push(detail),
            }
        }
        if errors.is_empty() && general.is_empty() {
            let phase = Phase::Failed(SubmitError::Rejected);
            return self.finish(phase, self.failed, Progress::Failed);
        }
        self.show_errors(errors, general.join(" "), waits);
    }

    /// Shows the errors. If there are any and the visitor `waits` for them, the summary takes the
    /// focus.
    fn show_errors(self, errors: Vec<FieldError>, general: String, waits: bool) {
        let any = !errors.is_empty() || !general.is_empty();
        self.general.set(general);
        self.errors.show(errors);
        self.prefix_title(any);
        if any {
            self.phase.set(Phase::Filling);
            if waits {
                browser::focus_soon(self.summary);
            }
        }
    }

    /// Words of the guide that an attribute holds.
    fn words(self, attribute: &str) -> Option<String> {
        let heading = self.summary.get()?.first_element_child()?;
        heading.get_attribute(attribute)
    }

    /// Marks the page's title while there are errors; only where the page is the guide's own.
    fn prefix_title(self, has_errors: bool) {
        let prefix = self.words("data-title-prefix");
        let (true, Some(prefix)) = (self.host.owns_page(), prefix) else {
            return;
        };
        let title = document().title();
        let plain = title.strip_prefix(prefix.as_str()).unwrap_or(&title);
        document().set_title(&match has_errors {
            true => format!("{prefix}{plain}"),
            false => plain.to_owned(),
        });
    }

    /// Whether the visitor waits in the form for the outcome.
    fn is_waited_for(self) -> bool {
        let form = self.form.get();
        form.is_some_and(|form| self.host.focus_is_free_or_in(&form))
    }

    /// Ends the sending. A visitor who waits in the form is taken to the box with the news; one who
    /// went on reading hears it from the live region, and stays.
    fn finish(self, phase: Phase, news: NodeRef, words: Progress) {
        let waits = self.is_waited_for();
        // The component may have gone away meanwhile.
        if self.progress.try_set((!waits).then_some(words)).is_some() {
            return;
        }
        self.phase.set(phase);
        if waits {
            browser::focus_soon(news);
        }
    }
}
