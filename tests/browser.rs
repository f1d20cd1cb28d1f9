//! A browser with an empty profile, driven over WebDriver.

use std::time::Duration;

use fantoccini::actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Handle;

mod capabilities;
mod command;
mod driver;
mod keys;

use command::Command;
pub use keys::Chord;

/// How WebDriver marks an element among JSON (section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The driver itself stops at the element that the shadow root belongs to.
const FOCUSED: &str = "
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return [focused];
";

/// No command takes this long unless the browser hangs.
const COMMAND_LIMIT: Duration = Duration::from_secs(60);

/// A browser. Whatever fails says why in words.
pub struct Browser {
    client: Client,
    runtime: Handle,
}

/// What something in the browser gave, or why not.
pub type Result<T> = std::result::Result<T, String>;

/// A line of the console.
#[derive(Debug, Clone)]
pub struct Message {
    /// `WARNING` or `SEVERE`, or less.
    pub level: String,
    /// What it says, after where it comes from.
    pub text: String,
}

impl Browser {
    /// Opens a browser; the driver gives it a profile of its own, and removes that again. Following
    /// an address waits for all of the page where `waits`, and for nothing where not.
    pub fn open(runtime: &Handle, waits: bool) -> Self {
        let client = runtime.block_on(async {
            ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities::all(waits))
                .connect(driver::address())
                .await
        });
        Self {
            client: client.expect("the driver opens a browser"),
            runtime: runtime.clone(),
        }
    }

    /// Closes it.
    pub fn close(self) {
        let client = self.client.clone();
        if let Err(error) = self.wait(client.close()) {
            eprintln!("the browser did not close: {error}");
        }
    }

    /// Follows an address.
    pub fn goto(&self, address: &str) -> Result<()> {
        self.wait(self.client.goto(address))
    }

    /// Loads the page again.
    pub fn reload(&self) -> Result<()> {
        self.wait(self.client.refresh())
    }

    /// Goes back in the history.
    pub fn back(&self) -> Result<()> {
        self.wait(self.client.back())
    }

    /// Goes forward in the history.
    pub fn forward(&self) -> Result<()> {
        self.wait(self.client.forward())
    }

    /// Where it is.
    pub fn address(&self) -> Result<String> {
        self.wait(self.client.current_url()).map(String::from)
    }

    /// The page's title.
    pub fn title(&self) -> Result<String> {
        self.wait(self.client.title())
    }

    /// The element that has the focus, in a shadow root too.
    pub fn focused(&self) -> Result<Element> {
        let found = self.run(FOCUSED, Vec::new())?;
        let focused = self.adopt(&found).into_iter().next();
        focused.ok_or_else(|| "nothing has the focus".to_owned())
    }

    /// Clicks in the middle of an element.
    pub fn click(&self, element: &Element) -> Result<()> {
        self.wait(element.click())
    }

    /// Clicks, and does not wait until the driver says how that went. What is asked of the browser
    /// next waits for it.
    pub fn click_without_waiting(&self, element: Element) {
        self.runtime.spawn(async move { element.click().await });
    }

    /// Clicks there twice.
    pub fn double_click(&self, element: &Element) -> Result<()> {
        let over = PointerAction::MoveToElement {
            element: element.clone(),
            duration: None,
            x: 0.0,
            y: 0.0,
        };
        let button = MOUSE_BUTTON_LEFT;
        let click = [PointerAction::Down { button }, PointerAction::Up { button }];
        let mouse = MouseActions::new("mouse".to_owned()).then(over);
        let mouse = [click.clone(), click]
            .into_iter()
            .flatten()
            .fold(mouse, MouseActions::then);
        self.wait(self.client.perform_actions(mouse))
    }

    /// Types into an element, as a keyboard does.
    pub fn type_into(&self, element: &Element, text: &str) -> Result<()> {
        self.wait(element.send_keys(text))
    }

    /// An attribute.
    pub fn attribute(&self, element: &Element, name: &str) -> Result<Option<String>> {
        self.wait(element.attr(name))
    }

    /// Presses a key, perhaps while others are held.
    pub fn press(&self, chord: &Chord) -> Result<()> {
        self.wait(self.client.perform_actions(chord.actions()))
    }

    /// The role that the browser tells assistive technology (WebDriver, section 12.4.11).
    pub fn role(&self, element: &Element) -> Result<String> {
        self.computed(element, "role")
    }

    /// The name that the browser tells assistive technology (WebDriver, section 12.4.12).
    pub fn name(&self, element: &Element) -> Result<String> {
        self.computed(element, "label")
    }

    fn computed(&self, element: &Element, what: &str) -> Result<String> {
        let path = format!("element/{}/computed{what}", &*element.element_id());
        let value = self.command(Command::get(path))?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page, outside of its own scripts' reach. A promise is waited for.
    pub fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.wait(self.client.execute(script, arguments))
    }

    /// The elements that a script has given.
    pub fn adopt(&self, found: &Value) -> Vec<Element> {
        let found = found.as_array().into_iter().flatten();
        let references = found.filter_map(|value| {
            let id = value[ELEMENT].as_str()?;
            Some(ElementRef::from(id.to_owned()))
        });
        references
            .map(|reference| Element::from_element_id(self.client.clone(), reference))
            .collect()
    }

    /// Asks the browser something over its own protocol (Chrome DevTools Protocol).
    pub fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": method, "params": parameters });
        self.command(Command::post("goog/cdp/execute", body))
    }

    /// What the console has said since this was last asked.
    pub fn console(&self) -> Result<Vec<Message>> {
        let word = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let message = |entry: &Value| Message {
            level: word(entry, "level"),
            text: word(entry, "message"),
        };
        Ok(self.log("browser")?.iter().map(message).collect())
    }

    /// The DevTools events since this was last asked, those of pages and of the network.
    pub fn happenings(&self) -> Result<Vec<Value>> {
        let event = |entry: &Value| {
            let text = entry["message"].as_str().unwrap_or_default();
            let event: Value = serde_json::from_str(text).unwrap_or_default();
            event["message"].clone()
        };
        Ok(self.log("performance")?.iter().map(event).collect())
    }

    fn log(&self, kind: &str) -> Result<Vec<Value>> {
        let entries = self.command(Command::post("se/log", json!({ "type": kind })))?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }

    fn command(&self, command: Command) -> Result<Value> {
        self.wait(self.client.issue_cmd(command))
    }

    fn wait<T>(&self, work: impl Future<Output = std::result::Result<T, CmdError>>) -> Result<T> {
        let limited = async { tokio::time::timeout(COMMAND_LIMIT, work).await };
        match self.runtime.block_on(limited) {
            Ok(result) => result.map_err(|error| error.to_string()),
            Err(_) => Err("the browser does not answer".to_owned()),
        }
    }
}
