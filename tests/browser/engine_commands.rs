//! Commands beyond WebDriver, which each engine has in its own way.

use fantoccini::elements::Element;
use serde_json::Value;

use super::{EngineFeature, Result};

/// The error if [`EngineCommands::can_emulate`] is false.
pub const UNSUPPORTED: &str = "this engine cannot emulate this setting";

#[derive(Debug, Clone)]
pub struct Message {
    /// `WARNING`, `SEVERE` or a lower level.
    pub level: String,
    /// The text, after the source.
    pub text: String,
}

#[derive(Debug)]
pub enum BrowserEvent {
    /// A request to this URL.
    Request(String),
    /// A `beforeunload` prompt.
    BeforeUnloadPrompt,
}

/// Commands beyond WebDriver. One that the engine lacks skips the journey.
pub trait EngineCommands {
    /// Ends the visit. An engine that keeps its process removes what the visit left, or ends the
    /// process if the journey has `failed`.
    fn close(self: Box<Self>, _failed: bool) {}

    /// Takes the new messages of the console.
    fn console(&self) -> Result<Vec<Message>>;

    /// Takes the new events.
    fn events(&self) -> Result<Vec<BrowserEvent>>;

    /// Skips the journey if the engine does not report [prompts](BrowserEvent::BeforeUnloadPrompt).
    fn observe_prompts(&self) -> Result<()> {
        EngineFeature::PromptEvents.skip()
    }

    /// Sets the size of the viewport in CSS pixels.
    fn resize(&self, width: u32, height: u32) -> Result<()>;

    /// Sets media features.
    fn emulate_features(&self, features: &[(&str, &str)]) -> Result<()>;

    /// Sets the medium to print.
    fn emulate_print(&self) -> Result<()> {
        EngineFeature::Print.skip()
    }

    /// Prints the page to PDF in base64.
    fn print(&self) -> Result<String> {
        EngineFeature::Print.skip()
    }

    /// Turns the scripts of pages on or off, from the next page on.
    fn allow_scripts(&self, allowed: bool) -> Result<()>;

    fn set_online(&self, _: bool) -> Result<()> {
        EngineFeature::Offline.skip()
    }

    /// Runs a script before those of each new page.
    fn add_preload_script(&self, script: &str) -> Result<()>;

    /// Blocks URLs with this part; an empty part unblocks all.
    fn block(&self, part: &str) -> Result<()>;

    /// The number of cookies of all sites.
    fn cookies(&self) -> Result<usize>;

    /// The accessible description of an element with this role and name.
    fn description(&self, element: &Element, role: &str, name: &str) -> Result<String>;

    /// Sets media features, the medium (`print` or empty) and the default font size in CSS pixels.
    fn emulate(&self, features: &[(&str, &str)], medium: &str, text: u32) -> Result<()>;

    fn can_emulate(&self, features: &[(&str, &str)], text: u32) -> bool;

    /// A screenshot of this part of the page, in CSS pixels, as PNG in base64.
    fn picture(&self, clip: &Value) -> Result<String>;

    fn disable_cache(&self) -> Result<()>;

    /// Sends a command of the Chrome DevTools Protocol.
    fn cdp(&self, _: &str, _: Value) -> Result<Value> {
        EngineFeature::DevTools.skip()
    }
}
