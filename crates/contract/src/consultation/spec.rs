//! The table of the request's fields: what a row says, and the macro that makes the type, the reading
//! of form posts, and [`ConsultationRequest::FIELDS`] from it. The schema, the database and the exports
//! iterate over the latter.
//!
//! [`ConsultationRequest::FIELDS`]: super::ConsultationRequest::FIELDS

use std::fmt;

use super::{RequestId, Token};

/// One field of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its name in JSON, in the form, in the database and in its exports.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Who fills it in.
    pub source: Source,
    /// Whether a JSON request without it is rejected.
    pub required: bool,
    /// The most characters of the text, or of each item of the list.
    pub limit: Option<usize>,
    /// Whether a line break in it is kept.
    pub multiline: bool,
}

impl FieldSpec {
    /// Whether a person's request may have it.
    pub fn is_sent(&self) -> bool {
        self.source != Source::Honeypot
    }

    pub(super) const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(super) const fn limit(self, characters: usize) -> Self {
        Self {
            limit: Some(characters),
            ..self
        }
    }

    pub(super) const fn multiline(self) -> Self {
        Self {
            multiline: true,
            ..self
        }
    }
}

/// The beginning of a row: the table adds the name and the kind.
pub(super) const fn from(source: Source) -> FieldSpec {
    FieldSpec {
        name: "",
        kind: Kind::Text,
        source,
        required: false,
        limit: None,
        multiline: false,
    }
}

/// Who fills a field in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The visitor, in a control of the form.
    Visitor,
    /// The guide, in a hidden control of the form.
    Guide,
    /// The page's script; a form that the browser posts by itself lacks it.
    Script,
    /// The page's script, with a value of the page's own address.
    Campaign,
    /// Machines that post the form.
    Honeypot,
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text; empty if it was not given.
    Text,
    /// Yes or no.
    Flag,
    /// One of these words, or none.
    Choice(&'static [&'static str]),
    /// Several texts.
    List,
    /// The id of a request, or none.
    Id,
}

impl Kind {
    /// A value of this kind, as a form posts it.
    pub fn sample(self) -> &'static str {
        match self {
            Self::Text | Self::Flag | Self::List => "a",
            Self::Choice(words) => words.last().copied().unwrap_or_default(),
            Self::Id => "00000000-0000-4000-8000-000000000000",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("a text"),
            Self::Flag => f.write_str("a word for yes, or nothing"),
            Self::Choice([words @ .., last]) => write!(f, "{} or {last}", words.join(", ")),
            Self::Choice([]) => f.write_str("nothing"),
            Self::List => f.write_str("texts"),
            Self::Id => f.write_str("a UUID of version 4 in lower case"),
        }
    }
}

/// A type that a field may have.
pub(super) trait FieldValue {
    const KIND: Kind;

    /// Takes a value that a form posts. `None` if the form does not offer it.
    fn post(&mut self, value: String) -> Option<()>;

    fn text(&self) -> Option<&String> {
        None
    }

    fn text_mut(&mut self) -> Option<&mut String> {
        None
    }
}

impl FieldValue for String {
    const KIND: Kind = Kind::Text;

    fn post(&mut self, value: String) -> Option<()> {
        *self = value;
        Some(())
    }

    fn text(&self) -> Option<&String> {
        Some(self)
    }

    fn text_mut(&mut self) -> Option<&mut String> {
        Some(self)
    }
}

impl FieldValue for bool {
    const KIND: Kind = Kind::Flag;

    fn post(&mut self, value: String) -> Option<()> {
        *self = !value.is_empty();
        Some(())
    }
}

impl FieldValue for Vec<String> {
    const KIND: Kind = Kind::List;

    fn post(&mut self, value: String) -> Option<()> {
        if !value.is_empty() {
            self.push(value);
        }
        Some(())
    }
}

impl<T: Token> FieldValue for Option<T> {
    const KIND: Kind = Kind::Choice(T::WORDS);

    fn post(&mut self, value: String) -> Option<()> {
        *self = match value.as_str() {
            "" => None,
            word => Some(T::from_word(word)?),
        };
        Some(())
    }
}

impl FieldValue for Option<RequestId> {
    const KIND: Kind = Kind::Id;

    fn post(&mut self, value: String) -> Option<()> {
        *self = match value.as_str() {
            "" => None,
            _ => Some(RequestId::try_from(value).ok()?),
        };
        Some(())
    }
}

/// Makes the request's type from its table. A row is a field of a struct; after `=` it has what a
/// [`FieldSpec`] says beyond name and kind.
macro_rules! request {
    (
        $(#[$of_type:meta])*
        pub struct $Request:ident {
            $($(#[$of_field:meta])* $name:ident: $type:ty = $spec:expr;)*
        }
    ) => {
        $(#[$of_type])*
        pub struct $Request {
            $($(#[$of_field])* pub $name: $type,)*
        }

        impl $Request {
            /// Every field, in the order in which they are written.
            pub const FIELDS: &'static [FieldSpec] = &[$(FieldSpec {
                name: stringify!($name),
                kind: <$type as spec::FieldValue>::KIND,
                ..$spec
            },)*];

            /// The text of the field with this name, if it holds one.
            pub fn text(&self, name: &str) -> Option<&String> {
                match name {
                    $(stringify!($name) => spec::FieldValue::text(&self.$name),)*
                    _ => None,
                }
            }

            /// The text of the field with this name, if it holds one.
            pub fn text_mut(&mut self, name: &str) -> Option<&mut String> {
                match name {
                    $(stringify!($name) => spec::FieldValue::text_mut(&mut self.$name),)*
                    _ => None,
                }
            }

            /// Takes a value that a form posts, and passes unknown names over.
            fn post(&mut self, name: &str, value: String) -> Result<(), Kind> {
                match name {
                    $(stringify!($name) => {
                        let kind = <$type as spec::FieldValue>::KIND;
                        spec::FieldValue::post(&mut self.$name, value).ok_or(kind)
                    })*
                    _ => Ok(()),
                }
            }
        }
    };
}
pub(super) use request;
