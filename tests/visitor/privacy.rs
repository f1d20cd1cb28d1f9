//! Storage of the page, and its requests.

use url::Url;

use super::Visitor;
use crate::browser::BrowserEvent;

/// Logs as errors, which every journey checks, each use of storage and of channels that the events
/// of the browser do not cover.
const WATCH: &str = "
    const ways = {
        Storage: ['setItem'],
        IDBFactory: ['open'],
        CacheStorage: ['open'],
        Cache: ['put', 'add', 'addAll'],
        CookieStore: ['set'],
        ServiceWorkerContainer: ['register'],
        Navigator: ['sendBeacon'],
    };
    const report = (what) => console.error(`the page has used ${what}`);
    for (const [kind, names] of Object.entries(ways)) {
        const prototype = window[kind]?.prototype;
        for (const name of names) {
            const way = prototype?.[name];
            if (way) prototype[name] = function (...given) {
                report(`${kind}.${name}`);
                return way.apply(this, given);
            };
        }
    }
    for (const name of ['WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection']) {
        const before = window[name];
        if (before) window[name] = new Proxy(before, {
            construct: (...given) => {
                report(name);
                return Reflect.construct(...given);
            },
        });
    }
    for (const name of ['localStorage', 'sessionStorage']) {
        const before = Object.getOwnPropertyDescriptor(window, name);
        const get = () => {
            report(name);
            return before.get.call(window);
        };
        if (before?.get) Object.defineProperty(window, name, { ...before, get });
    }
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    const set = function (value) {
        report('document.cookie');
        cookie.set.call(this, value);
    };
    Object.defineProperty(Document.prototype, 'cookie', { ...cookie, set });
";

/// The storage of the origin. Pages without an origin have none.
const KEPT: &str = "
    if (!location.protocol.startsWith('http')) return [];
    return Promise.all([
        self.indexedDB?.databases?.() ?? [],
        self.caches?.keys() ?? [],
        navigator.serviceWorker?.getRegistrations() ?? [],
    ]).then((lists) => [
        document.cookie && 'a cookie',
        localStorage.length && 'local storage',
        sessionStorage.length && 'session storage',
        ...['a database', 'a cache', 'a service worker'].filter((_, n) => lists[n].length),
    ].filter(Boolean));
";

/// Notes on the console which of these words the page still holds when it is left, and how many ticks.
const NOTE_WHAT_IS_LEFT: &str = "
    addEventListener('beforeunload', () => {
        const held = [];
        let ticks = 0;
        const collect = (tree) => {
            held.push(tree.textContent);
            for (const element of tree.querySelectorAll('*')) {
                held.push(element.value);
                ticks += element.checked ? 1 : 0;
                if (element.shadowRoot) collect(element.shadowRoot);
            }
        };
        collect(document.documentElement);
        const found = WORDS.filter((word) => held.join().includes(word));
        console.info(`left with [${found}] and ${ticks} ticks`);
    });
";

impl Visitor {
    /// The console says what the next pages hold when they are left: `left with [Ana] and 1 ticks`.
    #[track_caller]
    pub fn notes_what_is_left(&self, words: &[&str]) -> &Self {
        let script = NOTE_WHAT_IS_LEFT.replace("WORDS", &format!("{words:?}"));
        self.must(self.browser.engine_commands().add_preload_script(&script))
    }

    /// Reports each use of storage on the console.
    #[track_caller]
    pub fn watches_storage(&self) {
        self.must(self.browser.engine_commands().add_preload_script(WATCH));
    }

    /// The kinds of storage with content.
    #[track_caller]
    pub fn stored_items(&self) -> Vec<String> {
        if !self.scripts.get() {
            // Promises need scripts. Another page of the origin has the same storage.
            let other = self.server.url("/robots.txt");
            self.turns_scripts_on().must(self.browser.goto(&other));
        }
        serde_json::from_value(self.runs(KEPT)).expect("a list of words")
    }

    #[track_caller]
    pub fn stores_nothing(&self) {
        assert!(
            self.stored_items().is_empty(),
            "it stores {:?}",
            self.stored_items()
        );
        assert_eq!(self.browser.engine_commands().cookies(), Ok(0), "cookies");
    }

    /// The page has sent requests to allowed origins only.
    #[track_caller]
    pub fn has_requested_allowed_origins_only(&self) {
        self.drains_events();
        let requested = self.requested.borrow();
        let allowed = [&self.server.allowed[..], &self.allowed.borrow()].concat();
        let foreign: Vec<_> = requested
            .iter()
            .filter(|address| {
                let origin = Url::parse(address).map(|address| address.origin());
                let origin = origin.map(|origin| origin.ascii_serialization());
                !origin.is_ok_and(|origin| allowed.contains(&origin))
            })
            .collect();
        assert!(!requested.is_empty(), "no request was recorded");
        assert!(foreign.is_empty(), "the page requested {foreign:?}");
    }

    /// The URLs of all requests so far, in order.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        self.drains_events();
        self.requested.borrow().clone()
    }

    #[track_caller]
    pub fn scripts_and_wasm(&self) -> Vec<String> {
        let mut programs = self.requests();
        programs.retain(|address| address.ends_with(".js") || address.ends_with(".wasm"));
        programs
    }

    /// Records the new requests over the network. Returns whether the browser asked before leaving
    /// the page.
    #[track_caller]
    pub(super) fn drains_events(&self) -> bool {
        let events = self.browser.engine_commands().events();
        let events = events.unwrap_or_else(|why| panic!("{why}"));
        let mut asked = false;
        for event in events {
            match event {
                BrowserEvent::BeforeUnloadPrompt => asked = true,
                // No network.
                BrowserEvent::Request(address)
                    if ["data:", "about:"]
                        .iter()
                        .any(|scheme| address.starts_with(scheme)) => {}
                BrowserEvent::Request(address) => self.requested.borrow_mut().push(address),
            }
        }
        asked
    }
}
