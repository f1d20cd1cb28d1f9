//! The elements that a guide is made of: printed at build time, hydrated in the browser.
//!
//! Most of a guide never changes. What does change is an attribute here and there, so an element
//! has fixed parts and live ones, and only the live ones are in the Wasm:
//!
//! - [`Markup::fixed`] adds an element that is written from the guide when the page is printed. In
//!   the browser hydration steps over it without looking inside, and the code that writes it is not
//!   even compiled in. A page costs the same to wake however long its text is, and a translator
//!   that rewrote the text first does no harm.
//! - [`Markup::live`], [`Markup::words`] and [`Markup::on`] follow signals and events.
//!
//! Components are functions that set up signals and return markup, as in Leptos's builder style.
//! Leptos's own elements are generic over each attribute and each child, which made the Wasm twice
//! as large (docs/decisions/0002-markup.md).

use std::borrow::Cow;
use std::fmt::Display;

use contract::Guide;
use leptos::web_sys::Event;

#[cfg(feature = "hydrate")]
mod hydrate;
#[cfg(feature = "ssr")]
mod print;
mod reference;

#[cfg(feature = "hydrate")]
pub use hydrate::{Hydrated, Mismatch};
#[cfg(feature = "ssr")]
pub use print::{escape, provide_guide};
pub use reference::Reference;

/// The value of an attribute; `None` leaves the attribute out.
pub type Value = Option<Cow<'static, str>>;

type Live = Box<dyn Fn() -> Value + Send>;
type Listener = Box<dyn Fn(&Event) + Send>;

/// An element, its attributes and what is inside.
///
/// Boxed, because a builder hands it on at every call: moving one pointer instead of the parts
/// makes the Wasm smaller.
pub struct Markup(Box<Parts>);

struct Parts {
    tag: &'static str,
    #[cfg(feature = "ssr")]
    attributes: Vec<(&'static str, String)>,
    live: Vec<(&'static str, Live)>,
    listeners: Vec<(&'static str, Listener)>,
    reference: Option<Reference>,
    children: Vec<Child>,
}

enum Child {
    Element(Markup),
    #[cfg(feature = "ssr")]
    Text(String),
    Fixed(#[cfg(feature = "ssr")] Box<dyn FnOnce(&Guide) -> Markup + Send>),
}

/// What stands in the place of an attribute's name for the text of an element. No attribute's name
/// has a space.
const TEXT: &str = "text content";

/// What stands there for no attribute at all: its value is always `None`.
const EFFECT: &str = "an effect";

/// An element with nothing in it yet.
#[inline(never)]
pub fn element(tag: &'static str) -> Markup {
    Markup(Box::new(Parts {
        tag,
        #[cfg(feature = "ssr")]
        attributes: Vec::new(),
        live: Vec::new(),
        listeners: Vec::new(),
        reference: None,
        children: Vec::new(),
    }))
}

// In the browser the fixed parts are in the HTML already, so there nothing is kept of them.
#[cfg_attr(not(feature = "ssr"), expect(unused_mut, unused_variables))]
impl Markup {
    /// Adds an attribute that never changes. Give formatted values as `format_args!`: they are
    /// formatted only where they are printed.
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        #[cfg(feature = "ssr")]
        self.0.attributes.push((name, value.to_string()));
        self
    }

    /// Adds the `class` attribute.
    pub fn class(self, names: impl Display) -> Self {
        self.with("class", names)
    }

    /// Adds an attribute without a value, where `on`.
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        #[cfg(feature = "ssr")]
        if on {
            return self.with(name, "");
        }
        self
    }

    /// Adds a text. Only inside of what is [`fixed`](Self::fixed): a translator may put elements
    /// in its place, which hydration would then take for ours.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        #[cfg(feature = "ssr")]
        self.0.children.push(Child::Text(text.into()));
        self
    }

    /// Adds an element.
    #[inline(never)]
    pub fn child(mut self, child: Markup) -> Self {
        self.0.children.push(Child::Element(child));
        self
    }

    /// Adds elements, or none.
    pub fn children(self, children: impl IntoIterator<Item = Markup>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Adds an element that `make` writes from the guide when the page is printed.
    pub fn fixed(self, make: impl FnOnce(&Guide) -> Markup + Send + 'static) -> Self {
        #[cfg(feature = "ssr")]
        let child = Child::Fixed(Box::new(make));
        #[cfg(not(feature = "ssr"))]
        let child = Child::Fixed();
        self.push(child)
    }

    /// Adds an attribute that follows signals.
    pub fn live(self, name: &'static str, value: impl Fn() -> Value + Send + 'static) -> Self {
        self.push_live(name, Box::new(value))
    }

    /// Adds an attribute without a value that comes and goes.
    pub fn live_flag(self, name: &'static str, on: impl Fn() -> bool + Send + 'static) -> Self {
        self.live(name, move || on().then_some(Cow::Borrowed("")))
    }

    /// Makes the text of the element, which has nothing else in it, follow signals.
    pub fn words(self, words: impl Fn() -> String + Send + 'static) -> Self {
        self.live(TEXT, move || Some(words().into()))
    }

    /// Does something whenever signals that it reads have changed, as long as the element is tied.
    pub fn effect(self, effect: impl Fn() + Send + 'static) -> Self {
        self.live(EFFECT, move || {
            effect();
            None
        })
    }

    /// Listens to an event.
    pub fn on(self, event: &'static str, listener: impl Fn(&Event) + Send + 'static) -> Self {
        self.push_listener(event, Box::new(listener))
    }

    /// Makes the element known under a reference.
    pub fn known_as(mut self, reference: Reference) -> Self {
        self.0.reference = Some(reference);
        self
    }

    #[inline(never)]
    fn push(mut self, child: Child) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn push_live(mut self, name: &'static str, value: Live) -> Self {
        self.0.live.push((name, value));
        self
    }

    #[inline(never)]
    fn push_listener(mut self, event: &'static str, listener: Listener) -> Self {
        self.0.listeners.push((event, listener));
        self
    }
}
