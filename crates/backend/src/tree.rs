//! JSON as a tree.
//!
//! In the browser the browser's own parser reads it: one in the Wasm would cost every visitor
//! several kilobytes.

use std::fmt;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// A JSON value. Members keep their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A text. A number is read as one: writing floating-point numbers would cost the Wasm 20 kB.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The member of an object with this name, unless it is null.
    pub fn member(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let (_, value) = members.iter().find(|(member, _)| member == name)?;
        (*value != Self::Null).then_some(value)
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The tree with each text `{name}` in it replaced by what `value` gives for the name.
    pub fn filled(&self, value: &dyn Fn(&str) -> Option<Self>) -> Self {
        match self {
            Self::Text(text) => {
                let name = text
                    .strip_prefix('{')
                    .and_then(|rest| rest.strip_suffix('}'));
                name.and_then(value).unwrap_or_else(|| self.clone())
            }
            Self::List(items) => Self::List(items.iter().map(|item| item.filled(value)).collect()),
            Self::Object(members) => {
                let members = members.iter();
                Self::Object(
                    members
                        .map(|(name, item)| (name.clone(), item.filled(value)))
                        .collect(),
                )
            }
            _ => self.clone(),
        }
    }
}

impl fmt::Display for Tree {
    /// As JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A tree can always be written: its keys are texts.
        f.write_str(&serde_json::to_string(self).unwrap_or_default())
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    object.serialize_entry(name, value)?;
                }
                object.end()
            }
        }
    }
}

/// Natively.
#[cfg(not(target_arch = "wasm32"))]
mod parsing {
    use super::Tree;
    use serde_json::Value;

    impl Tree {
        /// Reads JSON.
        ///
        /// # Errors
        /// Says what is wrong, and where.
        pub fn parse(text: &str) -> Result<Self, String> {
            let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
            Ok(value.into())
        }
    }

    impl From<Value> for Tree {
        fn from(value: Value) -> Self {
            match value {
                Value::Null => Self::Null,
                Value::Bool(flag) => Self::Flag(flag),
                Value::Number(number) => Self::Text(number.to_string()),
                Value::String(text) => Self::Text(text),
                Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
                Value::Object(members) => {
                    let members = members.into_iter();
                    Self::Object(members.map(|(name, value)| (name, value.into())).collect())
                }
            }
        }
    }
}

/// In the browser.
#[cfg(all(target_arch = "wasm32", feature = "browser"))]
mod parsing {
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::js_sys::{Array, JSON, Number, Object};

    use super::Tree;

    impl Tree {
        /// Reads JSON.
        ///
        /// # Errors
        /// Says what is wrong, and where, in the browser's words.
        pub fn parse(text: &str) -> Result<Self, String> {
            let value = JSON::parse(text).map_err(|error| {
                let error: &wasm_bindgen_futures::js_sys::Error = error.unchecked_ref();
                String::from(error.message())
            })?;
            tree(value, DEPTH).ok_or_else(|| format!("it is nested more than {DEPTH} deep"))
        }
    }

    /// How deep JSON may be nested: as deep as serde_json takes it natively. The browser's parser
    /// knows no end, and what goes through its result would run out of stack, which stops the module
    /// for good.
    const DEPTH: usize = 128;

    fn tree(value: JsValue, depth: usize) -> Option<Tree> {
        let depth = depth.checked_sub(1)?;
        Some(if let Some(text) = value.as_string() {
            Tree::Text(text)
        } else if let Some(flag) = value.as_bool() {
            Tree::Flag(flag)
        } else if value.as_f64().is_some() {
            let number: &Number = value.unchecked_ref();
            let text = number.to_string_with_radix(10);
            Tree::Text(text.map(String::from).unwrap_or_default())
        } else if Array::is_array(&value) {
            let items = Array::from(&value);
            Tree::List(
                items
                    .iter()
                    .map(|item| tree(item, depth))
                    .collect::<Option<_>>()?,
            )
        } else if value.is_null() {
            Tree::Null
        } else {
            let entries = Object::entries(value.unchecked_ref());
            let entries = entries.iter().map(|entry| {
                let entry: &Array = entry.unchecked_ref();
                let name = entry.get(0).as_string().unwrap_or_default();
                Some((name, tree(entry.get(1), depth)?))
            });
            Tree::Object(entries.collect::<Option<_>>()?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Tree {
        Tree::parse(text).expect("it is JSON")
    }

    #[test]
    fn what_is_read_is_written_the_same() {
        for text in [
            r#"{"a":[true,null,"x \" é"],"b":{"c":{}}}"#,
            "[]",
            r#""text""#,
        ] {
            let serialized = serde_json::to_string(&parsed(text)).expect("a tree can be written");
            assert_eq!(serialized, text);
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_rejected() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Tree::parse(&nested(100)).is_ok());
        assert!(Tree::parse(&nested(200)).is_err());
    }

    #[test]
    fn a_number_is_read_as_text() {
        let number = |text: &str| Tree::Text(text.to_owned());
        assert_eq!(
            parsed("[7,-2.5]"),
            Tree::List(vec![number("7"), number("-2.5")])
        );
    }

    #[test]
    fn a_member_that_is_null_is_as_good_as_none() {
        let tree = parsed(r#"{"a":null,"b":"x"}"#);
        assert_eq!(tree.member("a"), None);
        assert_eq!(tree.member("b").and_then(Tree::text), Some("x"));
        assert_eq!(parsed("[]").member("b"), None);
    }

    #[test]
    fn what_stands_in_braces_is_filled_in_and_the_rest_stays() {
        let template = parsed(r#"{"a":["{name}","{other}","x {name}"],"b":{"c":"{name}"},"d":1}"#);
        let value = |name: &str| (name == "name").then(|| parsed("[7]"));
        let filled = parsed(r#"{"a":[[7],"{other}","x {name}"],"b":{"c":[7]},"d":1}"#);
        assert_eq!(template.filled(&value), filled);
    }
}
