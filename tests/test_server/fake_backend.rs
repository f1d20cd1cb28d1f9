//! A stand-in for a backend that people have. It behaves on the wire as that backend does: which
//! preflights it answers and with what, what it demands of a request, and what it answers.
//!
//! How each behaves is data, a file for each in `tests/standins/`; this reads them.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::lock;
use axum::Router;

mod behaviour;
mod handler;
mod submission;

use behaviour::{Behaviour, FakeResponse};
pub use submission::Submission;

/// A stand-in, and what it got.
pub struct FakeBackend {
    conduct: Behaviour,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The names of the answers that come next; the last one goes on.
    script: VecDeque<&'static str>,
    submissions: Vec<Submission>,
    /// The headers that each preflight asked for.
    preflights: Vec<String>,
    /// The answers that wait where a redirect leads.
    redirected: Vec<FakeResponse>,
    /// Where a redirect leads: another origin.
    beyond: String,
}

impl FakeBackend {
    /// Reads how a backend behaves; it gives these of its answers one after the other.
    pub fn new(name: &str, script: &[&'static str]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fakes");
        let path = folder.join(format!("{name}.json"));
        let json = fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let conduct: Behaviour =
            serde_json::from_slice(&json).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        for answer in script.iter().copied().chain(conduct.refusals()) {
            assert!(
                conduct.answers.contains_key(answer),
                "{name} has no answer {answer:?}"
            );
        }
        let script = script.iter().copied().collect();
        let state = Mutex::new(State {
            script,
            ..State::default()
        });
        Self { conduct, state }
    }

    /// The name of the profile that speaks to it.
    pub fn backend(&self) -> &str {
        &self.conduct.backend
    }

    /// The path, and the query where there is one, that requests go to.
    pub fn path(&self) -> &str {
        &self.conduct.path
    }

    /// Whether it takes requests only where the page is.
    pub fn shares_the_origin(&self) -> bool {
        self.conduct.shares_the_origin
    }

    /// The stand-in alone. A redirect leads to the other origin, where the same router has to be.
    pub fn router(self: &Arc<Self>, beyond: &str) -> Router {
        self.state().beyond = beyond.to_owned();
        Router::new()
            .fallback(handler::serve)
            .with_state(Arc::clone(self))
    }

    /// The stand-in in front of the page.
    pub fn router_with(self: &Arc<Self>, page: Router) -> Router {
        let posts = axum::routing::post(handler::serve)
            .with_state(Arc::clone(self))
            .fallback_service(page.clone());
        Router::new()
            .route(self.path(), posts)
            .fallback_service(page)
    }

    /// What it was sent so far.
    pub fn submissions(&self) -> Vec<Submission> {
        self.state().submissions.clone()
    }

    /// The headers that each preflight so far asked for.
    pub fn preflights(&self) -> Vec<String> {
        self.state().preflights.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl State {
    fn next(&mut self) -> &'static str {
        let next = match self.script.len() {
            1 => self.script.front().copied(),
            _ => self.script.pop_front(),
        };
        next.expect("a script has an answer at least")
    }
}
