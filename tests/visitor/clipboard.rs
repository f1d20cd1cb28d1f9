//! The clipboard and the printer, which a headless browser lacks.

use serde_json::{Value, json};

use super::Visitor;

impl Visitor {
    /// A clipboard that the page may write to.
    #[track_caller]
    pub fn has_a_clipboard(&self) -> &Self {
        self.runs(
            "window.clipboardText = '';
             Clipboard.prototype.writeText = async (text) => { window.clipboardText = text }",
        );
        self
    }

    /// The browser denies access to the clipboard.
    #[track_caller]
    pub fn is_denied_the_clipboard(&self) -> &Self {
        self.runs("Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no'))");
        self
    }

    #[track_caller]
    pub fn clipboard(&self) -> String {
        let text = self.runs("return window.clipboardText");
        text.as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn sees_copied(&self, words: &str) -> &Self {
        let script = "return window.clipboardText.includes(arguments[0])";
        self.sees(|| match self.browser.run(script, vec![json!(words)])? {
            Value::Bool(true) => Ok(()),
            _ => Err(format!("{words:?} is not on the clipboard")),
        })
    }

    /// A printer that prints until the journey dispatches `afterprint`.
    #[track_caller]
    pub fn has_a_printer(&self) -> &Self {
        self.runs("window.print = () => { dispatchEvent(new Event('beforeprint')) }");
        self
    }
}
