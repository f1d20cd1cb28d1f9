//! What a reader has written of their own.

use leptos::prelude::*;
use leptos::web_sys::HtmlTextAreaElement;
use wasm_bindgen::JsCast;

use crate::markup::Reference;

/// The field for questions of one's own. The text is in the field and nowhere else; this says when
/// to read it again. A handle: copies mean the same field.
#[derive(Clone, Copy)]
pub struct Notes {
    /// The field.
    pub field: Reference,
    /// Turns over at each change.
    changes: RwSignal<bool>,
}

impl Notes {
    /// A field that nobody has written in.
    pub fn new() -> Self {
        Self {
            field: Reference::new(),
            changes: RwSignal::new(false),
        }
    }

    /// Says that the field has changed.
    pub fn changed(self) {
        self.changes.set(!self.changes.get_untracked());
    }

    /// What is written; follows the changes. Nothing at build time.
    pub fn text(self) -> String {
        self.changes.get();
        let field = self.field.get();
        field
            .map(|field| field.unchecked_ref::<HtmlTextAreaElement>().value())
            .unwrap_or_default()
    }
}
