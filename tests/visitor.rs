//! A person at the page.
//!
//! Actions are named after what a person does (`clicks_tab`, `fills`), checks after what a person
//! notices (`sees_panel`, `hears`). A check polls until it succeeds. Each returns the visitor, so
//! that a journey reads as a sentence.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use serde_json::Value;

use crate::browser::{Browser, Engine, Message};
use crate::{TestServer, steps, waiting};

/// A script with `guide`, the element that the visitor has switched to or the first one, and
/// `tree`, its shadow root or the document.
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
mod receipt;
mod reporting;
mod sending;
mod setting;
mod streaming;

pub use accessibility::Rules;
pub use console::Expected;
pub use dom_tampering::DomTampering;
pub use locators::Role;
pub use setting::Setting;

/// The title of the page of [`Site::embedded`](crate::Site::embedded).
const TITLE: &str = "Our clinic";

/// How a visitor comes.
pub struct Arrival {
    /// The number of the browser slot.
    pub slot: usize,
    pub hydrates: bool,
    /// Whether navigation waits for the whole page.
    pub waits: bool,
    /// Whether the page is that of [`Site::embedded`](crate::Site::embedded).
    pub embedded: bool,
    /// Whether Chromium is the full browser.
    pub full: bool,
}

pub struct Visitor {
    browser: Browser,
    server: TestServer,
    hydrates: bool,
    /// Whether the page is a host page, which keeps its address and title.
    embedded: bool,
    /// The messages of the console so far: the driver returns each once.
    console: RefCell<Vec<Message>>,
    /// Origins that the page may request beside those of the server.
    allowed: RefCell<Vec<String>>,
    /// The URLs that the page has requested.
    requested: RefCell<Vec<String>>,
    /// Whether scripts of pages run.
    scripts: Cell<bool>,
    taps: Cell<u32>,
    /// The kinds of tab stops whose focus indicator was compared.
    stops_seen: RefCell<HashSet<String>>,
    /// The row of a matrix that runs.
    row: RefCell<String>,
}

impl Visitor {
    pub fn arrive(server: TestServer, arrival: &Arrival) -> Self {
        let Arrival {
            slot, waits, full, ..
        } = *arrival;
        let browser = Browser::open(&server.runtime(), slot, waits, full);
        Self {
            browser,
            server,
            hydrates: arrival.hydrates,
            embedded: arrival.embedded,
            console: RefCell::default(),
            allowed: RefCell::default(),
            requested: RefCell::default(),
            scripts: Cell::new(true),
            taps: Cell::new(0),
            stops_seen: RefCell::default(),
            row: RefCell::default(),
        }
    }

    /// Closes the browser of a journey that has `failed` or not, and returns the server.
    pub fn leave(self, failed: bool) -> TestServer {
        self.browser.close(failed);
        self.server
    }

    /// Visitors with the same id have the same process.
    #[track_caller]
    pub fn browser_id(&self) -> String {
        self.browser.id().unwrap_or_else(|why| panic!("{why}"))
    }

    pub fn server(&self) -> &TestServer {
        &self.server
    }

    /// Follows a link to a path such as `/#risks`, and waits for hydration if the page hydrates.
    #[track_caller]
    pub fn opens(&self, path: &str) -> &Self {
        self.must(self.browser.goto(&self.server.url(path)))
            .waits_for_page()
    }

    #[track_caller]
    pub fn reloads(&self) -> &Self {
        self.must(self.browser.reload()).waits_for_page()
    }

    #[track_caller]
    pub fn goes_back(&self) -> &Self {
        self.must(self.browser.back())
    }

    #[track_caller]
    pub fn goes_forward(&self) -> &Self {
        self.must(self.browser.forward())
    }

    /// Releases the Wasm, and waits for hydration.
    #[track_caller]
    pub fn gets_the_wasm(&self) -> &Self {
        self.server.controls.wasm.release();
        self.sees_the_page_hydrated()
    }

    /// Releases the responses.
    pub fn gets_the_response(&self) -> &Self {
        self.server.controls.responses.release();
        self
    }

    /// No person sees this. An embedded guide waits for a touch.
    #[track_caller]
    pub fn sees_the_page_hydrated(&self) -> &Self {
        self.sees_that(
            "the page is hydrated",
            in_the_guide!(
                "// Old libraries replace `Event`.
                 const touch = document.createEvent('Event');
                 touch.initEvent('pointerdown', true, false);
                 if (tree !== document) guide.dispatchEvent(touch);
                 return !!tree.querySelector('[data-hydrated]')"
            ),
        )
    }

    #[track_caller]
    fn waits_for_page(&self) -> &Self {
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

    /// The address ends like this.
    #[track_caller]
    pub fn sees_address(&self, end: &str) -> &Self {
        let own = end.split('#').next().unwrap_or_default();
        let wanted = self.server.url(if self.embedded { own } else { end });
        self.sees(|| match self.browser.address()? {
            address if address == wanted => Ok(()),
            address => Err(format!("the address is {address} rather than {wanted}")),
        })
    }

    /// Host pages keep their title.
    #[track_caller]
    pub fn sees_title(&self, wanted: &str) -> &Self {
        let wanted = if self.embedded { TITLE } else { wanted };
        self.sees(|| match self.browser.title()? {
            title if title == wanted => Ok(()),
            title => Err(format!("the title is {title:?} rather than {wanted:?}")),
        })
    }

    #[track_caller]
    pub fn sees_title_beginning(&self, start: &str) -> &Self {
        self.sees(|| match self.browser.title()? {
            title if title.starts_with(start) => Ok(()),
            title => Err(format!("the title {title:?} does not begin with {start:?}")),
        })
    }

    /// The first paint has happened.
    #[track_caller]
    pub fn sees_the_first_paint(&self) -> &Self {
        let script = match Engine::chosen() {
            // Firefox reports no first paint of a page that is scrolled down.
            Engine::Firefox => {
                "return new Promise((done) => requestAnimationFrame(() =>
                     requestAnimationFrame(() => done(!!document.querySelector('h1')))))"
            }
            _ => "return performance.getEntriesByName('first-contentful-paint').length == 1",
        };
        self.sees_that("something is painted", script)
    }

    #[track_caller]
    fn sees(&self, look: impl FnMut() -> Result<(), String>) -> &Self {
        waiting::until(waiting::TIMEOUT, look);
        self
    }

    #[track_caller]
    fn sees_that(&self, what: &str, script: &str) -> &Self {
        self.sees(|| match self.browser.run(script, Vec::new())? {
            Value::Bool(true) => Ok(()),
            other => Err(format!(
                "expected that {what}, but the script returned {other}"
            )),
        })
    }

    /// Waits until a script returns this.
    #[track_caller]
    pub fn sees_of_the_page(&self, script: &str, wanted: Value) -> &Self {
        self.sees(|| match self.browser.run(script, Vec::new())? {
            found if found == wanted => Ok(()),
            found => Err(format!("`{script}` returns {found} rather than {wanted}")),
        })
    }

    #[track_caller]
    pub fn runs(&self, script: &str) -> Value {
        self.runs_with(script, Vec::new())
    }

    #[track_caller]
    pub fn runs_with(&self, script: &str, arguments: Vec<Value>) -> Value {
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

    /// The next row of a matrix: the report of a failure begins here.
    pub fn begins(&self, what: &str) {
        *self.row.borrow_mut() = what.to_owned();
        steps::reset();
    }
}
