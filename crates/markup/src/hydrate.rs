//! Hydration: listeners and effects for elements that were rendered natively.

use std::borrow::Cow;

use leptos::prelude::RenderEffect;
use leptos::reactive::graph::{Subscriber as _, ToAnySubscriber as _};
use leptos::web_sys::{Element, Event, HtmlElement};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::{Child, Live, Markup, NodeRef, Target, Value};

/// Owns the listeners and effects of hydrated elements; drop it to detach them.
#[derive(Default)]
pub struct Hydrated {
    effects: Vec<RenderEffect<Value>>,
    listeners: Vec<Listener>,
    node_refs: Vec<NodeRef>,
}

impl Drop for Hydrated {
    fn drop(&mut self) {
        for effect in &self.effects {
            // Signals may outlive the effect, and would keep it in their lists.
            let subscriber = effect.to_any_subscriber();
            subscriber.clear_sources(&subscriber);
        }
        for node_ref in &self.node_refs {
            node_ref.set(None);
        }
    }
}

/// The elements of the page are not those that were rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mismatch;

impl Markup {
    /// Attaches listeners and effects to an element and its descendants.
    ///
    /// # Errors
    /// The page has other elements than the rendered ones. What was attached is detached.
    pub fn hydrate(self, element: Element) -> Result<Hydrated, Mismatch> {
        let mut hydrated = Hydrated::default();
        self.attach(element, &mut hydrated)?;
        Ok(hydrated)
    }

    fn attach(self, element: Element, hydrated: &mut Hydrated) -> Result<(), Mismatch> {
        let parts = *self.0;
        if element.local_name() != parts.tag {
            return Err(Mismatch);
        }
        let mut next = element.first_element_child();
        for child in parts.children {
            let here = next.ok_or(Mismatch)?;
            next = here.next_element_sibling();
            if let Child::Element(child) = child {
                child.attach(here, hydrated)?;
            }
        }
        for live in parts.live {
            hydrated.effects.push(bind(element.clone(), live));
        }
        for (event, listener) in parts.listeners {
            let listener = Listener::new(element.clone(), event, listener);
            hydrated.listeners.push(listener);
        }
        if let Some(node_ref) = parts.node_ref {
            node_ref.set(Some(element.unchecked_into::<HtmlElement>()));
            hydrated.node_refs.push(node_ref);
        }
        Ok(())
    }
}

fn bind(element: Element, live: Live) -> RenderEffect<Value> {
    RenderEffect::new(move |before: Option<Value>| {
        let value = (live.value)();
        if before.as_ref() != Some(&value) {
            match (live.target, &value) {
                // Setting an attribute fails only for an invalid name.
                (Target::Attribute(name), Some(value)) => {
                    let _ = element.set_attribute(name, value);
                }
                (Target::Attribute(name), None) => {
                    let _ = element.remove_attribute(name);
                }
                (Target::Text, text) => element.set_text_content(text.as_deref()),
                (Target::Effect, _) => {}
            }
        }
        value
    })
}

/// An event listener that is removed when it is dropped.
struct Listener {
    element: Element,
    event: Cow<'static, str>,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(element: Element, event: Cow<'static, str>, listener: super::Listener) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(listener);
        let callback = closure.as_ref().unchecked_ref();
        // Adding a listener fails only for an invalid target.
        let _ = element.add_event_listener_with_callback(&event, callback);
        Self {
            element,
            event,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self
            .element
            .remove_event_listener_with_callback(&self.event, callback);
    }
}
