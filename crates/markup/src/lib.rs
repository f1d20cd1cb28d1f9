#![doc = include_str!("../README.md")]

use std::borrow::Cow;

use leptos::ev::EventDescriptor;
use leptos::web_sys::Event;
use wasm_bindgen::JsCast;

pub mod html;
#[cfg(feature = "hydrate")]
mod hydrate;
mod node_ref;
#[cfg(feature = "ssr")]
mod render;
mod value;

#[cfg(feature = "hydrate")]
pub use hydrate::{Hydrated, Mismatch};
pub use node_ref::NodeRef;
#[cfg(feature = "ssr")]
pub use render::{escape, provide};
pub use value::{AttributeValue, IntoValue, TextValue, Value};

type Listener = Box<dyn Fn(Event) + Send>;

/// An element with its attributes, listeners and children.
///
/// It is boxed, because each method moves it: moving one pointer makes the Wasm smaller.
pub struct Markup(Box<Parts>);

struct Parts {
    tag: &'static str,
    #[cfg(feature = "ssr")]
    attributes: Vec<(&'static str, String)>,
    live: Vec<Live>,
    listeners: Vec<(Cow<'static, str>, Listener)>,
    node_ref: Option<NodeRef>,
    children: Vec<Child>,
}

/// A value that follows signals.
struct Live {
    target: Target,
    value: Box<dyn Fn() -> Value + Send>,
}

/// What a live value changes.
#[derive(Clone, Copy)]
enum Target {
    /// The attribute with this name.
    Attribute(&'static str),
    /// The text of the element, which has no children.
    Text,
    /// Nothing: the closure is an effect.
    Effect,
}

enum Child {
    Element(Markup),
    #[cfg(feature = "ssr")]
    Text(String),
    Inert(#[cfg(feature = "ssr")] Box<dyn FnOnce() -> Markup + Send>),
}

/// An empty element. [`html`] has a function for each tag.
#[inline(never)]
pub fn element(tag: &'static str) -> Markup {
    Markup(Box::new(Parts {
        tag,
        #[cfg(feature = "ssr")]
        attributes: Vec::new(),
        live: Vec::new(),
        listeners: Vec::new(),
        node_ref: None,
        children: Vec::new(),
    }))
}

impl Markup {
    /// Adds an attribute: a value that is rendered once, or a closure that follows signals. `false`,
    /// and `None` from a closure, leave the attribute out; `true` writes its name alone.
    ///
    /// Write a formatted value as `format_args!`, which is formatted only where it is rendered.
    pub fn attr(self, name: &'static str, value: impl AttributeValue) -> Self {
        value.add_to(self, name)
    }

    /// Adds the `class` attribute.
    pub fn class(self, names: impl AttributeValue) -> Self {
        self.attr("class", names)
    }

    /// Adds a text, or makes the text of an element without children follow signals.
    ///
    /// A text that is rendered once belongs into [`inert`](Self::inert).
    pub fn text(self, text: impl TextValue) -> Self {
        text.add_to(self)
    }

    /// Adds an element.
    #[inline(never)]
    pub fn child(self, child: Self) -> Self {
        self.push(Child::Element(child))
    }

    /// Adds elements.
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Adds an element that never changes. It is rendered from the context that [`provide`] has set.
    #[cfg_attr(not(feature = "ssr"), expect(unused_variables))]
    pub fn inert<C: Send + Sync + 'static>(
        self,
        render: impl FnOnce(&C) -> Self + Send + 'static,
    ) -> Self {
        #[cfg(feature = "ssr")]
        let child = Child::Inert(Box::new(move || render::with_context(render)));
        #[cfg(not(feature = "ssr"))]
        let child = Child::Inert();
        self.push(child)
    }

    /// Runs an effect for as long as the element is hydrated.
    pub fn effect(self, effect: impl Fn() + Send + 'static) -> Self {
        let value = move || {
            effect();
            None
        };
        self.push_live(Target::Effect, Box::new(value))
    }

    /// Adds an event listener.
    pub fn on<E>(self, event: E, listener: impl Fn(E::EventType) + Send + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        let listener = move |event: Event| listener(event.unchecked_into());
        self.push_listener(event.name(), Box::new(listener))
    }

    /// Lets other components reach the element.
    pub fn node_ref<E>(mut self, node_ref: NodeRef<E>) -> Self {
        self.0.node_ref = Some(node_ref.erased());
        self
    }

    #[inline(never)]
    fn push(mut self, child: Child) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn push_live(mut self, target: Target, value: Box<dyn Fn() -> Value + Send>) -> Self {
        self.0.live.push(Live { target, value });
        self
    }

    #[inline(never)]
    fn push_listener(mut self, event: Cow<'static, str>, listener: Listener) -> Self {
        self.0.listeners.push((event, listener));
        self
    }
}
