//! How the page is served for a journey, and the journey itself.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::clinic::{Alteration, Backend};
use crate::visitor::Expected;
use crate::{Answer, Clinic, Visitor, slots};

/// How the page is served, and what the browser may complain about.
pub struct Site {
    backend: Backend,
    alteration: Alteration,
    unreachable: bool,
    scripts: bool,
    expected: Vec<Expected>,
}

impl Site {
    /// As in production: the built site, and the real receiver behind it.
    pub fn with_receiver() -> Self {
        Self::with(Backend::Receiver)
    }

    /// The built site, and an endpoint that gives these answers; the last one goes on.
    pub fn with_answers(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::with(Backend::Script(answers.into_iter().collect()))
    }

    fn with(backend: Backend) -> Self {
        Self {
            backend,
            alteration: Alteration::default(),
            unreachable: false,
            scripts: true,
            expected: Vec::new(),
        }
    }

    /// The page's `<care-guide>` has another endpoint.
    pub fn posting_to(mut self, endpoint: &str) -> Self {
        self.alteration.endpoint = Some(Some(endpoint.to_owned()));
        self
    }

    /// The page's `<care-guide>` has no endpoint.
    pub fn without_endpoint(mut self) -> Self {
        self.alteration.endpoint = Some(None);
        self
    }

    /// The page's `<care-guide>` has an endpoint where nobody listens; its policy allows it.
    pub fn with_nobody_listening(mut self) -> Self {
        self.unreachable = true;
        self
    }

    /// The page's policy lacks `'wasm-unsafe-eval'`: the page never wakes.
    pub fn refusing_wasm(mut self) -> Self {
        self.alteration.refuse_wasm = true;
        self
    }

    /// The Wasm does not come before [`Visitor::gets_the_wasm`].
    pub fn holding_the_wasm(mut self) -> Self {
        self.alteration.hold_wasm = true;
        self
    }

    /// The scripted endpoint does not answer before [`Visitor::gets_the_answer`].
    pub fn holding_the_answer(mut self) -> Self {
        self.alteration.hold_answers = true;
        self
    }

    /// The visitor has turned scripts off.
    pub fn without_scripts(mut self) -> Self {
        self.scripts = false;
        self
    }

    /// So many messages of the console hold this text. Any other warning or error there, more of
    /// them or fewer fail the journey.
    pub fn expecting(mut self, count: usize, text: &'static str) -> Self {
        let count = Some(count);
        self.expected.push(Expected { count, text });
        self
    }

    /// Any number of messages may hold this text.
    pub fn expecting_any(mut self, text: &'static str) -> Self {
        let count = None;
        self.expected.push(Expected { count, text });
        self
    }

    /// Serves the page and lets a visitor come.
    #[track_caller]
    pub fn visit(self, journey: impl FnOnce(&Visitor)) {
        let _slot = slots::take();
        let Self {
            backend,
            mut alteration,
            unreachable,
            scripts,
            expected,
        } = self;
        let wakes = scripts && !alteration.refuse_wasm && !alteration.hold_wasm;
        let clinic = Clinic::open(backend, |nobody| {
            if unreachable {
                alteration.endpoint = Some(Some(format!("{nobody}/api")));
                alteration.connect_to = Some(nobody.to_owned());
            }
            alteration
        });
        let visitor = Visitor::arrive(clinic, wakes);
        let result = catch_unwind(AssertUnwindSafe(|| {
            if !scripts {
                visitor.turns_scripts_off();
            }
            journey(&visitor);
            visitor.leaves_a_console_with(&expected);
            visitor.has_called_only_the_clinic();
        }));
        if result.is_err() {
            visitor.tells_what_is_seen();
        }
        visitor.leave();
        if let Err(failure) = result {
            resume_unwind(failure);
        }
    }
}
