//! The processes of Firefox. Each serves many visits, since starting and ending one takes longer
//! than most journeys. A visit has a tab in a user context of its own (`firefox.rs`); what belongs
//! to the process is reset between visits.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};

use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use super::bidi::Bidi;
use super::capabilities;
use super::command::Command;
use super::driver::Driver;
use super::firefox;
use super::{Result, Session};
use crate::lock;

/// Runs the connections to Firefox, which outlive the runtime of a journey.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(2).enable_all();
    builder.build().expect("a runtime")
});

/// The processes without a visit, by slot.
static IDLE: Mutex<BTreeMap<usize, FirefoxProcess>> = Mutex::new(BTreeMap::new());

/// The first window, which outlives all visits. Scripts keep there what they need later.
macro_rules! in_the_first_window {
    ($script:literal) => {
        concat!(
            "const [first] = Services.wm.getEnumerator('navigator:browser');",
            $script
        )
    };
}
pub(super) use in_the_first_window;

/// Removes what a visit may have left in the process, and returns the names of what remains.
const RESET: &str = in_the_first_window!(
    "
    const [changed, initial] = arguments;
    const topic = 'http-on-modify-request';
    const { FormHistory } =
        ChromeUtils.importESModule('resource://gre/modules/FormHistory.sys.mjs');
    return (async () => {
        for (const name of changed) Services.prefs.clearUserPref(name);
        for (const [name, value] of initial) Services.prefs.setIntPref(name, value);
        if (first.blocker) Services.obs.removeObserver(first.blocker, topic);
        delete first.blocker;
        if (first.accessibility) {
            // The service ends with its last reference.
            delete first.accessibility;
            Cu.forceGC();
        }
        Services.clipboard.emptyClipboard(Services.clipboard.kGlobalClipboard);
        await FormHistory.update({ op: 'remove' });
        // Caches, storage, history, permissions, zoom, what servers said of themselves.
        const failed = await new Promise((onDataDeleted) => Services.clearData
            .deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted }));
        const left = () => Object.entries({
            'a window': [...Services.wm.getEnumerator(null)].length > 1,
            'a tab': first.gBrowser.tabs.length > 1,
            'a cookie': Services.cookies.cookies.length > 0,
            'the accessibility service': Services.appinfo.accessibilityEnabled,
            'data that cannot be cleared': failed,
        }).filter(([, isLeft]) => isLeft).map(([name]) => name);
        for (let looks = 0; looks < 300 && left().length; looks += 1) {
            await new Promise((done) => first.setTimeout(done, 10));
        }
        return left();
    })();
"
);

/// A running Firefox. It ends when this is dropped, or with the process of the tests.
pub struct FirefoxProcess {
    pub session: Session,
    /// The same session over WebDriver BiDi.
    pub bidi: Bidi,
    pub driver: Arc<Driver>,
    /// The first tab, which no visit uses.
    first_tab: String,
    slot: usize,
}

impl FirefoxProcess {
    /// The idle process of a slot, or a new one.
    pub fn acquire(slot: usize) -> Self {
        let idle = idle().remove(&slot);
        let answers = |process: &Self| process.bidi.send("session.status", json!({})).is_ok();
        idle.filter(answers).unwrap_or_else(|| Self::start(slot))
    }

    /// Returns the process to its slot.
    pub fn release(self) {
        idle().insert(self.slot, self);
    }

    fn start(slot: usize) -> Self {
        let driver = Arc::new(Driver::for_firefox());
        let capabilities = capabilities::with_common(firefox::capabilities(), true);
        let session = Session::open(RUNTIME.handle(), &driver, capabilities);
        let bidi = Bidi::connect(&session);
        let tree = bidi.send("browsingContext.getTree", json!({}));
        let tree = tree.unwrap_or_else(|why| panic!("{why}"));
        let first_tab = tree["contexts"][0]["context"].as_str();
        let first_tab = first_tab.expect("Firefox opens a tab").to_owned();
        Self {
            session,
            bidi,
            driver,
            first_tab,
            slot,
        }
    }

    pub fn switch_to(&self, tab: &str) -> Result<()> {
        let handle = WindowHandle::try_from(tab.to_owned()).map_err(|error| error.to_string())?;
        let client = &self.session.client;
        self.session.wait(client.switch_to_window(handle))
    }

    /// Runs a script with the privileges of the browser.
    pub fn run_privileged(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let switch_to = |to: &str| {
            let body = json!({ "context": to });
            self.session
                .command(Command::post("moz/context", body))
                .map(drop)
        };
        switch_to("chrome")?;
        let result = self.session.run(script, arguments);
        switch_to("content")?;
        result
    }

    /// Removes the user context of a visit with its tabs, and what the visit left in the process.
    /// Fails if anything remains.
    pub fn reset(&self, user_context: &str) -> Result<()> {
        self.switch_to(&self.first_tab)?;
        let parameters = json!({ "userContext": user_context });
        self.bidi.send("browser.removeUserContext", parameters)?;
        let [changed, initial] = firefox::preferences_of_visits();
        let left = self.run_privileged(RESET, vec![changed, initial])?;
        // Drops the events of this visit.
        self.bidi.events(|_| true)?;
        match left.as_array().is_some_and(Vec::is_empty) {
            true => Ok(()),
            false => Err(format!("the visit left {left}")),
        }
    }
}

fn idle() -> MutexGuard<'static, BTreeMap<usize, FirefoxProcess>> {
    lock(&IDLE)
}
