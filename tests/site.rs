//! How the page is served for a journey, and the journey itself.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::time::Instant;

use careguide::config::PageContext;
use careguide::{Config, prerender};
use contract::Guide;

use crate::browser::left_out;
use crate::clinic::{Alteration, Backend, EMBEDDING, HostPage, Origins, Part, Standin};
use crate::visitor::{Arrival, Expected};
use crate::{Answer, Clinic, Visitor, failure, journey, slots, steps};

/// Where the page sends requests.
#[derive(Debug, Clone)]
enum PostsTo {
    AsBuilt,
    Elsewhere,
    Nobody,
    Nowhere,
    Address(&'static str),
    /// A path at the page's own origin.
    Here(String),
    /// A path at another origin, which may redirect to a third one.
    There(String, Redirects),
}

/// What the page's policy says of where an endpoint redirects to.
#[derive(Debug, Clone, Copy)]
enum Redirects {
    Allowed,
    Forbidden,
}

impl PostsTo {
    fn alter(self, alteration: &mut Alteration, origins: &Origins) {
        let (endpoint, origin) = match self {
            Self::AsBuilt => return,
            Self::Nowhere => (None, None),
            Self::Address(address) => (Some(address.to_owned()), None),
            Self::Here(path) => (Some(path), None),
            Self::There(path, redirects) => {
                let Origins {
                    elsewhere, beyond, ..
                } = origins;
                let allowed = match redirects {
                    Redirects::Allowed => format!("{elsewhere} {beyond}"),
                    Redirects::Forbidden => elsewhere.clone(),
                };
                (Some(format!("{elsewhere}{path}")), Some(allowed))
            }
            Self::Elsewhere => at(&origins.elsewhere),
            Self::Nobody => at(&origins.nobody),
        };
        alteration.endpoint = Some(endpoint);
        alteration.connect_to = origin;
    }
}

/// The receiver's API at another origin, which the page's policy allows.
fn at(origin: &str) -> (Option<String>, Option<String>) {
    let endpoint = format!("{origin}/api/consultations");
    (Some(endpoint), Some(origin.to_owned()))
}

/// What a visitor does.
type Journey<'a> = Box<dyn FnOnce(&Visitor) + 'a>;

/// How the page is served, and what the browser may complain about.
#[derive(Clone)]
pub struct Site {
    backend: Backend,
    alteration: Alteration,
    posts_to: PostsTo,
    scripts: bool,
    wakes: bool,
    whole: bool,
    reports: bool,
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

    /// The built site, and a stand-in for a backend that people have (`tests/standins/`). It gives
    /// these of its answers; the last one goes on. The page speaks to it by the profile of its name.
    pub fn with_standin(name: &str, answers: &[&'static str]) -> Self {
        let standin = Standin::new(name, answers);
        let path = standin.path().to_owned();
        let posts_to = match standin.shares_the_origin() {
            true => PostsTo::Here(path),
            false => PostsTo::There(path, Redirects::Allowed),
        };
        let profile = standin.backend().to_owned();
        let mut site = Self::with(Backend::Standin(Arc::new(standin)));
        site.posts_to = posts_to;
        site.alteration.backend = Some((profile, None));
        site
    }

    /// The page's policy does not allow where the stand-in redirects to.
    pub fn forbidding_redirects(mut self) -> Self {
        if let PostsTo::There(_, redirects) = &mut self.posts_to {
            *redirects = Redirects::Forbidden;
        }
        self
    }

    /// The `backend` attribute names another profile.
    pub fn speaking_as(mut self, profile: &str) -> Self {
        let backend = self.alteration.backend.get_or_insert_default();
        profile.clone_into(&mut backend.0);
        self
    }

    /// A profile inside the element, as JSON.
    pub fn with_profile(mut self, json: &'static str) -> Self {
        let backend = self.alteration.backend.get_or_insert_default();
        backend.1 = Some(json);
        self
    }

    /// The server has no files whose paths end like this.
    pub fn without_files(mut self, end: &'static str) -> Self {
        self.alteration.missing = Some(end);
        self
    }

    fn with(backend: Backend) -> Self {
        Self {
            backend,
            alteration: Alteration::default(),
            posts_to: PostsTo::AsBuilt,
            scripts: true,
            wakes: true,
            whole: false,
            reports: true,
            expected: Vec::new(),
        }
    }

    /// As in production: the receiver's own program serves the page and takes the requests.
    pub fn with_the_receivers_program() -> Self {
        Self::with(Backend::Program)
    }

    /// As in production, but for a wire where things go wrong on the way: [`Clinic::wire_does`].
    pub fn with_a_bad_wire() -> Self {
        Self::with(Backend::Wire { tls: false })
    }

    /// The same under TLS.
    pub fn with_a_bad_wire_under_tls() -> Self {
        Self::with(Backend::Wire { tls: true })
    }

    /// Requests go to another origin than the page's; its policy allows that.
    pub fn posting_elsewhere(mut self) -> Self {
        self.posts_to = PostsTo::Elsewhere;
        self
    }

    /// The page is at one origin and the real receiver at another, as where a clinic's site posts
    /// to a receiver on another machine.
    pub fn with_the_receiver_elsewhere() -> Self {
        Self::with(Backend::Elsewhere).posting_elsewhere()
    }

    /// One of the examples: a page at one origin, the guide and the real receiver at another.
    pub fn with_example(name: &'static str) -> Self {
        Self::with(Backend::Example(name))
    }

    /// The page's `<care-guide>` has another endpoint.
    pub fn posting_to(mut self, endpoint: &'static str) -> Self {
        self.posts_to = PostsTo::Address(endpoint);
        self
    }

    /// The page's `<care-guide>` has no endpoint.
    pub fn without_endpoint(mut self) -> Self {
        self.posts_to = PostsTo::Nowhere;
        self
    }

    /// The page's `<care-guide>` has an endpoint where nobody listens; its policy allows it.
    pub fn with_nobody_listening(mut self) -> Self {
        self.posts_to = PostsTo::Nobody;
        self
    }

    /// Pages of somebody else's are at one origin; the built site, and the real receiver behind it,
    /// at another.
    pub fn with_the_guide_elsewhere() -> Self {
        Self::with(Backend::Embedded)
    }

    /// There is a page of somebody else's at this path, with the guide embedded in it. The origin
    /// of the guide's server is `https://guide.example` in it.
    pub fn hosting(mut self, path: &'static str, html: &'static str) -> Self {
        let pages = &mut self.alteration.host_pages;
        pages.push(HostPage::new(path, html));
        self
    }

    /// That page comes with this Content-Security-Policy.
    pub fn under_the_policy(mut self, policy: &'static str) -> Self {
        let page = self.alteration.host_pages.last_mut();
        page.expect("a page of somebody else's").policy = Some(policy);
        self
    }

    /// That page comes with this one, which forbids nothing and reports what it would.
    pub fn told_by_the_policy(mut self, policy: &'static str) -> Self {
        let page = self.alteration.host_pages.last_mut();
        page.expect("a page of somebody else's").reported = Some(policy);
        self
    }

    /// The guide is not expected to wake by itself when a page is opened.
    pub fn asleep(mut self) -> Self {
        self.wakes = false;
        self
    }

    /// The page shows this guide in place of its own. It cannot wake: the scripts know the guides
    /// of the build.
    pub fn showing(mut self, guide: &Guide) -> Self {
        let attribute = |name: &str| match name {
            "guide" => Some(guide.name.clone()),
            "lang" => Some(guide.language.clone()),
            _ => None,
        };
        let (config, _) = Config::read(attribute, PageContext::default());
        self.alteration.fragment = Some(prerender::fragment(guide, &config));
        self.without_scripts()
    }

    /// The guide is embedded in a page of somebody else's.
    pub fn embedded(self) -> Self {
        self.embedded_in(EMBEDDING)
    }

    /// The guide is embedded in this page of somebody else's. `{elsewhere}` in it is the origin of a
    /// library of guide files.
    pub fn embedded_in(mut self, host_page: &'static str) -> Self {
        self.alteration.host_page = Some(host_page);
        self
    }

    /// The guide is embedded in this page by the tag of the built manifest, which stands there as
    /// `{script}`. Of that build only `v/` is left.
    pub fn pinned_in(mut self, host_page: &'static str) -> Self {
        self.alteration.host_page = Some(host_page);
        self.alteration.pinned = true;
        self
    }

    /// Somebody has changed a file on the way.
    pub fn forging(mut self, part: Part) -> Self {
        self.alteration.forged = Some(part);
        self
    }

    /// The guide is there in a second language, which nobody speaks.
    pub fn in_two_languages(mut self) -> Self {
        self.alteration.in_two_languages = true;
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

    /// Only the page's first bytes come before [`Visitor::gets_the_rest_of_the_page`].
    pub fn holding_the_rest_of_the_page(mut self) -> Self {
        self.alteration.hold_rest = true;
        self
    }

    /// Requests are taken, and not answered before [`Visitor::gets_the_answer`].
    pub fn holding_the_answer(mut self) -> Self {
        self.alteration.hold_answers = true;
        self
    }

    /// The journey is there to fail, and leaves no report.
    pub fn failing_on_purpose(mut self) -> Self {
        self.reports = false;
        self
    }

    /// Chromium is the browser that people have, not the lighter shell that most journeys run in. For
    /// journeys that need what the shell lacks (kept pages, autofill), and for some in each part of
    /// the page's life, to see that the shell shows what the browser shows. Other engines have one
    /// program only.
    pub fn in_the_whole_browser(mut self) -> Self {
        self.whole = true;
        self
    }

    /// The visitor has turned scripts off.
    pub fn without_scripts(mut self) -> Self {
        self.scripts = false;
        self
    }

    /// The guide cannot be shown, so nobody waits for it to wake.
    pub fn never_waking(mut self) -> Self {
        self.wakes = false;
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

    /// Serves the page and lets a visitor come, and then another one where the guide is embedded in
    /// a page of somebody else's: the same journey in both places.
    #[track_caller]
    pub fn visit_both(self, journey: impl Fn(&Visitor)) {
        let embedded = self.clone().embedded();
        // Shown if what follows fails.
        println!("on the page of its own");
        self.visit(&journey);
        println!("embedded");
        embedded.visit(&journey);
    }

    /// Serves the page and lets a visitor come.
    #[track_caller]
    pub fn visit(self, journey: impl FnOnce(&Visitor)) {
        self.visit_in_turn(vec![Box::new(journey)]);
    }

    /// Serves the page and lets two visitors come, one after the other. In Firefox both have the same
    /// process. What the first one leaves there is not judged.
    #[track_caller]
    pub fn visit_twice(self, first: impl FnOnce(&Visitor), second: impl FnOnce(&Visitor)) {
        self.visit_in_turn(vec![Box::new(first), Box::new(second)]);
    }

    /// What the last visitor leaves in the browser is judged.
    #[track_caller]
    fn visit_in_turn(self, journeys: Vec<Journey<'_>>) {
        let slot = slots::take();
        let start = Instant::now();
        failure::remember_places();
        steps::begin();
        let Self {
            backend,
            mut alteration,
            posts_to,
            scripts,
            wakes,
            whole,
            reports,
            mut expected,
        } = self;
        let held = alteration.refuse_wasm || alteration.hold_wasm || alteration.forged.is_some();
        let wakes = wakes && scripts && !held;
        if !wakes {
            // The page's head asks for glue and Wasm before anybody knows that it will not wake.
            let text = "was preloaded using link preload but not used";
            expected.push(Expected { count: None, text });
        }
        let waits = !alteration.hold_rest;
        let answers_late = alteration.hold_answers;
        let elsewhere = matches!(backend, Backend::Embedded);
        let embedded = alteration.host_page == Some(EMBEDDING);
        let mut clinic = Clinic::open(backend, |origins| {
            posts_to.alter(&mut alteration, origins);
            alteration.elsewhere.clone_from(&origins.elsewhere);
            alteration.guide_origin = match elsewhere {
                true => origins.elsewhere.clone(),
                false => origins.own.clone(),
            };
            alteration
        });
        let arrival = Arrival {
            slot: slot.number,
            wakes,
            waits,
            embedded,
            whole,
        };
        let last = journeys.len().saturating_sub(1);
        let mut failed = None;
        for (index, journey) in journeys.into_iter().enumerate() {
            let visitor = Visitor::arrive(clinic, &arrival);
            let result = catch_unwind(AssertUnwindSafe(|| {
                if !scripts {
                    visitor.turns_scripts_off();
                }
                visitor.watches_what_is_kept();
                if answers_late {
                    visitor.waits_for_answers();
                }
                journey(&visitor);
                if index == last {
                    visitor.leaves_a_console_with(&expected);
                    visitor.has_called_only_the_clinic();
                    visitor.keeps_nothing();
                }
            }));
            let ended_early = result.is_err();
            failed = result.err().filter(|ending| !left_out(&**ending));
            if let Some(failure) = failed.as_ref().filter(|_| reports) {
                visitor.reports(&**failure);
            }
            clinic = visitor.leave(failed.is_some());
            if ended_early {
                break;
            }
        }
        journey::took(start.elapsed());
        if let Some(failure) = failed {
            resume_unwind(failure);
        }
    }
}
