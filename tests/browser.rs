//! A browser with an empty profile, driven over WebDriver.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fantoccini::actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};
use tokio::runtime::Handle;

mod bidi;
mod capabilities;
mod chromium;
mod command;
mod console_messages;
mod driver;
mod engine;
mod engine_commands;
mod engine_feature;
mod firefox;
mod firefox_process;
mod inspector;
mod keys;
mod message_router;
mod recording_proxy;
mod session;
mod webkit;

use chromium::Chromium;
use command::Command;
use driver::Driver;
pub use engine::Engine;
pub use engine_commands::{BrowserEvent, EngineCommands, Message};
pub use engine_feature::{EngineFeature, skipped};
use firefox::Firefox;
use inspector::Inspector;
pub use keys::Chord;
use recording_proxy::RecordingProxy;
use session::Session;
use webkit::WebKit;

use crate::{environment, steps};

/// The key of an element reference in JSON (WebDriver, section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The active element, also inside shadow roots, where the driver does not look.
const FOCUSED: &str = "
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return [focused];
";

/// Whether this is a text field in a shadow root with nothing over its middle. WebKit's driver asks
/// `elementsFromPoint()`, where its engine names the host before such a field, and takes the field for
/// covered.
const UNCOVERED_FIELD: &str = "
    const [field] = arguments;
    const root = field.getRootNode();
    const { left, top, width, height } = field.getBoundingClientRect();
    return root !== document && field.matches('input:not([type=radio], [type=checkbox])')
        && root.elementFromPoint(left + width / 2, top + height / 2) === field;
";

/// The text of a header cell.
const HEADER: &str = "return arguments[0].matches('th') ? arguments[0].innerText.trim() : ''";

/// A browser. Its errors are sentences.
pub struct Browser {
    program: PathBuf,
    session: Session,
    engine_commands: Box<dyn EngineCommands>,
    driver: Arc<Driver>,
}

pub type Result<T> = std::result::Result<T, String>;

impl Browser {
    /// Opens a browser of the chosen engine with nothing visited before: in Firefox a tab with a
    /// new user context in the process of the `slot`, in the others a process with a new profile.
    /// With `waits`, navigation waits for the whole page. With `full`, Chromium is the full
    /// browser rather than the headless shell.
    pub fn open(runtime: &Handle, slot: usize, waits: bool, full: bool) -> Self {
        let open = |driver: &Driver, own| {
            let all = capabilities::with_common(own, waits);
            Session::open(runtime, driver, all)
        };
        match Engine::chosen() {
            Engine::Chromium => {
                let driver = Driver::for_chromium();
                let session = open(&driver, chromium::capabilities(full));
                Self {
                    program: chromium::program(full),
                    engine_commands: Box::new(Chromium(session.clone())),
                    session,
                    driver: Arc::new(driver),
                }
            }
            Engine::Firefox => {
                // Its session always waits for pages: journeys that do not are skipped
                // (`EngineFeature::HalfPages`).
                let firefox = Firefox::open(slot);
                Self {
                    program: environment::firefox(),
                    session: firefox.process.session.clone(),
                    driver: Arc::clone(&firefox.process.driver),
                    engine_commands: Box::new(firefox),
                }
            }
            Engine::WebKit => {
                let proxy = RecordingProxy::start(runtime);
                let driver = Driver::for_webkit(&proxy);
                let session = open(&driver, webkit::capabilities());
                let port = driver.inspector_port.expect("MiniBrowser has such a port");
                let inspector = Inspector::connect(&session, port);
                Self {
                    program: environment::minibrowser(),
                    engine_commands: Box::new(WebKit::new(session.clone(), inspector, proxy)),
                    session,
                    driver: Arc::new(driver),
                }
            }
        }
    }

    /// Ends the visit of a journey that has `failed` or not.
    pub fn close(self, failed: bool) {
        self.engine_commands.close(failed);
        // Dropping the driver of WebKit ends its browser.
        if Engine::chosen() == Engine::Chromium
            && let Err(error) = self.session.close()
        {
            eprintln!("the browser did not close: {error}");
        }
    }

    pub fn program(&self) -> &Path {
        &self.program
    }

    /// The WebDriver session id.
    pub fn id(&self) -> Result<String> {
        let id = self.session.wait(self.session.client.session_id())?;
        id.ok_or_else(|| "the session has ended".to_owned())
    }

    /// The output of the programs that belong to this browser alone.
    pub fn output(&self) -> String {
        self.driver.output()
    }

    pub fn engine_commands(&self) -> &dyn EngineCommands {
        &*self.engine_commands
    }

    #[track_caller]
    pub fn goto(&self, address: &str) -> Result<()> {
        steps::record_action(format!("goes to {address}"));
        self.session.wait(self.session.client.goto(address))
    }

    pub fn reload(&self) -> Result<()> {
        self.session.wait(self.session.client.refresh())
    }

    pub fn back(&self) -> Result<()> {
        self.session.wait(self.session.client.back())
    }

    pub fn forward(&self) -> Result<()> {
        self.session.wait(self.session.client.forward())
    }

    /// A screenshot as PNG.
    pub fn screenshot(&self) -> Result<Vec<u8>> {
        self.session.wait(self.session.client.screenshot())
    }

    pub fn address(&self) -> Result<String> {
        self.session
            .wait(self.session.client.current_url())
            .map(String::from)
    }

    pub fn title(&self) -> Result<String> {
        self.session.wait(self.session.client.title())
    }

    /// The active element, also inside shadow roots.
    pub fn focused(&self) -> Result<Element> {
        let found = self.run(FOCUSED, Vec::new())?;
        let focused = self.elements_in(&found).into_iter().next();
        focused.ok_or_else(|| "nothing has the focus".to_owned())
    }

    /// Clicks in the middle of an element.
    #[track_caller]
    pub fn click(&self, element: &Element) -> Result<()> {
        steps::record_action(format!("clicks on {}", steps::name_of(element)));
        self.scroll_before_click(element)?;
        if Engine::chosen() == Engine::WebKit
            && self.run(UNCOVERED_FIELD, vec![json!(element)])? == json!(true)
        {
            return self.click_by_pointer(element, 1);
        }
        self.session.wait(element.click())
    }

    /// WebKit's driver computes the position before the page has scrolled.
    fn scroll_before_click(&self, element: &Element) -> Result<()> {
        match Engine::chosen() {
            Engine::WebKit => self.scroll_to(element),
            _ => Ok(()),
        }
    }

    fn scroll_to(&self, element: &Element) -> Result<()> {
        let scroll = "arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' })";
        self.run(scroll, vec![json!(element)]).map(drop)
    }

    /// Clicks without waiting for the answer of the driver. The next command waits for it.
    #[track_caller]
    pub fn click_without_waiting(&self, element: Element) -> Result<()> {
        steps::record_action(format!("clicks on {}", steps::name_of(&element)));
        self.scroll_before_click(&element)?;
        self.session
            .runtime
            .spawn(async move { element.click().await });
        Ok(())
    }

    #[track_caller]
    pub fn double_click(&self, element: &Element) -> Result<()> {
        steps::record_action(format!("clicks twice on {}", steps::name_of(element)));
        // Actions do not scroll by themselves.
        self.scroll_to(element)?;
        self.click_by_pointer(element, 2)
    }

    /// Clicks so many times in the middle of an element in view, whatever is there.
    fn click_by_pointer(&self, element: &Element, times: usize) -> Result<()> {
        let over = PointerAction::MoveToElement {
            element: element.clone(),
            duration: None,
            x: 0.0,
            y: 0.0,
        };
        let button = MOUSE_BUTTON_LEFT;
        let click = [PointerAction::Down { button }, PointerAction::Up { button }];
        let mouse = MouseActions::new("mouse".to_owned()).then(over);
        let clicks = std::iter::repeat_n(click, times).flatten();
        let mouse = clicks.fold(mouse, MouseActions::then);
        self.session
            .wait(self.session.client.perform_actions(mouse))
    }

    #[track_caller]
    pub fn type_into(&self, element: &Element, text: &str) -> Result<()> {
        steps::record_action(format!("types {text:?} into {}", steps::name_of(element)));
        // As the Enter key: WebKit's driver has no other way to a new line.
        let text = text.replace('\n', "\u{e006}");
        self.session.wait(element.send_keys(&text))
    }

    pub fn attribute(&self, element: &Element, name: &str) -> Result<Option<String>> {
        self.session.wait(element.attr(name))
    }

    #[track_caller]
    pub fn press(&self, chord: &Chord) -> Result<()> {
        steps::record_action(format!("presses {}", chord.name()));
        self.session
            .wait(self.session.client.perform_actions(chord.actions()))
    }

    /// The computed role (WebDriver, section 12.4.11).
    pub fn role(&self, element: &Element) -> Result<String> {
        let role = self.computed(element, "role")?;
        // ARIA has no role for a <summary>: Chromium names its own, the others none (HTML-AAM).
        let is_summary = match role.as_str() {
            "DisclosureTriangle" => true,
            "" => self.session.wait(element.tag_name())? == "summary",
            _ => false,
        };
        Ok(match is_summary {
            true => "disclosure".to_owned(),
            false => role,
        })
    }

    /// The computed name (WebDriver, section 12.4.12).
    pub fn name(&self, element: &Element) -> Result<String> {
        let name = self.computed(element, "label")?;
        if name.is_empty() && Engine::chosen() == Engine::WebKit {
            // WebKit's driver computes no names of header cells; their text is their name.
            let name = self.run(HEADER, vec![json!(element)])?;
            return Ok(name.as_str().unwrap_or_default().to_owned());
        }
        Ok(name)
    }

    fn computed(&self, element: &Element, what: &str) -> Result<String> {
        let path = format!("element/{}/computed{what}", &*element.element_id());
        let value = self.session.command(Command::get(path))?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in an isolated scope of the page and awaits a promise.
    pub fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.session.run(script, arguments)
    }

    /// The elements in the result of a script.
    pub fn elements_in(&self, found: &Value) -> Vec<Element> {
        let found = found.as_array().into_iter().flatten();
        let references = found.filter_map(|value| {
            let id = value[ELEMENT].as_str()?;
            Some(ElementRef::from(id.to_owned()))
        });
        references
            .map(|reference| Element::from_element_id(self.session.client.clone(), reference))
            .collect()
    }
}
