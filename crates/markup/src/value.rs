//! What [`Markup::attr`] and [`Markup::text`] take.

use std::borrow::Cow;
use std::fmt;

use crate::{Markup, Target};

/// An attribute's value or an element's text; `None` leaves the attribute out.
pub type Value = Option<Cow<'static, str>>;

/// A value of an attribute: rendered once, or a closure that follows signals.
pub trait AttributeValue {
    /// Adds the attribute to the element.
    fn add_to(self, element: Markup, name: &'static str) -> Markup;
}

/// A text: rendered once, or a closure that follows signals.
pub trait TextValue {
    /// Adds the text to the element.
    fn add_to(self, element: Markup) -> Markup;
}

/// What a closure for an attribute returns.
pub trait IntoValue {
    /// The value; `None` leaves the attribute out.
    fn into_value(self) -> Value;
}

impl<T: Into<Cow<'static, str>>> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map(Into::into)
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Some(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Some(Cow::Owned(self))
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<F, V> AttributeValue for F
where
    F: Fn() -> V + Send + 'static,
    V: IntoValue,
{
    fn add_to(self, element: Markup, name: &'static str) -> Markup {
        element.push_live(
            Target::Attribute(name),
            Box::new(move || self().into_value()),
        )
    }
}

impl<F> TextValue for F
where
    F: Fn() -> String + Send + 'static,
{
    fn add_to(self, element: Markup) -> Markup {
        element.push_live(Target::Text, Box::new(move || Some(self().into())))
    }
}

// In the browser a value that is rendered once is in the HTML already.
#[cfg_attr(not(feature = "ssr"), expect(unused_mut, unused_variables))]
fn rendered_once(mut element: Markup, name: &'static str, value: impl fmt::Display) -> Markup {
    #[cfg(feature = "ssr")]
    element.0.attributes.push((name, value.to_string()));
    element
}

impl AttributeValue for bool {
    fn add_to(self, element: Markup, name: &'static str) -> Markup {
        match self {
            true => rendered_once(element, name, ""),
            false => element,
        }
    }
}

macro_rules! rendered_once {
    ($($type:ty),+) => {
        $(
            impl AttributeValue for $type {
                fn add_to(self, element: Markup, name: &'static str) -> Markup {
                    rendered_once(element, name, self)
                }
            }
        )+
    };
}

rendered_once!(&str, &String, String, fmt::Arguments<'_>, usize, u32, u16);

macro_rules! texts {
    ($($type:ty),+) => {
        $(
            impl TextValue for $type {
                #[cfg_attr(not(feature = "ssr"), expect(unused_mut))]
                fn add_to(self, mut element: Markup) -> Markup {
                    #[cfg(feature = "ssr")]
                    element.0.children.push(crate::Child::Text(self.into()));
                    element
                }
            }
        )+
    };
}

texts!(&str, &String, String);
