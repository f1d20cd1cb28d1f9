//! Firefox, with WebDriver BiDi and its own privileged scripts.

use std::path::Path;

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use super::bidi::Bidi;
use super::capabilities::object;
use super::command::Command;
use super::instruments::{Happening, Instruments, Message, NOT_SHOWN};
use super::{Need, Result, Session};
use crate::{environment, waiting};

/// The events that are listened to.
const EVENTS: [&str; 3] = [
    "log.entryAdded",
    "network.beforeRequestSent",
    "browsingContext.userPromptOpened",
];

/// A feature of media queries, its value, and the browser's own preferences that stand for it.
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

/// Sets these preferences of the browser, and no others of those.
const PREFER: &str = "
    const [all, set] = arguments;
    for (const name of all) Services.prefs.clearUserPref(name);
    for (const [name, value] of set) Services.prefs.setIntPref(name, value);
";

/// Stops what is asked for at an address with this part.
const BLOCK: &str = "
    const window = Services.wm.getMostRecentBrowserWindow();
    const topic = 'http-on-modify-request';
    const part = arguments[0];
    if (window.blocker) Services.obs.removeObserver(window.blocker, topic);
    window.blocker = part && {
        observe(channel) {
            channel.QueryInterface(Ci.nsIHttpChannel);
            if (channel.URI.spec.includes(part)) channel.cancel(Cr.NS_ERROR_ABORT);
        },
    };
    if (part) Services.obs.addObserver(window.blocker, topic);
";

/// The description that the accessibility service gives the element with this id and name. It has
/// a tree a moment after it was first asked.
const DESCRIPTION: &str = "
    const [name, id] = arguments;
    const window = Services.wm.getMostRecentBrowserWindow();
    // Kept, since the tree goes when nobody has the service any more.
    window.accessibility ??=
        Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
    const nodes = [window.accessibility.getAccessibleFor(window.gBrowser.selectedBrowser)];
    for (const node of nodes) {
        for (let child = node?.firstChild; child; child = child.nextSibling) nodes.push(child);
    }
    const named = nodes.filter((node) => node?.id === id);
    // The tree does not always know the name of a field that is marked as wrong.
    const found = named.find((node) => node.name === name) ?? named[0];
    return [found?.description, nodes.length, named.map((node) => node.name)];
";

/// What has changed reaches that tree when it is painted.
const PAINTED: &str = "
    return new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
";

/// Firefox without a window, with this profile, and with what it tells over a WebSocket.
pub fn capabilities(profile: &Path) -> Capabilities {
    object(json!({
        "moz:firefoxOptions": {
            "binary": environment::firefox(),
            "args": ["-headless", "-profile", profile],
            "prefs": {
                SCHEME: 1,
                // Nothing in the background.
                "app.normandy.enabled": false,
                "app.update.disabledForTesting": true,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                "browser.safebrowsing.downloads.enabled": false,
                "services.settings.server": "data:,#remote-settings-dummy/v1",
            },
        },
        "webSocketUrl": true,
        // Answered in `bidi.rs`.
        "unhandledPromptBehavior": { "beforeUnload": "ignore" },
    }))
}

/// A window of Firefox.
pub struct Firefox {
    session: Session,
    bidi: Bidi,
    /// What BiDi calls the window.
    context: String,
}

impl Firefox {
    /// Connects to it.
    pub fn new(session: Session) -> Self {
        let bidi = Bidi::connect(&session);
        let ask = |method, parameters| {
            let answer = bidi.ask(method, parameters);
            answer.unwrap_or_else(|why| panic!("{why}"))
        };
        ask("session.subscribe", json!({ "events": EVENTS }));
        let tree = ask("browsingContext.getTree", json!({}));
        let context = tree["contexts"][0]["context"].as_str();
        let context = context.unwrap_or_default().to_owned();
        let firefox = Self {
            session,
            bidi,
            context,
        };
        let resized = firefox.resize(1280, 900);
        resized.expect("Firefox can be resized");
        firefox
    }

    /// Runs a script of the browser's own.
    fn privileged(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let turn = |to: &str| {
            let body = json!({ "context": to });
            self.session
                .command(Command::post("moz/context", body))
                .map(drop)
        };
        turn("chrome")?;
        let result = self.session.run(script, arguments);
        turn("content")?;
        result
    }

    fn of_the_tab(&self, assignment: &str) -> Result<()> {
        let script = format!("gBrowser.selectedBrowser.browsingContext.{assignment}");
        self.privileged(&script, Vec::new()).map(drop)
    }
}

impl Instruments for Firefox {
    fn console(&self) -> Result<Vec<Message>> {
        let events = self.bidi.events(|method| method == "log.entryAdded")?;
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

    fn happenings(&self) -> Result<Vec<Happening>> {
        let events = self.bidi.events(|method| method != "log.entryAdded")?;
        let happening = |event: &Value| {
            let parameters = &event["params"];
            match event["method"].as_str()? {
                "network.beforeRequestSent" => {
                    let address = parameters["request"]["url"].as_str()?;
                    Some(Happening::Called(address.to_owned()))
                }
                _ if parameters["type"] == "beforeunload" => Some(Happening::AskedBeforeLeaving),
                _ => None,
            }
        };
        Ok(events.iter().filter_map(happening).collect())
    }

    fn notice_questions(&self) -> Result<()> {
        Ok(())
    }

    fn resize(&self, width: u32, height: u32) -> Result<()> {
        let viewport = json!({ "width": width, "height": height });
        let parameters = json!({ "context": self.context, "viewport": viewport });
        self.bidi
            .ask("browsingContext.setViewport", parameters)
            .map(drop)
    }

    fn prefer(&self, features: &[(&str, &str)]) -> Result<()> {
        let known = |feature: &(&str, &str)| match preferences(*feature) {
            Some(own) => own,
            None => Need::Preferences.is_lacking(),
        };
        let set: Vec<_> = features.iter().flat_map(known).collect();
        let all = PREFERENCES.iter().flat_map(|(_, _, own)| *own);
        let all: Vec<_> = all.map(|(name, _)| name).collect();
        self.privileged(PREFER, vec![json!(all), json!(set)])?;
        // Saying what is preferred ends looking at the print, as over the DevTools protocol.
        self.of_the_tab("mediumOverride = ''")
    }

    fn show_print(&self) -> Result<()> {
        self.of_the_tab("mediumOverride = 'print'")
    }

    fn print(&self) -> Result<String> {
        let printed = self.session.command(Command::post("print", json!({})))?;
        Ok(printed.as_str().unwrap_or_default().to_owned())
    }

    fn allow_scripts(&self, allowed: bool) -> Result<()> {
        self.of_the_tab(&format!("allowJavascript = {allowed}"))
    }

    fn connect(&self, connected: bool) -> Result<()> {
        self.of_the_tab(&format!("forceOffline = {}", !connected))
    }

    fn preload(&self, script: &str) -> Result<()> {
        let function = format!("() => {{ {script} }}");
        let parameters = json!({ "functionDeclaration": function, "contexts": [self.context] });
        self.bidi
            .ask("script.addPreloadScript", parameters)
            .map(drop)
    }

    fn block(&self, part: &str) -> Result<()> {
        self.privileged(BLOCK, vec![json!(part)]).map(drop)
    }

    fn cookies(&self) -> Result<usize> {
        let count = self.privileged("return Services.cookies.cookies.length", Vec::new())?;
        let count = count.as_u64().ok_or("no number of cookies")?;
        Ok(count as usize)
    }

    fn description(&self, element: &Element, role: &str, name: &str) -> Result<String> {
        let id = self
            .session
            .run("return arguments[0].id", vec![json!(element)])?;
        Ok(waiting::until(waiting::PATIENCE, || {
            self.session.run(PAINTED, Vec::new())?;
            let found = self.privileged(DESCRIPTION, vec![json!(name), id.clone()])?;
            let description = found[0].as_str().map(str::to_owned);
            description.ok_or_else(|| {
                let (nodes, others) = (&found[1], &found[2]);
                format!("of {nodes} nodes, no {role} {name:?} has the id {id:?}, but {others}")
            })
        }))
    }

    fn show(&self, features: &[(&str, &str)], medium: &str, text: u32) -> Result<()> {
        if !self.shows(features, text) {
            return Err(NOT_SHOWN.to_owned());
        }
        self.prefer(features)?;
        let size = "for (const script of ['x-western', 'ar'])
            Services.prefs.setIntPref(`font.size.variable.${script}`, arguments[0])";
        self.privileged(size, vec![json!(text)])?;
        self.of_the_tab(&format!("mediumOverride = '{medium}'"))
    }

    fn shows(&self, features: &[(&str, &str)], _: u32) -> bool {
        let known = |feature: &(&str, &str)| preferences(*feature).is_some();
        // Colours that are forced are light or dark themselves there, and these are light.
        let forced = features.contains(&("forced-colors", "active"));
        let dark = features.contains(&("prefers-color-scheme", "dark"));
        features.iter().all(known) && !(forced && dark)
    }

    fn picture(&self, clip: &Value) -> Result<String> {
        let mut clip = clip.clone();
        clip["type"] = json!("box");
        let parameters = json!({ "context": self.context, "origin": "document", "clip": clip });
        let taken = self
            .bidi
            .ask("browsingContext.captureScreenshot", parameters)?;
        Ok(taken["data"].as_str().unwrap_or_default().to_owned())
    }

    fn cache_nothing(&self) -> Result<()> {
        let parameters = json!({ "cacheBehavior": "bypass", "contexts": [self.context] });
        self.bidi
            .ask("network.setCacheBehavior", parameters)
            .map(drop)
    }
}

/// The browser's own preferences that stand for a feature of media queries and its value.
fn preferences((feature, value): (&str, &str)) -> Option<&'static [(&'static str, u32)]> {
    let mut all = PREFERENCES.iter();
    let found = all.find(|(of, is, _)| *of == feature && *is == value);
    found.map(|(_, _, own)| *own)
}
