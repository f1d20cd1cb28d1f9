//! WebKitGTK with its MiniBrowser and Web Inspector.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use super::capabilities::object;
use super::engine_commands::{BrowserEvent, EngineCommands, Message, UNSUPPORTED};
use super::inspector::Inspector;
use super::recording_proxy::RecordingProxy;
use super::{EngineFeature, Result, Session};

const DOMAINS: [&str; 3] = ["Page.enable", "Network.enable", "Console.enable"];

/// A media feature, its value, and the names of both in the inspector.
const PREFERENCES: [(&str, &str, &str, &str); 5] = [
    ("prefers-color-scheme", "light", SCHEME, "Light"),
    ("prefers-color-scheme", "dark", SCHEME, "Dark"),
    ("prefers-reduced-motion", "reduce", MOTION, "Reduce"),
    ("prefers-contrast", "more", CONTRAST, "More"),
    ("prefers-contrast", "less", CONTRAST, "Less"),
];
const SCHEME: &str = "PrefersColorScheme";
const MOTION: &str = "PrefersReducedMotion";
const CONTRAST: &str = "PrefersContrast";

/// Attempts: the window may be changing to another size.
const RESIZES: usize = 5;
const RESIZE: Duration = Duration::from_secs(1);

/// The default font size in CSS pixels, which cannot be changed.
const TEXT: u32 = 16;

/// The text of `aria-describedby`. Neither the driver nor the inspector can report the computed
/// description.
const DESCRIPTION: &str = "
    const [element] = arguments;
    const described = element.getAttribute('aria-describedby') ?? '';
    return described.split(' ').filter(Boolean)
        .map((id) => element.getRootNode().getElementById(id).innerText.trim())
        .filter(Boolean).join(' ');
";

pub fn capabilities() -> Capabilities {
    object(json!({ "browserName": "MiniBrowser" }))
}

pub struct WebKit {
    session: Session,
    inspector: Inspector,
    proxy: RecordingProxy,
    /// The script that runs before those of each page.
    before_pages: RefCell<String>,
    /// The interception of blocked URLs.
    blocked: RefCell<Option<Value>>,
    /// The last message of the console.
    last_message: RefCell<Option<Message>>,
}

impl WebKit {
    pub fn new(session: Session, inspector: Inspector, proxy: RecordingProxy) -> Self {
        for domain in DOMAINS {
            let enabled = inspector.set(domain, json!({}));
            enabled.unwrap_or_else(|why| panic!("{why}"));
        }
        let webkit = Self {
            session,
            inspector,
            proxy,
            before_pages: RefCell::default(),
            blocked: RefCell::default(),
            last_message: RefCell::default(),
        };
        let resized = webkit.set_page_size(1280, 900);
        assert_eq!(resized, Ok(true), "WebKit can be resized");
        webkit
    }

    fn viewport(&self) -> Result<[u32; 2]> {
        let sizes = self
            .session
            .run("return [innerWidth, innerHeight]", Vec::new())?;
        serde_json::from_value(sizes).map_err(|error| error.to_string())
    }

    /// Sets the size of the page; false if it does not follow.
    fn set_page_size(&self, width: u32, height: u32) -> Result<bool> {
        for _ in 0..RESIZES {
            let window = self.session.wait(self.session.client.get_window_size())?;
            let [wide, high] = self.viewport()?;
            // The bars around the page.
            let outer_width = width + (window.0 as u32).saturating_sub(wide);
            let outer_height = height + (window.1 as u32).saturating_sub(high);
            let client = &self.session.client;
            self.session
                .wait(client.set_window_size(outer_width, outer_height))?;
            let start = Instant::now();
            while start.elapsed() < RESIZE {
                if self.viewport()? == [width, height] {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The message of an event. A repetition of the last message comes as a count.
    fn message(&self, event: &Value) -> Option<Message> {
        let message = match event["method"].as_str()? {
            "Console.messageAdded" => {
                let logged = &event["params"]["message"];
                let level = match logged["level"].as_str()? {
                    "error" => "SEVERE",
                    "warning" => "WARNING",
                    less => less,
                };
                let text = text_of(logged);
                let place = logged["url"].as_str().unwrap_or_default();
                Some(Message {
                    level: level.to_owned(),
                    text: format!("{place} {text}"),
                })
            }
            "Console.messageRepeatCountUpdated" => self.last_message.take(),
            _ => None,
        };
        self.last_message.replace(message.clone());
        message
    }
}

impl EngineCommands for WebKit {
    fn console(&self) -> Result<Vec<Message>> {
        let events = self
            .inspector
            .events(|method| method.starts_with("Console.message"))?;
        let messages = events.iter().filter_map(|event| self.message(event));
        Ok(messages.collect())
    }

    fn events(&self) -> Result<Vec<BrowserEvent>> {
        let events = self
            .inspector
            .events(|method| !method.starts_with("Console.message"))?;
        let urls = events
            .iter()
            .filter(|event| event["method"] == "Network.requestWillBeSent")
            .filter_map(|event| event["params"]["request"]["url"].as_str())
            .map(str::to_owned);
        let urls = urls.chain(self.proxy.take_requests());
        Ok(urls.map(BrowserEvent::Request).collect())
    }

    fn resize(&self, width: u32, height: u32) -> Result<()> {
        match self.set_page_size(width, height)? {
            true => Ok(()),
            false => Err(format!(
                "the page does not become {width} by {height} px large"
            )),
        }
    }

    fn emulate_features(&self, features: &[(&str, &str)]) -> Result<()> {
        for name in [SCHEME, MOTION, CONTRAST] {
            self.inspector
                .set("Page.overrideUserPreference", json!({ "name": name }))?;
        }
        for feature in features {
            let Some((name, value)) = inspector_names(*feature) else {
                EngineFeature::Preferences.skip();
            };
            let parameters = json!({ "name": name, "value": value });
            self.inspector
                .set("Page.overrideUserPreference", parameters)?;
        }
        // Setting features resets the medium, as in the DevTools protocol.
        self.inspector
            .set("Page.setEmulatedMedia", json!({ "media": "" }))
    }

    fn emulate_print(&self) -> Result<()> {
        self.inspector
            .set("Page.setEmulatedMedia", json!({ "media": "print" }))
    }

    fn allow_scripts(&self, allowed: bool) -> Result<()> {
        let parameters = json!({ "setting": "ScriptEnabled", "value": allowed });
        self.inspector.set("Page.overrideSetting", parameters)
    }

    fn add_preload_script(&self, script: &str) -> Result<()> {
        // WebKit has one such script only.
        let mut scripts = self.before_pages.borrow_mut();
        scripts.push_str(&format!("(() => {{ {script} }})();\n"));
        let parameters = json!({ "source": *scripts });
        self.inspector.set("Page.setBootstrapScript", parameters)
    }

    fn block(&self, part: &str) -> Result<()> {
        let blocked =
            (!part.is_empty()).then(|| json!({ "url": part, "stage": "request", "isRegex": true }));
        let before = self.blocked.replace(blocked.clone());
        let switch = json!({ "enabled": blocked.is_some() });
        if before.is_some() != blocked.is_some() {
            self.inspector
                .set("Network.setInterceptionEnabled", switch)?;
        }
        if let Some(before) = before {
            self.inspector.set("Network.removeInterception", before)?;
        }
        match blocked {
            Some(blocked) => self.inspector.set("Network.addInterception", blocked),
            None => Ok(()),
        }
    }

    fn cookies(&self) -> Result<usize> {
        let cookies = self.session.wait(self.session.client.get_all_cookies())?;
        Ok(cookies.len())
    }

    fn description(&self, element: &Element, _: &str, _: &str) -> Result<String> {
        let described = self.session.run(DESCRIPTION, vec![json!(element)])?;
        Ok(described.as_str().unwrap_or_default().to_owned())
    }

    fn emulate(&self, features: &[(&str, &str)], medium: &str, text: u32) -> Result<()> {
        if !self.can_emulate(features, text) {
            return Err(UNSUPPORTED.to_owned());
        }
        self.emulate_features(features)?;
        self.inspector
            .set("Page.setEmulatedMedia", json!({ "media": medium }))
    }

    fn can_emulate(&self, features: &[(&str, &str)], text: u32) -> bool {
        text == TEXT
            && features
                .iter()
                .all(|feature| inspector_names(*feature).is_some())
    }

    fn picture(&self, clip: &Value) -> Result<String> {
        let mut parameters = clip.clone();
        parameters["coordinateSystem"] = json!("Page");
        let taken = self.inspector.send("Page.snapshotRect", parameters)?;
        let address = taken["dataURL"].as_str().unwrap_or_default();
        let (_, picture) = address.split_once(',').unwrap_or_default();
        Ok(picture.to_owned())
    }

    fn disable_cache(&self) -> Result<()> {
        let disabled = json!({ "disabled": true });
        self.inspector
            .set("Network.setResourceCachingDisabled", disabled)
    }
}

/// The text of a message: all arguments, if the page logged it.
fn text_of(message: &Value) -> String {
    let word = |given: &Value| {
        let word = given["value"].as_str().or(given["description"].as_str());
        word.unwrap_or_default().to_owned()
    };
    match message["parameters"].as_array() {
        Some(given) => given.iter().map(word).collect::<Vec<_>>().join(" "),
        None => message["text"].as_str().unwrap_or_default().to_owned(),
    }
}

/// The names of a media feature and its value in the inspector.
fn inspector_names((feature, value): (&str, &str)) -> Option<(&'static str, &'static str)> {
    let mut all = PREFERENCES.iter();
    let found = all.find(|(of, is, _, _)| *of == feature && *is == value);
    found.map(|(_, _, name, value)| (*name, *value))
}
