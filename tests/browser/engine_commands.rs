//! What each engine does in a way of its own.

use fantoccini::elements::Element;
use serde_json::Value;

use super::{EngineFeature, Result};

/// Of settings for which [`EngineCommands::can_emulate`] says no.
pub const UNSUPPORTED: &str = "this engine cannot show pages in this setting";

/// A line of the console.
#[derive(Debug, Clone)]
pub struct Message {
    /// `WARNING` or `SEVERE`, or less.
    pub level: String,
    /// What it says, after where it comes from.
    pub text: String,
}

/// Something that has happened in the browser.
#[derive(Debug)]
pub enum BrowserEvent {
    /// The page has called this address.
    Request(String),
    /// The browser has asked whether to leave the page.
    BeforeUnloadPrompt,
}

/// Beside the commands that all drivers have in common. What an engine has no way for gives the
/// journey up.
pub trait EngineCommands {
    /// PageState the visit. An engine whose browser stays for the next visit takes out what this one has
    /// left, or ends the browser where the journey has `failed`.
    fn close(self: Box<Self>, _failed: bool) {}

    /// What the console has said since this was last asked.
    fn console(&self) -> Result<Vec<Message>>;

    /// What has happened since this was last asked.
    fn events(&self) -> Result<Vec<BrowserEvent>>;

    /// Can tell whether it was [asked](BrowserEvent::BeforeUnloadPrompt).
    fn observe_prompts(&self) -> Result<()> {
        EngineFeature::PromptEvents.skip()
    }

    /// Shows pages on a screen of this width and height, in CSS pixels.
    fn resize(&self, width: u32, height: u32) -> Result<()>;

    /// Tells pages other preferences of the device: features of media queries, and their values.
    fn emulate_features(&self, features: &[(&str, &str)]) -> Result<()>;

    /// Shows pages as they will be printed.
    fn emulate_print(&self) -> Result<()> {
        EngineFeature::Print.skip()
    }

    /// The page, printed, as PDF in base64.
    fn print(&self) -> Result<String> {
        EngineFeature::Print.skip()
    }

    /// Lets the scripts of pages run, or not, from the next page on.
    fn allow_scripts(&self, allowed: bool) -> Result<()>;

    /// Loses the connection, or gets it back.
    fn set_online(&self, _: bool) -> Result<()> {
        EngineFeature::Offline.skip()
    }

    /// Runs a script before those of each page.
    fn add_preload_script(&self, script: &str) -> Result<()>;

    /// Loads nothing whose address has this part; an empty one lets all through.
    fn block(&self, part: &str) -> Result<()>;

    /// How many cookies there are, of whatever site.
    fn cookies(&self) -> Result<usize>;

    /// What a screen reader says about an element after its role and name, which are these.
    fn description(&self, element: &Element, role: &str, name: &str) -> Result<String>;

    /// Shows pages so: features of media queries and their values, `print` or nothing as the medium,
    /// and this size of the browser's own text in CSS pixels.
    fn emulate(&self, features: &[(&str, &str)], medium: &str, text: u32) -> Result<()>;

    /// Whether it can show pages so.
    fn can_emulate(&self, features: &[(&str, &str)], text: u32) -> bool;

    /// A picture of this part of the page, in CSS pixels, as PNG in base64.
    fn picture(&self, clip: &Value) -> Result<String>;

    /// Asks for every file anew from now on.
    fn disable_cache(&self) -> Result<()>;

    /// Asks something over the Chrome DevTools Protocol.
    fn cdp(&self, _: &str, _: Value) -> Result<Value> {
        EngineFeature::DevTools.skip()
    }
}
