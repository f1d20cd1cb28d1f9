//! A person at the page, and what they do there.
//!
//! Actions are named after what a person does (`clicks_tab`, `fills`), checks after what a person
//! notices (`sees_panel`, `hears`). A check waits for what it wants to see. Each gives the visitor
//! back, so that a journey reads as a sentence.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use serde_json::Value;

use crate::browser::{Browser, Engine, Message};
use crate::{TestServer, steps, waiting};

/// A script that knows `guide`, the element that the visitor has turned to, else the first one, and
/// `tree`, the tree that the guide stands in: the element's shadow root, or the page.
macro_rules! in_the_guide {
    ($script:literal) => {
        concat!(
            "const guide = window.guide ?? document.querySelector('care-guide');
             const tree = guide?.shadowRoot ?? document;
             const text = () => (guide?.shadowRoot?.querySelector('.care-guide')
                 ?? document.body).innerText;",
            $script
        )
    };
}

mod accessibility;
mod backends;
mod clipboard;
mod clock;
mod console;
mod device;
mod dom_tampering;
mod figures;
mod focus;
mod form;
mod host_page;
mod keyboard;
mod legibility;
mod locators;
mod movement;
mod phone;
mod picture;
mod privacy;
mod reading;
mod reporting;
mod sending;
mod setting;
mod streaming;

pub use accessibility::Rules;
pub use console::Expected;
pub use dom_tampering::DomTampering;
pub use locators::Role;
pub use setting::Setting;

/// The title of [`Site::embedded`](crate::Site::embedded)'s page.
const TITLE: &str = "Our clinic";

/// How a visitor comes.
pub struct Arrival {
    /// The number of the slot for the browser.
    pub slot: usize,
    /// Whether the page hydrates by itself.
    pub hydrates: bool,
    /// Whether following an address waits for all of a page.
    pub waits: bool,
    /// Whether the page is that of [`Site::embedded`](crate::Site::embedded), not the guide's own.
    pub embedded: bool,
    /// Whether Chromium is the browser that people have, not the lighter shell.
    pub whole: bool,
}

/// A person with a browser of their own.
pub struct Visitor {
    browser: Browser,
    server: TestServer,
    /// Whether the page wakes by itself.
    hydrates: bool,
    /// Whether the page is somebody else's, which keeps its address and its title.
    embedded: bool,
    /// What the console has said so far; the driver gives each message once.
    console: RefCell<Vec<Message>>,
    /// The origins that the page may call beside those that the clinic knows.
    allowed: RefCell<Vec<String>>,
    /// The addresses that the page has called so far.
    called: RefCell<Vec<String>>,
    /// Whether the scripts of pages run.
    scripts: Cell<bool>,
    /// How often the visitor has touched the screen.
    taps: Cell<u32>,
    /// The kinds of stops of the Tab key whose mark the visitor has seen.
    stops_seen: RefCell<HashSet<String>>,
    /// What goes on, where a journey is many in one.
    within: RefCell<String>,
}

impl Visitor {
    /// Comes with a new browser.
    pub fn arrive(server: TestServer, arrival: &Arrival) -> Self {
        let Arrival {
            slot, waits, whole, ..
        } = *arrival;
        let browser = Browser::open(&server.runtime(), slot, waits, whole);
        Self {
            browser,
            server,
            hydrates: arrival.hydrates,
            embedded: arrival.embedded,
            console: RefCell::default(),
            allowed: RefCell::default(),
            called: RefCell::default(),
            scripts: Cell::new(true),
            taps: Cell::new(0),
            stops_seen: RefCell::default(),
            within: RefCell::default(),
        }
    }

    /// Closes the browser, of a journey that has `failed` or not. Gives the clinic back.
    pub fn leave(self, failed: bool) -> TestServer {
        self.browser.close(failed);
        self.server
    }

    /// The driver's name for the browser. Visitors with the same name have the same process.
    #[track_caller]
    pub fn browser_id(&self) -> String {
        self.browser.id().unwrap_or_else(|why| panic!("{why}"))
    }

    /// The clinic whose page it is.
    pub fn server(&self) -> &TestServer {
        &self.server
    }

    /// Follows a link to a path of the site, such as `/#risks`, and waits until the page is awake
    /// where it wakes at all.
    #[track_caller]
    pub fn opens(&self, path: &str) -> &Self {
        self.must(self.browser.goto(&self.server.url(path)))
            .settles()
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reloads(&self) -> &Self {
        self.must(self.browser.reload()).settles()
    }

    /// Presses the browser's Back button.
    #[track_caller]
    pub fn goes_back(&self) -> &Self {
        self.must(self.browser.back())
    }

    /// Presses the browser's Forward button.
    #[track_caller]
    pub fn goes_forward(&self) -> &Self {
        self.must(self.browser.forward())
    }

    /// Lets the Wasm through that the site holds back, and waits until the page is awake.
    #[track_caller]
    pub fn gets_the_wasm(&self) -> &Self {
        self.server.controls.wasm.release();
        self.sees_the_page_hydrated()
    }

    /// Lets the answers through that the endpoint holds back.
    pub fn gets_the_response(&self) -> &Self {
        self.server.controls.responses.release();
        self
    }

    /// The page says that it is awake by an attribute, which no person sees.
    #[track_caller]
    pub fn sees_the_page_hydrated(&self) -> &Self {
        self.sees_that(
            "the page is awake",
            in_the_guide!("return !!tree.querySelector('[data-hydrated]')"),
        )
    }

    #[track_caller]
    fn settles(&self) -> &Self {
        self.sees_the_page_loaded();
        if self.hydrates {
            self.sees_the_page_hydrated();
        }
        self
    }

    #[track_caller]
    fn sees_the_page_loaded(&self) -> &Self {
        let loaded = "return document.readyState === 'complete'";
        self.sees_that("the page has loaded", loaded)
    }

    /// The address bar ends in this.
    #[track_caller]
    pub fn sees_address(&self, end: &str) -> &Self {
        let own = end.split('#').next().unwrap_or_default();
        let wanted = self.server.url(if self.embedded { own } else { end });
        self.sees(|| match self.browser.address()? {
            address if address == wanted => Ok(()),
            address => Err(format!("the address is {address} rather than {wanted}")),
        })
    }

    /// The page's title is this; somebody else's page keeps its own.
    #[track_caller]
    pub fn sees_title(&self, wanted: &str) -> &Self {
        let wanted = if self.embedded { TITLE } else { wanted };
        self.sees(|| match self.browser.title()? {
            title if title == wanted => Ok(()),
            title => Err(format!("the title is {title:?} rather than {wanted:?}")),
        })
    }

    /// The page's title begins with this.
    #[track_caller]
    pub fn sees_title_beginning(&self, start: &str) -> &Self {
        self.sees(|| match self.browser.title()? {
            title if title.starts_with(start) => Ok(()),
            title => Err(format!("the title {title:?} does not begin with {start:?}")),
        })
    }

    /// The page has been painted for the first time.
    #[track_caller]
    pub fn sees_the_first_paint(&self) -> &Self {
        let script = match Engine::chosen() {
            // It does not tell of the paint where the page begins further down.
            Engine::Firefox => {
                "return new Promise((done) => requestAnimationFrame(() =>
                     requestAnimationFrame(() => done(!!document.querySelector('h1')))))"
            }
            _ => "return performance.getEntriesByName('first-contentful-paint').length == 1",
        };
        self.sees_that("something is painted", script)
    }

    /// Waits until `look` is content.
    #[track_caller]
    fn sees(&self, look: impl FnMut() -> Result<(), String>) -> &Self {
        waiting::until(waiting::TIMEOUT, look);
        self
    }

    /// Waits until a script gives true.
    #[track_caller]
    fn sees_that(&self, what: &str, script: &str) -> &Self {
        self.sees(|| match self.browser.run(script, Vec::new())? {
            Value::Bool(true) => Ok(()),
            other => Err(format!("it is not so that {what}: {other}")),
        })
    }

    /// Waits until a script that looks at the page gives this.
    #[track_caller]
    pub fn sees_of_the_page(&self, script: &str, wanted: Value) -> &Self {
        self.sees(|| match self.browser.run(script, Vec::new())? {
            found if found == wanted => Ok(()),
            found => Err(format!("`{script}` gives {found} rather than {wanted}")),
        })
    }

    /// Runs a script that looks at the page or does something to it.
    #[track_caller]
    pub fn runs(&self, script: &str) -> Value {
        self.runs_with(script, Vec::new())
    }

    #[track_caller]
    fn runs_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        steps::record();
        match self.browser.run(script, arguments) {
            Ok(value) => value,
            Err(why) => panic!("{why}"),
        }
    }

    #[track_caller]
    fn must(&self, result: Result<(), String>) -> &Self {
        steps::record();
        if let Err(why) = result {
            panic!("{why}");
        }
        self
    }

    /// From now on something else goes on in this journey, such as another row of a matrix: the report
    /// of a failure begins there.
    pub fn begins(&self, what: &str) {
        *self.within.borrow_mut() = what.to_owned();
        steps::reset();
    }
}
