//! Chromium, with its DevTools protocol.

use std::path::PathBuf;

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use super::capabilities::object;
use super::command::Command;
use super::engine_commands::{BrowserEvent, EngineCommands, Message};
use super::{Result, Session};
use crate::environment;

/// The headless shell if it is installed and the full browser is not wanted.
pub fn program(full: bool) -> PathBuf {
    let shell = environment::chromium_shell().filter(|_| !full);
    shell.unwrap_or_else(environment::chromium)
}

/// Without a window and background work, with logs.
pub fn capabilities(full: bool) -> Capabilities {
    let program = program(full);
    // The shell is always headless.
    let is_shell = environment::chromium_shell().is_some_and(|shell| shell == program);
    let headless = (!is_shell).then_some("--headless");
    let arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--window-size=1280,900",
    ];
    let arguments: Vec<_> = headless.into_iter().chain(arguments).collect();
    object(json!({
        "goog:chromeOptions": {
            "binary": program,
            "args": arguments,
        },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    }))
}

pub struct Chromium(pub Session);

impl Chromium {
    fn log(&self, kind: &str) -> Result<Vec<Value>> {
        let body = json!({ "type": kind });
        let entries = self.0.command(Command::post("se/log", body))?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }

    fn run_cdp(&self, method: &str, parameters: Value) -> Result<()> {
        self.cdp(method, parameters).map(drop)
    }
}

impl EngineCommands for Chromium {
    fn console(&self) -> Result<Vec<Message>> {
        let word = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let message = |entry: &Value| Message {
            level: word(entry, "level"),
            // The log has messages of pages as string literals.
            text: word(entry, "message")
                .replace("\\u003C", "<")
                .replace("\\\"", "\""),
        };
        Ok(self.log("browser")?.iter().map(message).collect())
    }

    fn events(&self) -> Result<Vec<BrowserEvent>> {
        let browser_event = |entry: &Value| {
            let text = entry["message"].as_str().unwrap_or_default();
            let event: Value = serde_json::from_str(text).unwrap_or_default();
            let Value::Object(event) = &event["message"] else {
                return None;
            };
            let parameters = &event["params"];
            match event["method"].as_str()? {
                "Network.requestWillBeSent" => {
                    let address = parameters["request"]["url"].as_str()?;
                    Some(BrowserEvent::Request(address.to_owned()))
                }
                "Page.javascriptDialogOpening" if parameters["type"] == "beforeunload" => {
                    Some(BrowserEvent::BeforeUnloadPrompt)
                }
                _ => None,
            }
        };
        let log = self.log("performance")?;
        Ok(log.iter().filter_map(browser_event).collect())
    }

    fn observe_prompts(&self) -> Result<()> {
        Ok(())
    }

    fn resize(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": width < 600,
        });
        self.run_cdp("Emulation.setDeviceMetricsOverride", metrics)
    }

    fn emulate_features(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<_> = features.iter().map(feature).collect();
        let features = json!({ "features": features });
        self.run_cdp("Emulation.setEmulatedMedia", features)
    }

    fn emulate_print(&self) -> Result<()> {
        self.run_cdp("Emulation.setEmulatedMedia", json!({ "media": "print" }))
    }

    fn print(&self) -> Result<String> {
        let printed = self.cdp("Page.printToPDF", json!({}))?;
        Ok(printed["data"].as_str().unwrap_or_default().to_owned())
    }

    fn allow_scripts(&self, allowed: bool) -> Result<()> {
        self.run_cdp(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": !allowed }),
        )
    }

    fn set_online(&self, connected: bool) -> Result<()> {
        let conditions = json!({
            "offline": !connected,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        self.run_cdp("Network.emulateNetworkConditions", conditions)
    }

    fn add_preload_script(&self, script: &str) -> Result<()> {
        let source = json!({ "source": script });
        self.run_cdp("Page.addScriptToEvaluateOnNewDocument", source)
    }

    fn block(&self, part: &str) -> Result<()> {
        let pattern = format!("*{part}*");
        let urls = if part.is_empty() {
            vec![]
        } else {
            vec![pattern]
        };
        self.run_cdp("Network.setBlockedURLs", json!({ "urls": urls }))
    }

    fn cookies(&self) -> Result<usize> {
        let cookies = self.cdp("Network.getAllCookies", json!({}))?;
        let cookies = cookies["cookies"].as_array();
        cookies
            .map(Vec::len)
            .ok_or_else(|| "no list of cookies".to_owned())
    }

    fn description(&self, _: &Element, role: &str, name: &str) -> Result<String> {
        let tree = self.cdp("Accessibility.getFullAXTree", json!({}))?;
        let mut nodes = tree["nodes"].as_array().into_iter().flatten();
        let found =
            nodes.find(|node| node["role"]["value"] == role && node["name"]["value"] == name);
        let node = found.ok_or_else(|| format!("a screen reader knows no {role} {name:?}"))?;
        let description = node["description"]["value"].as_str();
        Ok(description.unwrap_or_default().to_owned())
    }

    fn emulate(&self, features: &[(&str, &str)], medium: &str, text: u32) -> Result<()> {
        let features: Vec<_> = features.iter().map(feature).collect();
        let media = json!({ "media": medium, "features": features });
        self.run_cdp("Emulation.setEmulatedMedia", media)?;
        let sizes = json!({ "standard": text, "fixed": text });
        self.run_cdp("Page.setFontSizes", json!({ "fontSizes": sizes }))
    }

    fn can_emulate(&self, _: &[(&str, &str)], _: u32) -> bool {
        true
    }

    fn picture(&self, clip: &Value) -> Result<String> {
        let taken = self.cdp("Page.captureScreenshot", json!({ "clip": clip }))?;
        Ok(taken["data"].as_str().unwrap_or_default().to_owned())
    }

    fn disable_cache(&self) -> Result<()> {
        self.run_cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
    }

    fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": method, "params": parameters });
        self.0.command(Command::post("goog/cdp/execute", body))
    }
}

fn feature((name, value): &(&str, &str)) -> Value {
    json!({ "name": name, "value": value })
}
