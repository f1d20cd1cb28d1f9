//! What the browser is given to keep, and whom the page has called.

use url::Url;

use super::Visitor;
use crate::browser::BrowserEvent;

/// Says on the console, which every journey reads in the end, what the page keeps, or sends where
/// nobody is told of it.
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
    const tell = (what) => console.error(`the page has used ${what}`);
    for (const [kind, names] of Object.entries(ways)) {
        const prototype = window[kind]?.prototype;
        for (const name of names) {
            const way = prototype?.[name];
            if (way) prototype[name] = function (...given) {
                tell(`${kind}.${name}`);
                return way.apply(this, given);
            };
        }
    }
    for (const name of ['WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection']) {
        const before = window[name];
        if (before) window[name] = new Proxy(before, {
            construct: (...given) => {
                tell(name);
                return Reflect.construct(...given);
            },
        });
    }
    for (const name of ['localStorage', 'sessionStorage']) {
        const before = Object.getOwnPropertyDescriptor(window, name);
        const get = () => {
            tell(name);
            return before.get.call(window);
        };
        if (before?.get) Object.defineProperty(window, name, { ...before, get });
    }
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    const set = function (value) {
        tell('document.cookie');
        cookie.set.call(this, value);
    };
    Object.defineProperty(Document.prototype, 'cookie', { ...cookie, set });
";

/// What the page's origin has in the browser. A page that is nobody's has nothing.
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

impl Visitor {
    /// Has a browser that tells when a page keeps something.
    #[track_caller]
    pub fn watches_storage(&self) {
        self.must(self.browser.engine_commands().add_preload_script(WATCH));
    }

    /// What the page's origin has been given to keep.
    #[track_caller]
    pub fn stored_items(&self) -> Vec<String> {
        if !self.scripts.get() {
            // Promises stand still where scripts do not run. Another page of the origin tells too.
            let other = self.server.url("/robots.txt");
            self.turns_scripts_on().must(self.browser.goto(&other));
        }
        serde_json::from_value(self.runs(KEPT)).expect("a list of words")
    }

    /// The browser has been given nothing to keep.
    #[track_caller]
    pub fn stores_nothing(&self) {
        assert!(
            self.stored_items().is_empty(),
            "it keeps {:?}",
            self.stored_items()
        );
        assert_eq!(self.browser.engine_commands().cookies(), Ok(0), "cookies");
    }

    /// The page has asked nobody for anything but the clinic's own servers, and of these only those
    /// that it has to do with.
    #[track_caller]
    pub fn has_requested_allowed_origins_only(&self) {
        self.drains_events();
        let called = self.called.borrow();
        let allowed = [&self.server.allowed[..], &self.allowed.borrow()].concat();
        let strange: Vec<_> = called
            .iter()
            .filter(|address| {
                let origin = Url::parse(address).map(|address| address.origin());
                let origin = origin.map(|origin| origin.ascii_serialization());
                !origin.is_ok_and(|origin| allowed.contains(&origin))
            })
            .collect();
        assert!(!called.is_empty(), "calls are noticed");
        assert!(strange.is_empty(), "the page called {strange:?}");
    }

    /// The addresses that the page has called so far, one after another.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        self.drains_events();
        self.called.borrow().clone()
    }

    /// The scripts and the Wasm among them.
    #[track_caller]
    pub fn scripts_and_wasm(&self) -> Vec<String> {
        let mut programs = self.requests();
        programs.retain(|address| address.ends_with(".js") || address.ends_with(".wasm"));
        programs
    }

    /// Remembers whom the page has called over the network. Gives whether the browser has asked
    /// before leaving it.
    #[track_caller]
    pub(super) fn drains_events(&self) -> bool {
        let events = self.browser.engine_commands().events();
        let events = events.unwrap_or_else(|why| panic!("{why}"));
        let mut asked = false;
        for event in events {
            match event {
                BrowserEvent::BeforeUnloadPrompt => asked = true,
                // Over no network.
                BrowserEvent::Request(address)
                    if ["data:", "about:"]
                        .iter()
                        .any(|scheme| address.starts_with(scheme)) => {}
                BrowserEvent::Request(address) => self.called.borrow_mut().push(address),
            }
        }
        asked
    }
}
