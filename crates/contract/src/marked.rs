//! Texts with [inline markup](crate::inline): the type says which text of a guide has it. The type is
//! the title in the schema, which editors show beside the description.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

macro_rules! marked {
    ($title:literal $(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(inline, title = $title))]
        pub struct $name(String);

        impl $name {
            /// The text as it stands in the file, with its marks.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            pub(crate) fn text_mut(&mut self) -> &mut String {
                &mut self.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl InlineText for $name {}
    };
}

marked! {
    "Inline markup"
    /// A text with strong words, links, and citations, which lead to the list of sources below it.
    Marked
}

marked! {
    "Inline markup, without citations"
    /// A text with strong words and links, but no citations: no list of sources follows it.
    Uncited
}

/// A text with inline markup.
pub trait InlineText: Deref<Target = str> {}
