//! How the page is served for a journey, and the frame of the journey.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use careguide::config::PageContext;
use careguide::{Config, prerender};
use contract::Guide;

use crate::browser::skipped;
use crate::test_server::{
    Asset, EMBEDDING, FakeBackend, HostPage, Origins, Overrides, Topology, WebSpace,
};
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

type Journey<'a> = Box<dyn FnOnce(&Visitor) + 'a>;

/// How the page is served, and which console messages are expected.
#[derive(Clone)]
pub struct Site {
    topology: Topology,
    overrides: Overrides,
    endpoint: EndpointAttribute,
    scripts: bool,
    hydrates: bool,
    full: bool,
    reports: bool,
    expected: Vec<Expected>,
}

impl Site {
    /// The built site with the real receiver, as in production.
    pub fn with_receiver() -> Self {
        Self::with(Topology::Receiver)
    }

    /// The built site with an endpoint that gives these responses; the last one repeats.
    pub fn with_responses(responses: impl IntoIterator<Item = ScriptedResponse>) -> Self {
        Self::with(Topology::ScriptedEndpoint(responses.into_iter().collect()))
    }

    /// The built site with a fake backend (`tests/fakes/`) that gives these of its responses; the
    /// last one repeats. The page uses the profile of its name.
    pub fn with_fake_backend(name: &str, responses: &[&'static str]) -> Self {
        let fake = FakeBackend::new(name, responses);
        let path = fake.path().to_owned();
        let endpoint = match fake.shares_the_origin() {
            true => EndpointAttribute::SameOrigin(path),
            false => EndpointAttribute::CrossOrigin(path, Redirects::Allowed),
        };
        let profile = fake.backend().to_owned();
        let mut site = Self::with(Topology::FakeBackend(Arc::new(fake)));
        site.endpoint = endpoint;
        site.overrides.backend = Some((profile, None));
        site
    }

    /// The policy of the page does not allow the target of redirects.
    pub fn forbidding_redirects(mut self) -> Self {
        if let EndpointAttribute::CrossOrigin(_, redirects) = &mut self.endpoint {
            *redirects = Redirects::Forbidden;
        }
        self
    }

    /// Sets the `backend` attribute.
    pub fn with_backend_attribute(mut self, profile: &str) -> Self {
        let backend = self.overrides.backend.get_or_insert_default();
        profile.clone_into(&mut backend.0);
        self
    }

    /// Puts a profile as JSON inside the element.
    pub fn with_profile(mut self, json: &'static str) -> Self {
        let backend = self.overrides.backend.get_or_insert_default();
        backend.1 = Some(json);
        self
    }

    /// Sets the `exit` attribute.
    pub fn leaving_to(mut self, page: &'static str) -> Self {
        self.overrides.exit = Some(page);
        self
    }

    /// Sets the `profile` attribute.
    pub fn with_profile_attribute(mut self, profile: &'static str) -> Self {
        self.overrides.profile = Some(profile);
        self
    }

    /// Files with this path suffix are missing.
    pub fn without_files(mut self, end: &'static str) -> Self {
        self.overrides.missing = Some(end);
        self
    }

    fn with(topology: Topology) -> Self {
        Self {
            topology,
            overrides: Overrides::default(),
            endpoint: EndpointAttribute::AsBuilt,
            scripts: true,
            hydrates: true,
            full: false,
            reports: true,
            expected: Vec::new(),
        }
    }

    /// The receiver's program serves the page and takes the requests, as in production.
    pub fn with_receiver_program() -> Self {
        Self::with(Topology::ReceiverProgram)
    }

    /// A proxy applies network faults: [`TestServer::set_network_faults`].
    pub fn with_faulty_proxy() -> Self {
        Self::with(Topology::FaultyProxy { tls: false })
    }

    pub fn with_faulty_tls_proxy() -> Self {
        Self::with(Topology::FaultyProxy { tls: true })
    }

    /// Requests go to another origin, which the policy allows.
    pub fn posting_cross_origin(mut self) -> Self {
        self.endpoint = EndpointAttribute::OtherOrigin;
        self
    }

    /// The receiver is at another origin than the page.
    pub fn with_cross_origin_receiver() -> Self {
        Self::with(Topology::CrossOriginReceiver).posting_cross_origin()
    }

    /// One of the example pages, with the guide and the receiver at another origin.
    pub fn with_example(name: &'static str) -> Self {
        Self::with(Topology::Example(name))
    }

    /// This host page, with a folder uploaded to a place of its web space, and nothing of ours but a
    /// receiver at `{other_origin}`.
    pub fn with_upload(place: &'static str, folder: PathBuf, host_page: &'static str) -> Self {
        let elsewhere = None;
        let space = WebSpace {
            place,
            folder,
            elsewhere,
        };
        Self::with(Topology::WebSpace(space)).embedded_in(host_page)
    }

    /// The folder is at `{other_origin}` too, where each file is sent with these headers.
    pub fn elsewhere_with(mut self, headers: String) -> Self {
        if let Topology::WebSpace(space) = &mut self.topology {
            space.elsewhere = Some(headers);
        }
        self
    }

    /// Sets the `endpoint` attribute.
    pub fn posting_to(mut self, endpoint: &'static str) -> Self {
        self.endpoint = EndpointAttribute::Address(endpoint);
        self
    }

    /// Removes the `endpoint` attribute.
    pub fn without_endpoint(mut self) -> Self {
        self.endpoint = EndpointAttribute::Missing;
        self
    }

    /// The endpoint refuses connections; the policy allows it.
    pub fn with_connections_refused(mut self) -> Self {
        self.endpoint = EndpointAttribute::RefusedOrigin;
        self
    }

    /// The guide and the receiver are at another origin than the host pages.
    pub fn with_cross_origin_guide() -> Self {
        Self::with(Topology::CrossOriginGuide)
    }

    /// Adds a host page at this path. In its HTML `https://guide.example` stands for the origin of
    /// the guide.
    pub fn hosting(mut self, path: &'static str, html: &'static str) -> Self {
        let pages = &mut self.overrides.host_pages;
        pages.push(HostPage::new(path, html));
        self
    }

    /// The last host page has this Content-Security-Policy.
    pub fn with_policy(mut self, policy: &'static str) -> Self {
        let page = self.overrides.host_pages.last_mut();
        page.expect("a host page").policy = Some(policy);
        self
    }

    /// The last host page has this Content-Security-Policy-Report-Only.
    pub fn with_report_only_policy(mut self, policy: &'static str) -> Self {
        let page = self.overrides.host_pages.last_mut();
        page.expect("a host page").report_only = Some(policy);
        self
    }

    /// The page shows this guide. It cannot hydrate, since the scripts know the built guides only.
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

    /// The guide is embedded in a host page with nothing else.
    pub fn embedded(self) -> Self {
        self.embedded_in(EMBEDDING)
    }

    /// The guide is embedded in this host page, where `{other_origin}` is the origin of guide
    /// files.
    pub fn embedded_in(mut self, host_page: &'static str) -> Self {
        self.overrides.host_page = Some(host_page);
        self
    }

    /// The guide is embedded in this host page with the script tag of the built manifest in place
    /// of `{script}`. Only `v/` of that build is left.
    pub fn pinned_in(mut self, host_page: &'static str) -> Self {
        self.overrides.host_page = Some(host_page);
        self.overrides.pinned = true;
        self
    }

    /// A file is changed on its way.
    pub fn tampering_with(mut self, asset: Asset) -> Self {
        self.overrides.tampered = Some(asset);
        self
    }

    /// In files of this kind the first text becomes the second, as a proxy rewrites them.
    pub fn rewriting(mut self, asset: Asset, from: &str, to: &str) -> Self {
        self.overrides.rewritten = Some((asset, from.to_owned(), to.to_owned()));
        self
    }

    /// In the host page the first text becomes the second. There `{printed.en}` stands for the
    /// guide's shadow root as the build prints it.
    pub fn rewriting_the_host_page(mut self, from: &str, to: &str) -> Self {
        self.overrides.host_rewritten = Some((from.to_owned(), to.to_owned()));
        self
    }

    /// The site has a second language, the pseudo-locale.
    pub fn with_pseudo_locale(mut self) -> Self {
        self.overrides.pseudo_locale = true;
        self
    }

    /// The policy lacks `'wasm-unsafe-eval'`, so the page never hydrates.
    pub fn blocking_wasm(mut self) -> Self {
        self.overrides.block_wasm = true;
        self
    }

    /// The Wasm comes with [`Visitor::gets_the_wasm`].
    pub fn holding_the_wasm(mut self) -> Self {
        self.overrides.hold_wasm = true;
        self
    }

    /// After the first bytes, the page comes with [`Visitor::gets_the_rest_of_the_page`].
    pub fn holding_the_rest_of_the_page(mut self) -> Self {
        self.overrides.hold_rest = true;
        self
    }

    /// What follows this text of the page comes with [`Visitor::gets_the_rest_of_the_page`].
    pub fn holding_the_page_after(mut self, text: &'static str) -> Self {
        self.overrides.hold_after = Some(text);
        self
    }

    /// Requests are stored; the responses come with [`Visitor::gets_the_response`].
    pub fn holding_the_response(mut self) -> Self {
        self.overrides.hold_responses = true;
        self
    }

    /// The journey fails on purpose and leaves no report.
    pub fn failing_on_purpose(mut self) -> Self {
        self.reports = false;
        self
    }

    /// Runs in full Chromium rather than in the headless shell: for journeys that need what the
    /// shell lacks (back/forward cache, autofill), and for some of each kind, which prove that both
    /// show the same. Other engines have one program.
    pub fn in_full_browser(mut self) -> Self {
        self.full = true;
        self
    }

    pub fn without_scripts(mut self) -> Self {
        self.scripts = false;
        self
    }

    /// Opening the page does not wait for hydration.
    pub fn without_hydration(mut self) -> Self {
        self.hydrates = false;
        self
    }

    /// Exactly `count` console messages contain this text. Other warnings and errors fail the
    /// journey.
    pub fn expecting(mut self, count: usize, text: &'static str) -> Self {
        let count = Some(count);
        self.expected.push(Expected { count, text });
        self
    }

    /// Any number of console messages may contain this text.
    pub fn expecting_any(mut self, text: &'static str) -> Self {
        let count = None;
        self.expected.push(Expected { count, text });
        self
    }

    /// Makes the same journey on the own page of the guide and on a host page.
    #[track_caller]
    pub fn visit_both(self, journey: impl Fn(&Visitor)) {
        let embedded = self.clone().embedded();
        // Shown if what follows fails.
        println!("on the own page");
        self.visit(&journey);
        println!("embedded");
        embedded.visit(&journey);
    }

    #[track_caller]
    pub fn visit(self, journey: impl FnOnce(&Visitor)) {
        self.visit_in_turn(vec![Box::new(journey)]);
    }

    /// Two visitors come in turn, in Firefox in the same process. The final checks are for the
    /// second one.
    #[track_caller]
    pub fn visit_twice(self, first: impl FnOnce(&Visitor), second: impl FnOnce(&Visitor)) {
        self.visit_in_turn(vec![Box::new(first), Box::new(second)]);
    }

    #[track_caller]
    fn visit_in_turn(self, journeys: Vec<Journey<'_>>) {
        let slot = slots::acquire();
        let start = Instant::now();
        failure::record_panic_locations();
        steps::reset();
        let Self {
            topology,
            mut overrides,
            endpoint,
            scripts,
            hydrates,
            full,
            reports,
            expected,
        } = self;
        let held = overrides.block_wasm || overrides.hold_wasm || overrides.tampered.is_some();
        let hydrates = hydrates && scripts && !held;
        let waits = !overrides.holds_the_page();
        let responses_late = overrides.hold_responses;
        let cross_origin = matches!(topology, Topology::CrossOriginGuide);
        let embedded = overrides.host_page == Some(EMBEDDING);
        let mut server = TestServer::start(topology, |origins| {
            endpoint.apply(&mut overrides, origins);
            overrides.other_origin.clone_from(&origins.other);
            overrides.guide_origin = match cross_origin {
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
            full,
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
                if responses_late {
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
            failed = result.err().filter(|payload| !skipped(&**payload));
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
