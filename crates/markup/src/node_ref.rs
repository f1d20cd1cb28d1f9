//! An element that other components can reach.

use std::marker::PhantomData;

use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use wasm_bindgen::JsCast;

/// A reference to an element. A handle: copies mean the same element. It is empty natively and while
/// the element is not hydrated.
#[derive(Debug)]
pub struct NodeRef<E = HtmlElement> {
    element: StoredValue<Option<HtmlElement>, LocalStorage>,
    of_type: PhantomData<fn() -> E>,
}

impl<E> Clone for NodeRef<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for NodeRef<E> {}

impl<E> Default for NodeRef<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> NodeRef<E> {
    /// An empty reference.
    pub fn new() -> Self {
        Self {
            element: StoredValue::new_local(None),
            of_type: PhantomData,
        }
    }

    pub(crate) fn erased(self) -> NodeRef {
        NodeRef {
            element: self.element,
            of_type: PhantomData,
        }
    }
}

impl<E: JsCast> NodeRef<E> {
    /// The element; `None` natively and while it is not hydrated. Not reactive.
    pub fn get(self) -> Option<E> {
        let element = self.element.try_get_value().flatten();
        element.map(JsCast::unchecked_into)
    }
}

#[cfg(feature = "hydrate")]
impl NodeRef {
    pub(crate) fn set(self, element: Option<HtmlElement>) {
        self.element.try_set_value(element);
    }
}
