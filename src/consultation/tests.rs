//! What the visitor reads, and what leaves the page, for everything that a network can do.

use std::cell::RefCell;
use std::future::Future as _;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use backend::SubmitError;
use contract::consultation::Token as _;
use contract::guide::ConsultationWords;
use contract::{ConsultationRequest, Field, Guide};
use leptos::prelude::{Get as _, GetUntracked as _, Owner, Set as _, expect_context};

use super::FormState;
use super::send::fake_network::{Event, FakeNetwork, id, request, run};
use super::send::{Outcome, Progress, RequestIds, deliver};
use super::view::form;
use crate::tests::page::Page;
use crate::tests::small;
use markup::{self, html};

/// The parts of the page that say what became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// The request has arrived.
    Sent,
    /// It was sent, not confirmed.
    Unconfirmed,
    /// Why it failed.
    Failed(SubmitError),
    /// The server's words at the field.
    AtField(&'static str),
    /// The server's words above the form.
    AboveForm(&'static str),
}

use Reads::{AboveForm, AtField, Failed, Sent, Unconfirmed};

const LOST: Reads = Failed(SubmitError::Lost);
const TIMED_OUT: Reads = Failed(SubmitError::TimedOut);
const BUSY: Reads = Failed(SubmitError::Unavailable);
const REJECTED: Reads = Failed(SubmitError::Rejected);
const UNREADABLE: Reads = Failed(SubmitError::Unreadable);
const OFFLINE: Reads = Failed(SubmitError::Offline);

/// A visitor in front of the form.
struct Visitor {
    state: FormState,
    ids: RefCell<RequestIds>,
    network: FakeNetwork,
    words: ConsultationWords,
}

impl Visitor {
    fn before(network: FakeNetwork) -> Self {
        let state = FormState::new(Vec::new());
        state.open.set(true);
        Self {
            state,
            ids: RefCell::default(),
            network,
            words: expect_context::<Arc<Guide>>().consultation.clone(),
        }
    }

    /// Presses the button with this message in the form.
    fn sends(&self, message: &str) {
        let request = self.state.submit(|| Some(request(message)));
        let request = request.expect("the form can be sent");
        let report = |progress| self.state.report(progress);
        let delivered = run(deliver(&self.network, &self.ids, request, report));
        self.state.show(delivered);
    }

    /// Presses the button where nothing is sent.
    fn cannot_send(&self) {
        let request = self.state.submit(|| Some(request("again")));
        assert_eq!(request, None, "nothing is sent");
    }

    /// The page as it is.
    fn page(&self) -> Page {
        let form = form(self.state, None, ConsultationRequest::default(), None);
        Page::read(&html::div().children(form).to_html())
    }

    /// Checks what the page says, and that it says nothing else.
    #[track_caller]
    fn reads(&self, expected: Reads, what: &str) {
        let page = self.page();
        let is_over = matches!(expected, Sent | Unconfirmed);
        let form = page.tags("form").next().expect("a form");
        assert_eq!(form.shown, !is_over, "{what}: the form");
        assert_eq!(page.class("sent").shown, expected == Sent, "{what}");
        let unconfirmed = page.class("unconfirmed").shown;
        assert_eq!(unconfirmed, expected == Unconfirmed, "{what}");
        let failed = &self.words.failed;
        let reasons = [
            (SubmitError::Offline, &failed.offline),
            (SubmitError::TimedOut, &failed.timed_out),
            (SubmitError::Lost, &failed.lost),
            (SubmitError::Unavailable, &failed.unavailable),
            (SubmitError::Rejected, &failed.refused),
            (SubmitError::Unreadable, &failed.unreadable),
        ];
        let is_read = |text: &str| page.tags("p").any(|p| p.shown && p.text == text);
        let read = reasons.iter().filter(|(_, text)| is_read(text));
        let read: Vec<_> = read.map(|(error, _)| Failed(*error)).collect();
        match expected {
            Failed(_) => assert_eq!(read, [expected], "{what}"),
            _ => assert_eq!(read, [], "{what}"),
        }
        let error = page.id("error-email");
        let at_field = error.shown.then_some(error.text.as_str());
        let summary = page.class("summary");
        match expected {
            AtField(words) => {
                assert!(at_field.is_some_and(|text| text.ends_with(words)), "{what}");
                assert!(summary.shown && summary.text.contains(words), "{what}");
            }
            AboveForm(words) => {
                assert_eq!(at_field, None, "{what}");
                assert!(summary.shown && summary.text.contains(words), "{what}");
            }
            _ => assert!(at_field.is_none() && !summary.shown, "{what}"),
        }
        let progress = match expected {
            Sent => Progress::Arrived,
            Unconfirmed => Progress::Unconfirmed,
            _ => Progress::Failed,
        };
        self.hears(&page, Some(progress), what);
    }

    /// Checks what the live region says.
    #[track_caller]
    fn hears(&self, page: &Page, progress: Option<Progress>, what: &str) {
        let words = &self.words;
        let all = [
            (Progress::Sending, &words.sending),
            (Progress::Retrying, &words.retrying),
            (Progress::Offline, &words.offline),
            (Progress::Arrived, &words.sent.heading),
            (Progress::Unconfirmed, &words.unconfirmed.heading),
            (Progress::Failed, &words.failed.heading),
        ];
        let is_said = |text: &str| {
            page.tags("span")
                .any(|span| span.shown && span.text == text)
        };
        let stated: Vec<_> = all.iter().filter(|(_, text)| is_said(text)).collect();
        let stated: Vec<_> = stated.iter().map(|(progress, _)| *progress).collect();
        assert_eq!(stated, Vec::from_iter(progress), "{what}: the live region");
    }
}

/// Does something where there is a guide, in memory of its own.
fn with_guide(test: impl FnOnce()) {
    Owner::new().with(|| {
        markup::provide(small());
        test();
    });
}

/// What a network does at the first press of the button, and what comes of it.
struct Row {
    what: &'static str,
    network: FakeNetwork,
    reads: Reads,
    /// How many requests leave the page.
    posts: usize,
    /// How many of them staff see.
    stored: usize,
}

fn row<const N: usize>(
    what: &'static str,
    events: [Event; N],
    reads: Reads,
    posts: usize,
    stored: usize,
) -> Row {
    Row {
        what,
        network: FakeNetwork::with(events),
        reads,
        posts,
        stored,
    }
}

fn ok() -> Event {
    Event::status(201)
}

fn invalid(field: Option<Field>, words: &str) -> Event {
    Event::invalid(Some(vec![(field, words.to_owned())]))
}

/// Each kind of fault; `docs/reliability.md` has them as real networks bring them about.
fn rows() -> Vec<Row> {
    let status = Event::status;
    let (lost, timed_out) = (Event::lost, Event::timed_out);
    let stored = Event::once_stored;
    let mut rows = vec![
        row("201", [ok()], Sent, 1, 1),
        row("204", [status(204)], Sent, 1, 1),
        row("lost", [lost()], LOST, 4, 0),
        row("lost once stored", [stored(lost())], LOST, 4, 1),
        row("lost once", [lost(), ok()], Sent, 2, 1),
        row("lost once, once stored", [stored(lost()), ok()], Sent, 2, 1),
        row("timed out", [timed_out()], TIMED_OUT, 4, 0),
        row(
            "timed out once stored",
            [stored(timed_out())],
            TIMED_OUT,
            4,
            1,
        ),
        row("timed out once", [timed_out(), ok()], Sent, 2, 1),
        row("502", [status(502)], LOST, 4, 0),
        row("502 once stored", [stored(status(502))], LOST, 4, 1),
        row("504", [status(504)], TIMED_OUT, 4, 0),
        row("504 once stored", [stored(status(504))], TIMED_OUT, 4, 1),
        row(
            "408 three times",
            [status(408), status(408), status(408), ok()],
            Sent,
            4,
            1,
        ),
        row(
            "the last reason counts",
            [lost(), lost(), lost(), status(503)],
            BUSY,
            4,
            0,
        ),
        row(
            "429, wait 5 s",
            [Event::retry_after(429, 5), ok()],
            Sent,
            2,
            1,
        ),
        row("429, wait 31 s", [Event::retry_after(429, 31)], BUSY, 1, 0),
        row(
            "503, wait an hour",
            [Event::retry_after(503, 3_600)],
            BUSY,
            1,
            0,
        ),
        row(
            "a field",
            [invalid(Some(Field::Email), "No mail")],
            AtField("No mail"),
            1,
            0,
        ),
        row(
            "no field",
            [invalid(None, "Closed")],
            AboveForm("Closed"),
            1,
            0,
        ),
        row(
            "no error",
            [Event::invalid(Some(Vec::new()))],
            REJECTED,
            1,
            0,
        ),
        row("unreadable", [Event::invalid(None)], UNREADABLE, 1, 0),
    ];
    for status in [408, 409, 425, 429, 500, 501, 503, 505, 599] {
        rows.push(row("busy", [Event::status(status)], BUSY, 4, 0));
    }
    // A redirect that is not followed has the status 0.
    for status in [0, 304, 400, 401, 403, 404, 405, 410, 413, 415] {
        rows.push(row("refused", [Event::status(status)], REJECTED, 1, 0));
    }
    let once = || FakeNetwork::with([ok()]);
    let more = [
        (
            "offline for 3 s",
            FakeNetwork {
                offline: 0..3_000,
                ..once()
            },
            (Sent, 1, 1),
        ),
        (
            "offline for over a minute",
            FakeNetwork {
                offline: 0..60_001,
                ..once()
            },
            (OFFLINE, 0, 0),
        ),
        (
            "offline for good after a try that may have arrived",
            FakeNetwork {
                offline: 1_000..99_000,
                ..FakeNetwork::with([lost()])
            },
            (LOST, 1, 0),
        ),
        (
            "a policy that forbids the endpoint",
            FakeNetwork {
                is_forbidden: true,
                ..FakeNetwork::with([lost()])
            },
            (REJECTED, 1, 0),
        ),
        (
            "a policy that forbids the redirect",
            FakeNetwork {
                is_forbidden: true,
                follows_redirects: true,
                ..FakeNetwork::with([stored(lost())])
            },
            (LOST, 1, 1),
        ),
        (
            "a backend that does not recognise ids",
            FakeNetwork {
                is_idempotent: false,
                ..FakeNetwork::with([lost()])
            },
            (LOST, 1, 0),
        ),
        (
            "an answer that may not be read",
            FakeNetwork {
                is_opaque: true,
                ..FakeNetwork::with([stored(status(0))])
            },
            (Unconfirmed, 1, 1),
        ),
        (
            "a module that cannot be loaded",
            FakeNetwork {
                is_loadable: false.into(),
                ..once()
            },
            (BUSY, 0, 0),
        ),
    ];
    rows.extend(more.map(|(what, network, (reads, posts, stored))| Row {
        what,
        network,
        reads,
        posts,
        stored,
    }));
    rows
}

#[test]
fn whatever_a_network_does_the_visitor_reads_it_and_the_next_press_delivers_once() {
    with_guide(|| {
        for row in rows() {
            let what = row.what;
            let mut visitor = Visitor::before(row.network);
            visitor.sends("a");
            visitor.reads(row.reads, what);
            let network = &visitor.network;
            assert_eq!(network.ids(), vec![1; row.posts], "{what}: one id");
            assert_eq!(network.stored(), vec!["a"; row.stored], "{what}");
            if matches!(row.reads, Sent | Unconfirmed) {
                visitor.cannot_send();
                continue;
            }
            visitor.network.recover();
            visitor.sends("a");
            visitor.reads(Sent, what);
            let ids = visitor.network.ids();
            assert_eq!(ids, vec![1; row.posts + 1], "{what}: the same id");
            assert_eq!(visitor.network.stored(), ["a"], "{what}");
        }
    });
}

#[test]
fn a_request_under_way_is_shown_and_cannot_be_sent_twice() {
    with_guide(|| {
        let visitor = Visitor::before(FakeNetwork::with([ok()]));
        visitor.network.is_held.set(true);
        let first = visitor.state.submit(|| Some(request("a")));
        let first = first.expect("the form can be sent");
        visitor.cannot_send();
        let report = |progress| visitor.state.report(progress);
        let mut delivery = pin!(deliver(&visitor.network, &visitor.ids, first, report));
        let mut context = Context::from_waker(Waker::noop());
        assert!(delivery.as_mut().poll(&mut context).is_pending());
        visitor.cannot_send();
        let page = visitor.page();
        visitor.hears(&page, Some(Progress::Sending), "under way");
        let button = page.with("aria-disabled", "true").next();
        assert!(button.is_some_and(|button| button.shown && button.tag == "button"));
        assert!(page.all().any(|element| element.has("inert")));
        visitor.network.is_held.set(false);
        let Poll::Ready(delivered) = delivery.poll(&mut context) else {
            panic!("the answer is there");
        };
        visitor.state.show(delivered);
        visitor.reads(Sent, "once");
        visitor.cannot_send();
        assert_eq!(visitor.network.ids(), [1]);
    });
}

#[test]
fn changed_words_replace_what_may_have_arrived_and_have_a_reference_of_their_own() {
    with_guide(|| {
        let visitor = Visitor::before(FakeNetwork::with([Event::lost().once_stored()]));
        visitor.sends("one");
        visitor.reads(LOST, "one");
        visitor.network.meets([ok()]);
        visitor.sends("two");
        visitor.reads(Sent, "two");
        assert_eq!(visitor.network.ids(), [1, 1, 1, 1, 2]);
        let posts = visitor.network.posts.borrow();
        let last = posts.last().expect("a request");
        assert_eq!(last.request.replaces, Some(id(1)));
        assert_eq!(visitor.network.stored(), ["two"]);
        let reference = id(2).reference();
        assert_eq!(visitor.state.reference.get_untracked(), reference);
        let page = visitor.page();
        let mut shown = page.tags("strong").filter(|element| element.shown);
        assert!(shown.any(|element| element.text == reference));
    });
}

#[test]
fn what_is_missing_is_named_and_nothing_leaves_the_page() {
    with_guide(|| {
        let visitor = Visitor::before(FakeNetwork::with([ok()]));
        let state = visitor.state;
        let empty = ConsultationRequest::default();
        let missing: Vec<_> = empty.check().iter().map(|fault| fault.field()).collect();
        assert_eq!(state.submit(|| Some(empty)), None);
        for &field in Field::ALL {
            assert_eq!(state.errors.at(field), missing.contains(&field), "{field}");
        }
        assert!(visitor.page().class("summary").shown);
        visitor.sends("a");
        visitor.reads(Sent, "once all is there");
    });
}

#[test]
fn what_the_server_found_goes_to_its_field_once_and_the_rest_above_the_form() {
    with_guide(|| {
        let findings = [
            (Some(Field::Email), "No mail"),
            (Some(Field::Email), "Not twice"),
            (None, "Closed"),
            (None, "Tomorrow"),
            (Some(Field::ConsentText), "No texts"),
        ];
        let findings = findings.map(|(field, words)| (field, words.to_owned()));
        let network = FakeNetwork::with([Event::invalid(Some(findings.into()))]);
        let visitor = Visitor::before(network);
        visitor.sends("a");
        visitor.reads(AtField("No mail"), "at the field");
        let page = visitor.page();
        let summary = page.class("summary");
        assert!(summary.text.contains("Closed Tomorrow"));
        let texts = page.id("error-consent_text");
        assert!(texts.shown && texts.text.ends_with("No texts"));
        assert!(!page.all().any(|element| element.text.contains("Not twice")));
    });
}

#[test]
fn a_request_outlives_the_form_that_sent_it() {
    let network = FakeNetwork::with([Event::status(503), ok()]);
    network.is_held.set(true);
    let ids = RefCell::default();
    let mut context = Context::from_waker(Waker::noop());
    let (state, mut delivery) = {
        let owner = Owner::new();
        let state = owner.with(|| FormState::new(Vec::new()));
        let report = move |progress| state.report(progress);
        let mut delivery = Box::pin(deliver(&network, &ids, request("a"), report));
        assert!(delivery.as_mut().poll(&mut context).is_pending());
        owner.cleanup();
        (state, delivery)
    };
    network.is_held.set(false);
    let Poll::Ready(delivered) = delivery.as_mut().poll(&mut context) else {
        panic!("the answer is there");
    };
    assert_eq!(delivered.outcome, Outcome::Sent);
    state.show(delivered);
    assert_eq!(network.ids(), [1, 1]);
    assert_eq!(network.stored(), ["a"]);
}

#[test]
fn without_an_endpoint_there_is_no_form() {
    with_guide(|| {
        let visitor = Visitor::before(FakeNetwork::with([ok()]));
        visitor.state.set_endpoint(None, Default::default());
        assert!(!visitor.state.open.get());
        assert!(!visitor.page().tags("form").any(|form| form.shown));
    });
}
