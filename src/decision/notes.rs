//! The reader's own questions.

use leptos::prelude::*;
use leptos::web_sys::HtmlTextAreaElement;
use wasm_bindgen::JsCast;

use markup::NodeRef;

/// The field for the reader's own questions. Its text is in the DOM only; this signals when to read
/// it again. A handle: copies mean the same field.
#[derive(Clone, Copy)]
pub struct Notes {
    pub field: NodeRef,
    /// Toggles at each change.
    changes: RwSignal<bool>,
}

impl Notes {
    /// An empty field.
    pub fn new() -> Self {
        Self {
            field: NodeRef::new(),
            changes: RwSignal::new(false),
        }
    }

    /// Signals that the field has changed.
    pub fn changed(self) {
        self.changes.set(!self.changes.get_untracked());
    }

    /// Empties the field.
    pub fn clear(self) {
        if let Some(field) = self.field.get() {
            field.unchecked_ref::<HtmlTextAreaElement>().set_value("");
            self.changed();
        }
    }

    /// The field's text; follows its changes. Empty at build time.
    pub fn text(self) -> String {
        self.changes.get();
        let field = self.field.get();
        field
            .map(|field| field.unchecked_ref::<HtmlTextAreaElement>().value())
            .unwrap_or_default()
    }
}
