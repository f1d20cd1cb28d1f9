//! The `<care-guide>` element as the components see it.

use leptos::prelude::*;
use leptos::web_sys::js_sys::{Function, Promise};
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::prelude::wasm_bindgen;

// In `src/loader/browser.js`.
#[wasm_bindgen]
extern "C" {
    fn find(host: &Element, id: &str) -> Option<Element>;

    #[wasm_bindgen(js_name = focusIsFreeOrIn)]
    fn focus_is_free_or_in(host: &Element, place: &Element) -> bool;

    fn dispatch(host: &Element, name: &str, member: &str, value: &str, cancelable: bool) -> bool;

    #[wasm_bindgen(js_name = loadBackend)]
    fn load_backend(load: &Function, name: Option<&str>, own: Option<&str>) -> Promise;

    fn explain(load: &Function, request: &str, status: u16, answer: &str);

    // In `src/loader/hydrated.js`.
    #[wasm_bindgen(js_name = keepRequest)]
    fn keep_request(host: &Element, request: &str);
}

/// The `<care-guide>` element. A handle: copies mean the same element. At build time, and while the
/// guide is idle, there is no element, and every method does nothing.
#[derive(Clone, Copy)]
pub struct Host(Option<StoredValue<Option<Parts>, LocalStorage>>);

/// The element, and the loader's function that loads the module for other backends.
type Parts = (HtmlElement, Function);

impl Host {
    /// Makes the element that will be [`set`](Self::set) known to the components below.
    #[cfg(feature = "hydrate")]
    pub fn provide() -> Self {
        let host = Self(Some(StoredValue::new_local(None)));
        provide_context(host);
        host
    }

    /// Sets the element for as long as the guide is hydrated. An idle guide must not hold it, or the
    /// browser could free neither.
    #[cfg(feature = "hydrate")]
    pub fn set(self, parts: Option<Parts>) {
        if let Some(host) = self.0 {
            host.set_value(parts);
        }
    }

    /// The element of the component being built. Event handlers must capture it.
    pub fn current() -> Self {
        use_context::<Self>().unwrap_or(Self(None))
    }

    /// Whether this is the guide's own page. In a shadow root it is the clinic's.
    pub fn owns_page(self) -> bool {
        self.element()
            .is_some_and(|host| host.shadow_root().is_none())
    }

    /// Dispatches an event. Its detail has one member, or none where its name is empty. It holds
    /// nothing that the visitor typed.
    pub fn announce(self, name: &str, member: &str, value: &str) {
        if let Some(host) = self.element() {
            dispatch(&host, name, member, value, false);
        }
    }

    /// Dispatches a cancelable event; `false` if a listener cancelled it.
    pub fn ask(self, name: &str) -> bool {
        let host = self.element();
        host.is_none_or(|host| dispatch(&host, name, "", "", true))
    }

    /// Offers a copy of a request that was sent, which is JSON. It waits in the page's memory until the
    /// visitor saves it or leaves.
    pub fn keep_request(self, request: &str) {
        if let Some(host) = self.element() {
            keep_request(&host, request);
        }
    }

    /// The element with this id in the guide's own tree: the shadow root, or the page.
    pub fn find(self, id: &str) -> Option<Element> {
        let host = self.element()?;
        find(&host, id)
    }

    /// Whether the focus is in this element, or on no element.
    pub fn focus_is_free_or_in(self, place: &Element) -> bool {
        let host = self.element();
        host.is_none_or(|host| focus_is_free_or_in(&host, place))
    }

    /// Loads the module for a backend by the profile with this name and the element's `own` JSON.
    pub fn backend_module(self, name: Option<&str>, own: Option<&str>) -> Option<Promise> {
        let (_, load) = self.parts()?;
        Some(load_backend(&load, name, own))
    }

    /// Says on the console why an answer to a request, which is JSON, is no success by the default
    /// contract.
    pub fn explain(self, request: &str, status: u16, answer: &str) {
        if let Some((_, load)) = self.parts() {
            explain(&load, request, status, answer);
        }
    }

    fn parts(self) -> Option<Parts> {
        self.0?.try_get_value()?
    }

    fn element(self) -> Option<HtmlElement> {
        Some(self.parts()?.0)
    }
}
