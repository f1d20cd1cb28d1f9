//! How the page is served for a journey, and the journey itself.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::time::Instant;

use careguide::config::PageContext;
use careguide::{Config, prerender};
use contract::Guide;

use crate::browser::skipped;
use crate::test_server::{Asset, EMBEDDING, FakeBackend, HostPage, Origins, Overrides, Topology};
use crate::visitor::{Arrival, Expected};
use crate::{ScriptedResponse, TestServer, Visitor, failure, journey, slots, steps};

/// The `endpoint` attribute of the page's `<care-guide>`.
#[derive(Debug, Clone)]
enum EndpointAttribute {
    AsBuilt,
    Missing,
    Address(&'static str),
    /// The receiver's API at another origin.
    OtherOrigin,
    /// The receiver's API at an origin that refuses connections.
    RefusedOrigin,
    /// A path at the page's own origin.
    SameOrigin(String),
    /// A path at another origin, which may redirect to a third one.
    CrossOrigin(String, Redirects),
}

/// Whether the page's policy allows the origin that an endpoint redirects to.
#[derive(Debug, Clone, Copy)]
enum Redirects {
    Allowed,
    Forbidden,
}

impl EndpointAttribute {
    fn apply(self, overrides: &mut Overrides, origins: &Origins) {
        let Origins { other, third, .. } = origins;
        let (endpoint, allowed) = match self {
            Self::AsBuilt => return,
            Self::Missing => (None, None),
            Self::Address(address) => (Some(address.to_owned()), None),
            Self::OtherOrigin => receiver_at(other),
            Self::RefusedOrigin => receiver_at(&origins.refused),
            Self::SameOrigin(path) => (Some(path), None),
            Self::CrossOrigin(path, redirects) => {
                let allowed = match redirects {
                    Redirects::Allowed => format!("{other} {third}"),
                    Redirects::Forbidden => other.clone(),
                };
                (Some(format!("{other}{path}")), Some(allowed))
            }
        };
        overrides.endpoint = Some(endpoint);
        overrides.connect_to = allowed;
    }
}

/// The receiver's API at another origin, and that origin for the page's policy to allow.
fn receiver_at(origin: &str) -> (Option<String>, Option<String>) {
    let endpoint = format!("{origin}/api/consultations");
    (Some(endpoint), Some(origin.to_owned()))
}

/// What a visitor does.
type Journey<'a> = Box<dyn FnOnce(&Visitor) + 'a>;

/// How the page is served, and what the browser may complain about.
#[derive(Clone)]
pub struct Site {
    backend: Topology,
    overrides: Overrides,
    endpoint: EndpointAttribute,
    scripts: bool,
    hydrates: bool,
    whole: bool,
    reports: bool,
    expected: Vec<Expected>,
}

impl Site {
    /// As in production: the built site, and the real receiver behind it.
    pub fn with_receiver() -> Self {
        Self::with(Topology::Receiver)
    }

    /// The built site, and an endpoint that gives these answers; the last one goes on.
    pub fn with_responses(answers: impl IntoIterator<Item = ScriptedResponse>) -> Self {
        Self::with(Topology::ScriptedEndpoint(answers.into_iter().collect()))
    }

    /// The built site, and a stand-in for a backend that people have (`tests/standins/`). It gives
    /// these of its answers; the last one goes on. The page speaks to it by the profile of its name.
    pub fn with_fake_backend(name: &str, answers: &[&'static str]) -> Self {
        let standin = FakeBackend::new(name, answers);
        let path = standin.path().to_owned();
        let endpoint = match standin.shares_the_origin() {
            true => EndpointAttribute::SameOrigin(path),
            false => EndpointAttribute::CrossOrigin(path, Redirects::Allowed),
        };
        let profile = standin.backend().to_owned();
        let mut site = Self::with(Topology::FakeBackend(Arc::new(standin)));
        site.endpoint = endpoint;
        site.overrides.backend = Some((profile, None));
        site
    }

    /// The page's policy does not allow where the stand-in redirects to.
    pub fn forbidding_redirects(mut self) -> Self {
        if let EndpointAttribute::CrossOrigin(_, redirects) = &mut self.endpoint {
            *redirects = Redirects::Forbidden;
        }
        self
    }

    /// The `backend` attribute names another profile.
    pub fn with_backend_attribute(mut self, profile: &str) -> Self {
        let backend = self.overrides.backend.get_or_insert_default();
        profile.clone_into(&mut backend.0);
        self
    }

    /// A profile inside the element, as JSON.
    pub fn with_profile(mut self, json: &'static str) -> Self {
        let backend = self.overrides.backend.get_or_insert_default();
        backend.1 = Some(json);
        self
    }

    /// The server has no files whose paths end like this.
    pub fn without_files(mut self, end: &'static str) -> Self {
        self.overrides.missing = Some(end);
        self
    }

    fn with(backend: Topology) -> Self {
        Self {
            backend,
            overrides: Overrides::default(),
            endpoint: EndpointAttribute::AsBuilt,
            scripts: true,
            hydrates: true,
            whole: false,
            reports: true,
            expected: Vec::new(),
        }
    }

    /// As in production: the receiver's own program serves the page and takes the requests.
    pub fn with_receiver_program() -> Self {
        Self::with(Topology::ReceiverProgram)
    }

    /// As in production, but for a wire where things go wrong on the way: [`TestServer::set_network_faults`].
    pub fn with_faulty_proxy() -> Self {
        Self::with(Topology::FaultyProxy { tls: false })
    }

    /// The same under TLS.
    pub fn with_faulty_tls_proxy() -> Self {
        Self::with(Topology::FaultyProxy { tls: true })
    }

    /// Requests go to another origin than the page's; its policy allows that.
    pub fn posting_cross_origin(mut self) -> Self {
        self.endpoint = EndpointAttribute::OtherOrigin;
        self
    }

    /// The page is at one origin and the real receiver at another, as where a clinic's site posts
    /// to a receiver on another machine.
    pub fn with_cross_origin_receiver() -> Self {
        Self::with(Topology::CrossOriginReceiver).posting_cross_origin()
    }

    /// One of the examples: a page at one origin, the guide and the real receiver at another.
    pub fn with_example(name: &'static str) -> Self {
        Self::with(Topology::Example(name))
    }

    /// The page's `<care-guide>` has another endpoint.
    pub fn posting_to(mut self, endpoint: &'static str) -> Self {
        self.endpoint = EndpointAttribute::Address(endpoint);
        self
    }

    /// The page's `<care-guide>` has no endpoint.
    pub fn without_endpoint(mut self) -> Self {
        self.endpoint = EndpointAttribute::Missing;
        self
    }

    /// The page's `<care-guide>` has an endpoint where nobody listens; its policy allows it.
    pub fn with_connections_refused(mut self) -> Self {
        self.endpoint = EndpointAttribute::RefusedOrigin;
        self
    }

    /// Pages of somebody else's are at one origin; the built site, and the real receiver behind it,
    /// at another.
    pub fn with_cross_origin_guide() -> Self {
        Self::with(Topology::CrossOriginGuide)
    }

    /// There is a page of somebody else's at this path, with the guide embedded in it. The origin
    /// of the guide's server is `https://guide.example` in it.
    pub fn hosting(mut self, path: &'static str, html: &'static str) -> Self {
        let pages = &mut self.overrides.host_pages;
        pages.push(HostPage::new(path, html));
        self
    }

    /// That page comes with this Content-Security-Policy.
    pub fn with_policy(mut self, policy: &'static str) -> Self {
        let page = self.overrides.host_pages.last_mut();
        page.expect("a page of somebody else's").policy = Some(policy);
        self
    }

    /// That page comes with this one, which forbids nothing and reports what it would.
    pub fn with_report_only_policy(mut self, policy: &'static str) -> Self {
        let page = self.overrides.host_pages.last_mut();
        page.expect("a page of somebody else's").reported = Some(policy);
        self
    }

    /// The guide is not expected to wake by itself when a page is opened.
    pub fn asleep(mut self) -> Self {
        self.hydrates = false;
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
        self.overrides.fragment = Some(prerender::fragment(guide, &config));
        self.without_scripts()
    }

    /// The guide is embedded in a page of somebody else's.
    pub fn embedded(self) -> Self {
        self.embedded_in(EMBEDDING)
    }

    /// The guide is embedded in this page of somebody else's. `{other_origin}` in it is the origin of a
    /// library of guide files.
    pub fn embedded_in(mut self, host_page: &'static str) -> Self {
        self.overrides.host_page = Some(host_page);
        self
    }

    /// The guide is embedded in this page by the tag of the built manifest, which stands there as
    /// `{script}`. Of that build only `v/` is left.
    pub fn pinned_in(mut self, host_page: &'static str) -> Self {
        self.overrides.host_page = Some(host_page);
        self.overrides.pinned = true;
        self
    }

    /// Somebody has changed a file on the way.
    pub fn tampering_with(mut self, part: Asset) -> Self {
        self.overrides.tampered = Some(part);
        self
    }

    /// The guide is there in a second language, which nobody speaks.
    pub fn with_pseudo_locale(mut self) -> Self {
        self.overrides.with_pseudo_locale = true;
        self
    }

    /// The page's policy lacks `'wasm-unsafe-eval'`: the page never wakes.
    pub fn blocking_wasm(mut self) -> Self {
        self.overrides.block_wasm = true;
        self
    }

    /// The Wasm does not come before [`Visitor::gets_the_wasm`].
    pub fn holding_the_wasm(mut self) -> Self {
        self.overrides.hold_wasm = true;
        self
    }

    /// Only the page's first bytes come before [`Visitor::gets_the_rest_of_the_page`].
    pub fn holding_the_rest_of_the_page(mut self) -> Self {
        self.overrides.hold_rest = true;
        self
    }

    /// Requests are taken, and not answered before [`Visitor::gets_the_response`].
    pub fn holding_the_response(mut self) -> Self {
        self.overrides.hold_responses = true;
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
    pub fn in_full_browser(mut self) -> Self {
        self.whole = true;
        self
    }

    /// The visitor has turned scripts off.
    pub fn without_scripts(mut self) -> Self {
        self.scripts = false;
        self
    }

    /// The guide cannot be shown, so nobody waits for it to wake.
    pub fn without_hydration(mut self) -> Self {
        self.hydrates = false;
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
        let slot = slots::acquire();
        let start = Instant::now();
        failure::record_panic_locations();
        steps::reset();
        let Self {
            backend,
            mut overrides,
            endpoint,
            scripts,
            hydrates,
            whole,
            reports,
            mut expected,
        } = self;
        let held = overrides.block_wasm || overrides.hold_wasm || overrides.tampered.is_some();
        let hydrates = hydrates && scripts && !held;
        if !hydrates {
            // The page's head asks for glue and Wasm before anybody knows that it will not wake.
            let text = "was preloaded using link preload but not used";
            expected.push(Expected { count: None, text });
        }
        let waits = !overrides.hold_rest;
        let answers_late = overrides.hold_responses;
        let elsewhere = matches!(backend, Topology::CrossOriginGuide);
        let embedded = overrides.host_page == Some(EMBEDDING);
        let mut server = TestServer::start(backend, |origins| {
            endpoint.apply(&mut overrides, origins);
            overrides.other_origin.clone_from(&origins.other);
            overrides.guide_origin = match elsewhere {
                true => origins.other.clone(),
                false => origins.own.clone(),
            };
            overrides
        });
        let arrival = Arrival {
            slot: slot.number,
            hydrates,
            waits,
            embedded,
            whole,
        };
        let last = journeys.len().saturating_sub(1);
        let mut failed = None;
        for (index, journey) in journeys.into_iter().enumerate() {
            let visitor = Visitor::arrive(server, &arrival);
            let result = catch_unwind(AssertUnwindSafe(|| {
                if !scripts {
                    visitor.turns_scripts_off();
                }
                visitor.watches_storage();
                if answers_late {
                    visitor.has_no_timeout();
                }
                journey(&visitor);
                if index == last {
                    visitor.leaves_console_with(&expected);
                    visitor.has_requested_allowed_origins_only();
                    visitor.stores_nothing();
                }
            }));
            let ended_early = result.is_err();
            failed = result.err().filter(|ending| !skipped(&**ending));
            if let Some(failure) = failed.as_ref().filter(|_| reports) {
                visitor.reports(&**failure);
            }
            server = visitor.leave(failed.is_some());
            if ended_early {
                break;
            }
        }
        journey::record_duration(start.elapsed());
        if let Some(failure) = failed {
            resume_unwind(failure);
        }
    }
}
