//! The `<care-guide>` element as the components see it.

use leptos::prelude::*;
use leptos::web_sys::js_sys::{Function, Object, Promise, Reflect};
use leptos::web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement};
use wasm_bindgen::{JsCast, JsValue};

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

    /// Dispatches an event. Its detail holds nothing that the visitor typed.
    pub fn announce(self, name: &str, detail: &[(&str, &str)]) {
        self.dispatch(name, detail, false);
    }

    /// Dispatches a cancelable event; `false` if a listener cancelled it.
    pub fn ask(self, name: &str) -> bool {
        self.dispatch(name, &[], true)
    }

    /// The element with this id in the guide's own tree: the shadow root, or the page.
    pub fn find(self, id: &str) -> Option<Element> {
        match self.element()?.shadow_root() {
            Some(root) => root.get_element_by_id(id),
            None => document().get_element_by_id(id),
        }
    }

    /// Whether the focus is in this element, or on no element.
    pub fn focus_is_free_or_in(self, place: &Element) -> bool {
        let tree = self.element().and_then(|host| host.shadow_root());
        // A shadow root does not report a focus outside of it.
        let inside = tree.and_then(|tree| tree.active_element());
        inside
            .or_else(|| document().active_element())
            .is_none_or(|focused| focused.local_name() == "body" || place.contains(Some(&focused)))
    }

    /// Loads the module for a backend by the profile in this file and the element's `own` JSON.
    pub fn backend_module(self, file: Option<&str>, own: Option<&str>) -> Option<Promise> {
        let (_, load) = self.parts()?;
        let promise = load.call2(&JsValue::NULL, &file.into(), &own.into());
        // Not checked: pages replace `Promise`.
        Some(promise.ok()?.unchecked_into())
    }

    fn parts(self) -> Option<Parts> {
        self.0?.try_get_value()?
    }

    fn element(self) -> Option<HtmlElement> {
        Some(self.parts()?.0)
    }

    fn dispatch(self, name: &str, detail: &[(&str, &str)], cancelable: bool) -> bool {
        let Some(host) = self.element() else {
            return true;
        };
        let object = Object::new();
        for (key, value) in detail {
            // Setting a property of a fresh object cannot fail.
            let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        let options = CustomEventInit::new();
        // So that it crosses the shadow root.
        options.set_bubbles(true);
        options.set_composed(true);
        options.set_cancelable(cancelable);
        options.set_detail(&object);
        let event = CustomEvent::new_with_event_init_dict(name, &options);
        event.map_or(true, |event| host.dispatch_event(&event).unwrap_or(true))
    }
}
