//! An element that other components can reach.

use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use crate::browser;

/// An element once the page is alive. A handle: copies mean the same element.
#[derive(Clone, Copy)]
pub struct Reference(StoredValue<Option<HtmlElement>, LocalStorage>);

impl Reference {
    /// A reference to nothing yet.
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// The element; `None` at build time, and while the guide sleeps.
    pub fn get(self) -> Option<HtmlElement> {
        self.0.try_get_value().flatten()
    }

    /// Moves the focus to the element, once what changes now is on the page.
    pub fn focus_soon(self) {
        if !browser::PRESENT {
            return;
        }
        let focus = move || {
            if let Some(element) = self.get() {
                browser::focus(&element);
            }
        };
        set_timeout(focus, std::time::Duration::ZERO);
    }

    #[cfg(feature = "hydrate")]
    pub(super) fn set(self, element: Option<HtmlElement>) {
        self.0.try_set_value(element);
    }
}
