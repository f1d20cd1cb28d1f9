//! Markup brought to life: its live parts tied to the elements that the build left.

use leptos::prelude::RenderEffect;
use leptos::reactive::graph::{Subscriber as _, ToAnySubscriber as _};
use leptos::web_sys::{Element, Event, HtmlElement};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::{Child, Live, Markup, Reference, TEXT, Value};

/// What keeps elements alive. Dropped, they listen and follow no more.
#[derive(Default)]
pub struct Hydrated {
    effects: Vec<RenderEffect<Value>>,
    listeners: Vec<Listener>,
    references: Vec<Reference>,
}

impl Drop for Hydrated {
    fn drop(&mut self) {
        for effect in &self.effects {
            // Signals outlive it, and would keep its place for ever.
            let follower = effect.to_any_subscriber();
            follower.clear_sources(&follower);
        }
        for reference in &self.references {
            reference.set(None);
        }
    }
}

/// The HTML is not what the build left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mismatch;

impl Markup {
    /// Ties the markup to an element and those inside it.
    ///
    /// # Errors
    /// The elements are not those that the build printed.
    pub fn hydrate(self, element: Element) -> Result<Hydrated, Mismatch> {
        let mut hydrated = Hydrated::default();
        self.tie(element, &mut hydrated)?;
        Ok(hydrated)
    }

    fn tie(self, element: Element, hydrated: &mut Hydrated) -> Result<(), Mismatch> {
        let parts = *self.0;
        if element.local_name() != parts.tag {
            return Err(Mismatch);
        }
        let mut next = element.first_element_child();
        for child in parts.children {
            #[cfg(feature = "ssr")]
            if let Child::Text(_) = child {
                continue;
            }
            let here = next.ok_or(Mismatch)?;
            next = here.next_element_sibling();
            if let Child::Element(child) = child {
                child.tie(here, hydrated)?;
            }
        }
        for (name, value) in parts.live {
            let element = element.clone();
            hydrated.effects.push(follow(element, name, value));
        }
        for (event, listener) in parts.listeners {
            let element = element.clone();
            hydrated
                .listeners
                .push(Listener::new(element, event, listener));
        }
        if let Some(reference) = parts.reference {
            reference.set(Some(element.unchecked_into::<HtmlElement>()));
            hydrated.references.push(reference);
        }
        Ok(())
    }
}

fn follow(element: Element, name: &'static str, value: Live) -> RenderEffect<Value> {
    RenderEffect::new(move |before: Option<Value>| {
        let value = value();
        if before.as_ref() != Some(&value) {
            // Fails only for names that no attribute of ours has.
            let _ = match &value {
                Some(words) if name == TEXT => {
                    element.set_text_content(Some(words));
                    Ok(())
                }
                Some(value) => element.set_attribute(name, value),
                None => element.remove_attribute(name),
            };
        }
        value
    })
}

/// A listener that goes when it is dropped.
struct Listener {
    element: Element,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(element: Element, event: &'static str, listener: super::Listener) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(move |event| listener(&event));
        // Fails for no element and no event of ours.
        let _ = element.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self {
            element,
            event,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let listener = self.closure.as_ref().unchecked_ref();
        let _ = self
            .element
            .remove_event_listener_with_callback(self.event, listener);
    }
}
