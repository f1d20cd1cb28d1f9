//! A network with a clock of its own, so that tests see at once what takes a page minutes.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::ops::Range;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use backend::browser::TRY_LIMIT;
use backend::{InvalidField, Reply, SubmitError, Verdict};
use contract::ConsultationRequest;
use contract::consultation::{ContactBy, RequestId};

use super::transport::Transport;

/// What one try meets.
#[derive(Debug, Clone)]
pub struct Event {
    /// Whether the backend gets the request, and stores it.
    arrives: bool,
    /// How long the try takes, in milliseconds.
    duration: i32,
    reply: Reply,
}

impl Event {
    /// The backend answers with a status. It stores the request only if that is a 2xx.
    pub fn status(status: u16) -> Self {
        Self::answer(status, None, None)
    }

    /// The backend answers with a status and asks to wait for so many seconds.
    pub fn retry_after(status: u16, seconds: u32) -> Self {
        Self::answer(status, Some(seconds), None)
    }

    /// A 422 with these errors; `None` for a body that is no problem document.
    pub fn invalid(errors: Option<Vec<InvalidField>>) -> Self {
        Self::answer(422, None, errors)
    }

    /// The connection breaks off.
    pub fn lost() -> Self {
        Self {
            arrives: false,
            duration: 0,
            reply: Reply::Lost,
        }
    }

    /// No answer comes in time.
    pub fn timed_out() -> Self {
        Self {
            arrives: false,
            duration: TRY_LIMIT,
            reply: Reply::TimedOut,
        }
    }

    /// The same, but the backend stores the request first.
    pub fn once_stored(self) -> Self {
        Self {
            arrives: true,
            ..self
        }
    }

    /// The same after so many milliseconds.
    pub fn after(self, duration: i32) -> Self {
        Self { duration, ..self }
    }

    fn answer(status: u16, retry_after: Option<u32>, errors: Option<Vec<InvalidField>>) -> Self {
        Self {
            arrives: (200..300).contains(&status),
            duration: 0,
            reply: Reply::Answer {
                status,
                retry_after,
                errors,
            },
        }
    }
}

/// A request as it left the page.
#[derive(Debug)]
pub struct Post {
    /// When, in milliseconds since the test began.
    pub at: i32,
    /// The idempotency key.
    pub id: RequestId,
    /// The body.
    pub request: ConsultationRequest,
}

/// A network, a device and a backend.
pub struct FakeNetwork {
    /// Whether the backend recognises an id.
    pub is_idempotent: bool,
    /// Whether the page may not read answers (`no-cors`).
    pub is_opaque: bool,
    /// Whether tries follow redirects.
    pub follows_redirects: bool,
    /// Whether the page's policy forbids the endpoint, or where it redirects to.
    pub is_forbidden: bool,
    /// Whether the backend module can be loaded.
    pub is_loadable: Cell<bool>,
    /// When the device has no connection.
    pub offline: Range<i32>,
    /// Whether the device always says that it has none.
    pub claims_offline: bool,
    /// What [`Transport::jitter`] returns.
    pub jitter: f64,
    /// Whether answers are held back.
    pub is_held: Cell<bool>,
    /// All that left the page.
    pub posts: RefCell<Vec<Post>>,
    /// What is to come, for [`FakeNetwork::meets`] to set.
    pub events: RefCell<VecDeque<Event>>,
    /// The clock.
    pub now: Cell<i32>,
    /// The requests that staff see.
    pub stored: RefCell<Vec<ConsultationRequest>>,
    /// How many ids the page has made.
    pub ids: Cell<u8>,
}

impl FakeNetwork {
    /// A network where the tries meet these events in turn, and the last one ever after.
    pub fn with<const N: usize>(events: [Event; N]) -> Self {
        Self {
            is_idempotent: true,
            is_opaque: false,
            follows_redirects: false,
            is_forbidden: false,
            is_loadable: Cell::new(true),
            offline: 0..0,
            claims_offline: false,
            jitter: 1.0,
            is_held: Cell::new(false),
            posts: RefCell::default(),
            events: RefCell::new(events.into()),
            now: Cell::new(0),
            stored: RefCell::default(),
            ids: Cell::new(0),
        }
    }

    /// Meets these events from now on.
    pub fn meets<const N: usize>(&self, events: [Event; N]) {
        self.events.replace(events.into());
    }

    /// The time, in milliseconds since the test began.
    pub fn now(&self) -> i32 {
        self.now.get()
    }

    /// Works from now on, and stores what it gets.
    pub fn recover(&mut self) {
        self.meets([Event::status(201)]);
        self.offline = 0..0;
        self.is_forbidden = false;
        self.is_loadable.set(true);
    }

    /// Lets the time pass in which the device is offline.
    pub fn sleep_until_online(&self) {
        self.now.set(self.offline.end);
    }

    /// When each request left the page.
    pub fn times(&self) -> Vec<i32> {
        self.posts.borrow().iter().map(|post| post.at).collect()
    }

    /// The ids of what left the page, by the byte they are made of.
    pub fn ids(&self) -> Vec<u8> {
        let byte = |post: &Post| (1..=self.ids.get()).find(|byte| post.id == id(*byte));
        self.posts.borrow().iter().filter_map(byte).collect()
    }

    /// The messages of the requests that staff see.
    pub fn stored(&self) -> Vec<String> {
        let stored = self.stored.borrow();
        stored.iter().map(|it| it.message.clone()).collect()
    }

    /// Stores a request as `docs/backends.md` asks of a backend.
    fn store(&self, request: ConsultationRequest) {
        let mut stored = self.stored.borrow_mut();
        if self.is_idempotent && stored.iter().any(|other| other.id == request.id) {
            return;
        }
        if let Some(replaced) = &request.replaces {
            let is_older = |other: &ConsultationRequest| {
                other.id.as_ref() == Some(replaced) || other.replaces.as_ref() == Some(replaced)
            };
            stored.retain(|other| !is_older(other));
        }
        stored.push(request);
    }
}

impl Transport for FakeNetwork {
    async fn prepare(&self) -> Result<(), SubmitError> {
        match self.is_loadable.get() {
            true => Ok(()),
            false => Err(SubmitError::Unavailable),
        }
    }

    async fn post(&self, id: &RequestId, body: &str) -> Verdict {
        if self.offline.contains(&self.now()) {
            return Reply::Lost.verdict(self.is_idempotent);
        }
        let request: ConsultationRequest = serde_json::from_str(body).expect("a request");
        self.posts.borrow_mut().push(Post {
            at: self.now(),
            id: id.clone(),
            request: request.clone(),
        });
        poll_fn(|_| match self.is_held.get() {
            true => Poll::Pending,
            false => Poll::Ready(()),
        })
        .await;
        let event = {
            let mut events = self.events.borrow_mut();
            match events.len() {
                1 => events.front().cloned(),
                _ => events.pop_front(),
            }
        };
        let event = event.expect("an event for each try");
        self.now.set(self.now() + event.duration);
        if event.arrives {
            self.store(request);
        }
        match event.reply {
            Reply::Answer { .. } if self.is_opaque => Verdict::Unconfirmed,
            reply => reply.verdict(self.is_idempotent),
        }
    }

    fn follows_redirects(&self) -> bool {
        self.follows_redirects
    }

    fn is_forbidden(&self) -> bool {
        self.is_forbidden
    }

    fn is_online(&self) -> bool {
        !self.claims_offline && !self.offline.contains(&self.now())
    }

    async fn sleep(&self, milliseconds: i32) {
        self.now.set(self.now() + milliseconds);
    }

    fn jitter(&self) -> f64 {
        self.jitter
    }

    fn random_bytes(&self) -> [u8; 16] {
        self.ids.set(self.ids.get() + 1);
        [self.ids.get(); 16]
    }
}

/// The id that is made of this byte.
pub fn id(byte: u8) -> RequestId {
    RequestId::from_random([byte; 16])
}

/// A request that may be sent, with this message.
pub fn request(message: &str) -> ConsultationRequest {
    ConsultationRequest {
        name: "Ana O'Neil".to_owned(),
        email: "ana@example.org".to_owned(),
        contact_by: Some(ContactBy::Email),
        message: message.to_owned(),
        consent_contact: true,
        consent_wording: "Yes".to_owned(),
        ..Default::default()
    }
}

/// The output of a future that waits for nothing but this network.
pub fn run<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("an answer is held back"),
    }
}
