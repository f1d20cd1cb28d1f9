//! One visitor's request, from the press of the button to the answer.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use backend::{Finding, SubmitError};
use contract::{ConsultationRequest, Field};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::HtmlFormElement;
use leptos::web_sys::js_sys::Promise;
use wasm_bindgen::JsCast;

use super::attempt::Ledger;
use super::delivery::{End, Ending, Progress, deliver};
use super::draft;
use super::enclosure::Enclosure;
use super::faults::{Faults, FieldFault};
use super::interpreter::Interpreter;
use crate::browser;
use crate::config::{Backend, Endpoint};
use crate::host::Host;
use crate::markup::Reference;

/// Where the request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The visitor fills in the form.
    Filling,
    /// The request is under way.
    Sending,
    /// It has arrived.
    Sent,
    /// It was sent, and nobody can know whether it has arrived.
    Unconfirmed,
    /// It was not delivered.
    Failed(SubmitError),
}

/// What a request is sent with. In one place, since each type that is stored costs the Wasm
/// hundreds of bytes.
struct Desk {
    endpoint: Option<Endpoint>,
    backend: Backend,
    /// What talks to the backend, once it is there.
    interpreter: Option<Interpreter>,
    /// One for all that is ever sent.
    ledger: Rc<RefCell<Ledger>>,
    campaign: Vec<(&'static str, String)>,
}

impl Desk {
    fn tools(&self) -> (Option<Endpoint>, Option<Interpreter>) {
        (self.endpoint.clone(), self.interpreter.clone())
    }
}

/// The state of the form. A handle: copies share the state.
#[derive(Clone, Copy)]
pub struct Submission {
    host: Host,
    desk: StoredValue<Rc<RefCell<Desk>>, LocalStorage>,
    /// Whether requests can be sent at all.
    pub open: RwSignal<bool>,
    /// What is to be mended.
    pub faults: Faults,
    /// Where the request stands.
    phase: RwSignal<Phase>,
    /// The reference it has arrived under.
    pub arrived_as: RwSignal<String>,
    /// What the server found to mend without naming a field.
    pub general: RwSignal<String>,
    /// What the live region says.
    pub progress: RwSignal<Option<Progress>>,
    /// What the visitor may send along.
    pub enclosure: Enclosure,
    /// The form.
    pub form: Reference,
    /// The button that sends it.
    pub button: Reference,
    /// The error summary.
    pub summary: Reference,
    /// The box that says why it failed.
    pub failed: Reference,
    /// What takes the form's place.
    pub sent: Reference,
    /// What takes it where nobody can know whether the request has arrived.
    pub unconfirmed: Reference,
}

impl Submission {
    /// A form that nobody has sent yet, with what is to be mended in it.
    pub fn new(faults: Vec<FieldFault>) -> Self {
        // Read when the page loads: the address may change later.
        let campaign = match browser::PRESENT {
            true => draft::campaign(),
            false => Vec::new(),
        };
        Self {
            host: Host::current(),
            desk: StoredValue::new_local(Rc::new(RefCell::new(Desk {
                endpoint: None,
                backend: Backend::default(),
                interpreter: None,
                ledger: Rc::default(),
                campaign,
            }))),
            open: RwSignal::new(false),
            faults: Faults::new(faults),
            phase: RwSignal::new(Phase::Filling),
            arrived_as: RwSignal::new(String::new()),
            general: RwSignal::new(String::new()),
            progress: RwSignal::new(None),
            enclosure: Enclosure::new(),
            form: Reference::new(),
            button: Reference::new(),
            summary: Reference::new(),
            failed: Reference::new(),
            sent: Reference::new(),
            unconfirmed: Reference::new(),
        }
    }

    /// Has what talks to the backend come, which the default one does not need.
    ///
    /// # Errors
    /// It cannot be had.
    async fn learn(self, desk: &RefCell<Desk>) -> Result<(), SubmitError> {
        let Some(promise) = self.ask(&desk.borrow()) else {
            return Ok(());
        };
        match Interpreter::of(promise).await {
            Ok(interpreter) => {
                desk.borrow_mut().interpreter = Some(interpreter);
                Ok(())
            }
            Err(wrong) => {
                if let Some(wrong) = wrong {
                    // What the backend does not understand would be lost.
                    browser::warn(&wrong);
                    self.open.try_set(false);
                }
                Err(SubmitError::Unavailable)
            }
        }
    }

    /// Asks for what talks to the backend, where that is not there and is needed.
    fn ask(self, desk: &Desk) -> Option<Option<Promise>> {
        match desk {
            Desk {
                backend: Backend::Profile { file, own },
                interpreter: None,
                ..
            } => Some(self.host.interpreter(*file, own.as_deref())),
            _ => None,
        }
    }

    /// Where requests go from now on; one that is under way goes on where it was sent.
    pub fn goes_to(self, endpoint: Option<Endpoint>, backend: Backend) {
        let open = endpoint.is_some();
        self.open.set(open);
        let desk = {
            let before = self.desk.get_value();
            let mut before = before.borrow_mut();
            Rc::new(RefCell::new(Desk {
                endpoint,
                backend,
                interpreter: None,
                ledger: Rc::clone(&before.ledger),
                campaign: mem::take(&mut before.campaign),
            }))
        };
        self.desk.set_value(Rc::clone(&desk));
        if browser::PRESENT && open {
            // Now, so that it is there when the visitor sends.
            spawn_local(async move {
                let _ = self.learn(&desk).await;
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

    /// Whether it was not delivered.
    pub fn has_failed(self) -> bool {
        matches!(self.phase.get(), Phase::Failed(_))
    }

    /// Checks what was typed, and sends it. While a request is under way, nothing else is sent, and
    /// nothing once it is over: a key that is held down presses the button until the focus leaves it.
    pub fn send(self) {
        if !matches!(
            self.phase.get_untracked(),
            Phase::Filling | Phase::Failed(_)
        ) {
            return;
        }
        let Some(form) = self.form.get() else {
            return;
        };
        let form: &HtmlFormElement = form.unchecked_ref();
        let Some(mut request) = draft::read(form) else {
            // Something changed the form's own controls: the browser can still post what there is.
            let _ = form.submit();
            return;
        };
        self.enclosure.add_to(&mut request.message);
        for (name, value) in &self.desk.get_value().borrow().campaign {
            if let Some(text) = request.text_mut(name) {
                text.clone_from(value);
            }
        }
        let faults: Vec<_> = request.check().into_iter().map(FieldFault::Ours).collect();
        let mended = faults.is_empty();
        self.show_faults(faults, String::new(), true);
        if mended && self.host.ask("care-guide-submit") {
            // The field that has the focus becomes inert, or the box with the button goes away.
            self.button.focus_soon();
            self.phase.set(Phase::Sending);
            spawn_local(self.deliver(request));
        }
    }

    async fn deliver(self, request: ConsultationRequest) {
        let desk = self.desk.get_value();
        let request = desk.borrow().ledger.borrow_mut().stamp(request, random);
        let leaving = window_event_listener(ev::beforeunload, |event| event.prevent_default());
        // From here on the component may go away at any await, and its signals with it.
        let report = |progress| {
            let _ = self.progress.try_set(Some(progress));
        };
        report(Progress::Sending);
        let ending = match self.learn(&desk).await {
            Ok(()) => {
                let (endpoint, interpreter) = desk.borrow().tools();
                let address = endpoint.clone();
                let is_forbidden = || {
                    let (form, address) = (self.form.get(), address.as_ref());
                    form.zip(address)
                        .is_some_and(|(form, at)| browser::is_forbidden(&form, at.as_str()))
                };
                deliver(endpoint, interpreter, &request, report, is_forbidden).await
            }
            Err(error) => Ending {
                end: End::Failed(error),
                unknown: false,
            },
        };
        leaving.remove();
        if ending.unknown {
            desk.borrow().ledger.borrow_mut().fate_unknown();
        }
        match ending.end {
            End::Sent => self.arrive(&request, Phase::Sent, self.sent, Progress::Arrived),
            End::Unconfirmed => {
                let (phase, news) = (Phase::Unconfirmed, self.unconfirmed);
                self.arrive(&request, phase, news, Progress::Unconfirmed);
            }
            End::Failed(error) => {
                self.turn(Phase::Failed(error), self.failed, Progress::Failed);
                self.host
                    .announce("care-guide-failed", &[("reason", error.reason())]);
            }
            End::Mend(errors) => {
                let waits = self.is_waited_for();
                let words = (!waits).then_some(Progress::Failed);
                if self.progress.try_set(words).is_none() {
                    self.phase.set(Phase::Filling);
                    self.mend(errors, waits);
                }
                self.host
                    .announce("care-guide-failed", &[("reason", "invalid")]);
            }
        }
    }

    /// Shows that the request is on its way or there, and under which reference.
    fn arrive(self, request: &ConsultationRequest, phase: Phase, news: Reference, words: Progress) {
        let id = request.id.as_ref();
        let reference = id.map(|id| id.reference().to_owned()).unwrap_or_default();
        let _ = self.arrived_as.try_set(reference);
        self.turn(phase, news, words);
        self.host.announce(
            "care-guide-sent",
            &[("id", id.map_or("", |id| id.as_str()))],
        );
    }

    /// Shows what the server found: at the fields it named, and on top for the rest.
    fn mend(self, errors: Vec<Finding>, waits: bool) {
        let mut faults: Vec<FieldFault> = Vec::new();
        let mut general = Vec::new();
        let refused = self.words("data-refused").unwrap_or_default();
        for (field, detail) in errors {
            let detail = if detail.is_empty() {
                refused.clone()
            } else {
                detail
            };
            match field {
                // One fault a field, as in our own checks.
                Some(field) if faults.iter().any(|fault| fault.field() == field) => {}
                Some(Field::ConsentText) | None => general.push(detail),
                Some(field) => faults.push(FieldFault::Theirs(field, detail)),
            }
        }
        if faults.is_empty() && general.is_empty() {
            let phase = Phase::Failed(SubmitError::Refused);
            return self.turn(phase, self.failed, Progress::Failed);
        }
        self.show_faults(faults, general.join(" "), waits);
    }

    /// Shows what is to be mended; where there is something and somebody waits for it, the summary
    /// takes the focus.
    fn show_faults(self, faults: Vec<FieldFault>, general: String, waits: bool) {
        let any = !faults.is_empty() || !general.is_empty();
        self.general.set(general);
        self.faults.show(faults);
        self.prefix_title(any);
        if any {
            self.phase.set(Phase::Filling);
            if waits {
                self.summary.focus_soon();
            }
        }
    }

    /// Words of the guide that wait in an attribute.
    fn words(self, attribute: &str) -> Option<String> {
        let heading = self.summary.get()?.first_element_child()?;
        heading.get_attribute(attribute)
    }

    /// Marks the page's title while there are errors; only where the page is the guide's own.
    fn prefix_title(self, wrong: bool) {
        let prefix = self.words("data-title-prefix");
        let (true, Some(prefix)) = (self.host.owns_page(), prefix) else {
            return;
        };
        let title = document().title();
        let plain = title.strip_prefix(prefix.as_str()).unwrap_or(&title);
        document().set_title(&match wrong {
            true => format!("{prefix}{plain}"),
            false => plain.to_owned(),
        });
    }

    /// Whether somebody waits in the form for what becomes of it.
    fn is_waited_for(self) -> bool {
        let form = self.form.get();
        form.is_some_and(|form| self.host.focus_is_free_or_in(&form))
    }

    /// Shows how it ended. Whoever waits in the form is taken to the news; whoever went on reading
    /// is told by the live region, and stays.
    fn turn(self, phase: Phase, news: Reference, words: Progress) {
        let waits = self.is_waited_for();
        // The component may have gone away meanwhile.
        if self.progress.try_set((!waits).then_some(words)).is_some() {
            return;
        }
        self.phase.set(phase);
        if waits {
            news.focus_soon();
        }
    }
}

fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    // Every browser that runs Wasm has it; without it the id would be the same for everybody.
    let crypto = window().crypto();
    if crypto
        .and_then(|c| c.get_random_values_with_u8_array(&mut bytes))
        .is_err()
    {
        for byte in &mut bytes {
            *byte = (leptos::web_sys::js_sys::Math::random() * 256.0) as u8;
        }
    }
    bytes
}
