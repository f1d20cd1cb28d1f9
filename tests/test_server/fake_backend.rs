//! Fakes of the backends that clinics use. Each behaves on the wire as its backend does: which
//! preflights it answers and how, what it requires of a request, and how it responds. Each is
//! described as data in `tests/fakes/`.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;

mod behaviour;
mod handler;
mod submission;

use behaviour::{Behaviour, FakeResponse};
pub use submission::Submission;

use crate::lock;

/// A fake backend with its recorded requests.
pub struct FakeBackend {
    behaviour: Behaviour,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The names of the next responses; the last one repeats.
    script: VecDeque<&'static str>,
    submissions: Vec<Submission>,
    /// The headers that each preflight asked for.
    preflights: Vec<String>,
    /// The responses behind redirects, by number.
    redirected: Vec<FakeResponse>,
    /// The origin that redirects lead to.
    third: String,
}

impl FakeBackend {
    /// Reads the description of a backend; it gives these of its responses, in turn.
    pub fn new(name: &str, script: &[&'static str]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fakes");
        let path = folder.join(format!("{name}.json"));
        let json = fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let behaviour: Behaviour =
            serde_json::from_slice(&json).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        for answer in script.iter().copied().chain(behaviour.rejections()) {
            assert!(
                behaviour.responses.contains_key(answer),
                "{name} has no response {answer:?}"
            );
        }
        let script = script.iter().copied().collect();
        let state = Mutex::new(State {
            script,
            ..State::default()
        });
        Self { behaviour, state }
    }

    pub fn backend(&self) -> &str {
        &self.behaviour.backend
    }

    /// The path and query of the endpoint.
    pub fn path(&self) -> &str {
        &self.behaviour.path
    }

    /// Whether it takes requests at the origin of the page only.
    pub fn shares_the_origin(&self) -> bool {
        self.behaviour.shares_the_origin
    }

    /// The fake alone. Redirects lead to the same router at the third origin.
    pub fn router(self: &Arc<Self>, third: &str) -> Router {
        self.state().third = third.to_owned();
        Router::new()
            .fallback(handler::serve)
            .with_state(Arc::clone(self))
    }

    /// The fake in front of the page.
    pub fn router_with(self: &Arc<Self>, page: Router) -> Router {
        let posts = axum::routing::post(handler::serve)
            .with_state(Arc::clone(self))
            .fallback_service(page.clone());
        Router::new()
            .route(self.path(), posts)
            .fallback_service(page)
    }

    pub fn submissions(&self) -> Vec<Submission> {
        self.state().submissions.clone()
    }

    pub fn preflights(&self) -> Vec<String> {
        self.state().preflights.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl State {
    fn next(&mut self) -> &'static str {
        super::next_in(&mut self.script).expect("the script has a response")
    }
}
