//! Firefox, with WebDriver BiDi and its own privileged scripts.

use std::cell::RefCell;
use std::io::Write as _;

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use super::capabilities::object;
use super::command::Command;
use super::engine_commands::{BrowserEvent, EngineCommands, Message, UNSUPPORTED};
use super::firefox_process::{FirefoxProcess, in_the_first_window};
use super::{EngineFeature, Result};
use crate::{environment, waiting};

const EVENTS: [&str; 3] = [
    "log.entryAdded",
    "network.beforeRequestSent",
    "browsingContext.userPromptOpened",
];

/// A media feature, its value, and the preferences of Firefox for it.
type Preference = (&'static str, &'static str, &'static [(&'static str, u32)]);

const PREFERENCES: [Preference; 4] = [
    ("prefers-color-scheme", "dark", &[(SCHEME, 0)]),
    ("prefers-color-scheme", "light", &[(SCHEME, 1)]),
    ("prefers-reduced-motion", "reduce", &[(MOTION, 1)]),
    (
        "forced-colors",
        "active",
        &[(FORCED, 2), ("ui.useAccessibilityTheme", 1)],
    ),
];
const SCHEME: &str = "layout.css.prefers-color-scheme.content-override";
const MOTION: &str = "ui.prefersReducedMotion";
const FORCED: &str = "browser.display.document_color_use";

/// The preferences for the default font size.
const TEXT_SIZES: [&str; 2] = ["font.size.variable.x-western", "font.size.variable.ar"];

/// The preferences at the start of a visit: light colours.
const INITIAL: [(&str, u32); 1] = [(SCHEME, 1)];

/// Sets these preferences and clears the others.
const PREFER: &str = "
    const [all, set] = arguments;
    for (const name of all) Services.prefs.clearUserPref(name);
    for (const [name, value] of set) Services.prefs.setIntPref(name, value);
";

/// Blocks requests to URLs with this part.
const BLOCK: &str = in_the_first_window!(
    "
    const topic = 'http-on-modify-request';
    const part = arguments[0];
    if (first.blocker) Services.obs.removeObserver(first.blocker, topic);
    first.blocker = part && {
        observe(channel) {
            channel.QueryInterface(Ci.nsIHttpChannel);
            if (channel.URI.spec.includes(part)) channel.cancel(Cr.NS_ERROR_ABORT);
        },
    };
    if (part) Services.obs.addObserver(first.blocker, topic);
"
);

/// The number of cookies in the user context of the tab.
const COOKIES: &str = "
    const { userContextId } = gBrowser.selectedBrowser.browsingContext.originAttributes;
    const own = ({ originAttributes }) => originAttributes.userContextId === userContextId;
    return Services.cookies.cookies.filter(own).length;
";

/// The description that the accessibility service computes for the element with this id and name.
/// Its tree appears shortly after the first use.
const DESCRIPTION: &str = in_the_first_window!(
    "
    const [name, id] = arguments;
    // Kept, since the tree ends with the last reference to the service.
    first.accessibility ??=
        Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
    const nodes = [first.accessibility.getAccessibleFor(gBrowser.selectedBrowser)];
    for (const node of nodes) {
        for (let child = node?.firstChild; child; child = child.nextSibling) nodes.push(child);
    }
    const named = nodes.filter((node) => node?.id === id);
    // The tree does not always know the name of a field that is marked as wrong.
    const found = named.find((node) => node.name === name) ?? named[0];
    return [found?.description, nodes.length, named.map((node) => node.name)];
"
);

/// Changes reach the accessibility tree with the next paint.
const PAINTED: &str = "
    return new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
";

/// Headless, with WebDriver BiDi. The driver makes a profile.
pub fn capabilities() -> Capabilities {
    object(json!({
        "moz:firefoxOptions": {
            "binary": environment::firefox(),
            "args": ["-headless"],
            "prefs": {
                SCHEME: 1,
                // No tabs of past visits.
                "browser.sessionstore.max_tabs_undo": 0,
                // No background work.
                "app.normandy.enabled": false,
                "app.update.disabledForTesting": true,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                "browser.safebrowsing.downloads.enabled": false,
                "services.settings.server": "data:,#remote-settings-dummy/v1",
            },
        },
        "webSocketUrl": true,
        // `bidi.rs` accepts them.
        "unhandledPromptBehavior": { "beforeUnload": "ignore" },
    }))
}

/// The tab of a visit, in a user context of its own.
pub struct Firefox {
    pub process: FirefoxProcess,
    user_context: String,
    /// The id of the tab in WebDriver and WebDriver BiDi.
    tab: String,
    /// The BiDi subscription to the events of the user context.
    subscription: String,
    preload_scripts: RefCell<Vec<String>>,
}

impl Firefox {
    /// Opens a tab in the process of a slot.
    pub fn open(slot: usize) -> Self {
        let process = FirefoxProcess::acquire(slot);
        let ask = |method, parameters, result: &str| {
            let answer = process.bidi.send(method, parameters);
            let answer = answer.unwrap_or_else(|why| panic!("{why}"));
            answer[result].as_str().expect("a name").to_owned()
        };
        let user_context = ask("browser.createUserContext", json!({}), "userContext");
        let parameters = json!({ "events": EVENTS, "userContexts": [user_context] });
        let subscription = ask("session.subscribe", parameters, "subscription");
        let parameters = json!({ "type": "tab", "userContext": user_context });
        let tab = ask("browsingContext.create", parameters, "context");
        let switched = process.switch_to(&tab);
        switched.expect("the tab is there");
        let firefox = Self {
            process,
            user_context,
            tab,
            subscription,
            preload_scripts: RefCell::default(),
        };
        let resized = firefox.resize(1280, 900);
        resized.expect("Firefox can be resized");
        firefox
    }

    /// Removes everything of the visit from the process.
    fn reset(&self) -> Result<()> {
        let bidi = &self.process.bidi;
        let parameters = json!({ "subscriptions": [self.subscription] });
        bidi.send("session.unsubscribe", parameters)?;
        for script in self.preload_scripts.take() {
            bidi.send("script.removePreloadScript", json!({ "script": script }))?;
        }
        self.process.reset(&self.user_context)
    }

    fn set_on_tab(&self, assignment: &str) -> Result<()> {
        let script = format!("gBrowser.selectedBrowser.browsingContext.{assignment}");
        self.process.run_privileged(&script, Vec::new()).map(drop)
    }
}

impl EngineCommands for Firefox {
    fn close(self: Box<Self>, failed: bool) {
        if failed {
            // A failed journey may leave anything, so the next visit gets a new process.
            return;
        }
        match self.reset() {
            Ok(()) => self.process.release(),
            Err(why) => {
                // The test harness captures the output of macros.
                let result = writeln!(
                    std::io::stderr(),
                    "this process of Firefox is not used again: {why}"
                );
                result.expect("standard error can be written");
            }
        }
    }

    fn console(&self) -> Result<Vec<Message>> {
        let events = self
            .process
            .bidi
            .events(|method| method == "log.entryAdded")?;
        let message = |event: &Value| {
            let entry = &event["params"];
            let level = match entry["level"].as_str().unwrap_or_default() {
                "error" => "SEVERE",
                "warn" => "WARNING",
                less => less,
            };
            Message {
                level: level.to_owned(),
                text: entry["text"].as_str().unwrap_or_default().to_owned(),
            }
        };
        Ok(events.iter().map(message).collect())
    }

    fn events(&self) -> Result<Vec<BrowserEvent>> {
        let events = self
            .process
            .bidi
            .events(|method| method != "log.entryAdded")?;
        let browser_event = |event: &Value| {
            let parameters = &event["params"];
            match event["method"].as_str()? {
                "network.beforeRequestSent" => {
                    let address = parameters["request"]["url"].as_str()?;
                    Some(BrowserEvent::Request(address.to_owned()))
                }
                _ if parameters["type"] == "beforeunload" => Some(BrowserEvent::BeforeUnloadPrompt),
                _ => None,
            }
        };
        Ok(events.iter().filter_map(browser_event).collect())
    }

    fn observe_prompts(&self) -> Result<()> {
        Ok(())
    }

    fn resize(&self, width: u32, height: u32) -> Result<()> {
        let viewport = json!({ "width": width, "height": height });
        let parameters = json!({ "context": self.tab, "viewport": viewport });
        self.process
            .bidi
            .send("browsingContext.setViewport", parameters)
            .map(drop)
    }

    fn emulate_features(&self, features: &[(&str, &str)]) -> Result<()> {
        let known = |feature: &(&str, &str)| match preferences(*feature) {
            Some(own) => own,
            None => EngineFeature::Preferences.skip(),
        };
        let set: Vec<_> = features.iter().flat_map(known).collect();
        let all: Vec<_> = names().collect();
        let arguments = vec![json!(all), json!(set)];
        self.process.run_privileged(PREFER, arguments)?;
        // Setting features resets the medium, as in the DevTools protocol.
        self.set_on_tab("mediumOverride = ''")
    }

    fn emulate_print(&self) -> Result<()> {
        self.set_on_tab("mediumOverride = 'print'")
    }

    fn print(&self) -> Result<String> {
        let session = &self.process.session;
        let printed = session.command(Command::post("print", json!({})))?;
        Ok(printed.as_str().unwrap_or_default().to_owned())
    }

    fn allow_scripts(&self, allowed: bool) -> Result<()> {
        self.set_on_tab(&format!("allowJavascript = {allowed}"))
    }

    fn set_online(&self, connected: bool) -> Result<()> {
        self.set_on_tab(&format!("forceOffline = {}", !connected))
    }

    fn add_preload_script(&self, script: &str) -> Result<()> {
        let function = format!("() => {{ {script} }}");
        let parameters = json!({ "functionDeclaration": function, "contexts": [self.tab] });
        let added = self
            .process
            .bidi
            .send("script.addPreloadScript", parameters)?;
        let script = added["script"].as_str().ok_or("no name of the script")?;
        self.preload_scripts.borrow_mut().push(script.to_owned());
        Ok(())
    }

    fn block(&self, part: &str) -> Result<()> {
        let arguments = vec![json!(part)];
        self.process.run_privileged(BLOCK, arguments).map(drop)
    }

    fn cookies(&self) -> Result<usize> {
        let count = self.process.run_privileged(COOKIES, Vec::new())?;
        let count = count.as_u64().ok_or("no number of cookies")?;
        Ok(count as usize)
    }

    fn description(&self, element: &Element, role: &str, name: &str) -> Result<String> {
        let session = &self.process.session;
        let id = session.run("return arguments[0].id", vec![json!(element)])?;
        Ok(waiting::until(waiting::TIMEOUT, || {
            session.run(PAINTED, Vec::new())?;
            let arguments = vec![json!(name), id.clone()];
            let found = self.process.run_privileged(DESCRIPTION, arguments)?;
            let description = found[0].as_str().map(str::to_owned);
            description.ok_or_else(|| {
                let (nodes, others) = (&found[1], &found[2]);
                format!("of {nodes} nodes, no {role} {name:?} has the id {id:?}, but {others}")
            })
        }))
    }

    fn emulate(&self, features: &[(&str, &str)], medium: &str, text: u32) -> Result<()> {
        if !self.can_emulate(features, text) {
            return Err(UNSUPPORTED.to_owned());
        }
        self.emulate_features(features)?;
        let size = "const [names, size] = arguments;
            for (const name of names) Services.prefs.setIntPref(name, size)";
        let arguments = vec![json!(TEXT_SIZES), json!(text)];
        self.process.run_privileged(size, arguments)?;
        self.set_on_tab(&format!("mediumOverride = '{medium}'"))
    }

    fn can_emulate(&self, features: &[(&str, &str)], _: u32) -> bool {
        let known = |feature: &(&str, &str)| preferences(*feature).is_some();
        // Forced colours have a scheme of their own there, a light one.
        let forced = features.contains(&("forced-colors", "active"));
        let dark = features.contains(&("prefers-color-scheme", "dark"));
        features.iter().all(known) && !(forced && dark)
    }

    fn picture(&self, clip: &Value) -> Result<String> {
        let mut clip = clip.clone();
        clip["type"] = json!("box");
        let parameters = json!({ "context": self.tab, "origin": "document", "clip": clip });
        let taken = self
            .process
            .bidi
            .send("browsingContext.captureScreenshot", parameters)?;
        Ok(taken["data"].as_str().unwrap_or_default().to_owned())
    }

    fn disable_cache(&self) -> Result<()> {
        let parameters = json!({ "cacheBehavior": "bypass", "contexts": [self.tab] });
        self.process
            .bidi
            .send("network.setCacheBehavior", parameters)
            .map(drop)
    }
}

/// The names of the preferences that visits change, and the values at the start of a visit.
pub fn preferences_of_visits() -> [Value; 2] {
    let changed: Vec<_> = names().chain(TEXT_SIZES).collect();
    [json!(changed), json!(INITIAL)]
}

/// The names of the preferences for media features.
fn names() -> impl Iterator<Item = &'static str> {
    let all = PREFERENCES.iter().flat_map(|(_, _, own)| *own);
    all.map(|(name, _)| *name)
}

/// The preferences for a media feature and its value.
fn preferences((feature, value): (&str, &str)) -> Option<&'static [(&'static str, u32)]> {
    let mut all = PREFERENCES.iter();
    let found = all.find(|(of, is, _)| *of == feature && *is == value);
    found.map(|(_, _, own)| *own)
}
