//! The names of the fields, and the words that travel for a choice.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A choice that travels as a fixed word.
pub trait Token: Copy + Sized + 'static {
    /// All of them, in the order the form shows.
    const ALL: &'static [Self];

    /// The word that travels.
    fn as_str(self) -> &'static str;

    /// The choice for a word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == word)
    }
}

macro_rules! token {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl Token for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}

token! {
    /// How the visitor wants to be contacted.
    ContactBy {
        /// By mail.
        Email = "email",
        /// By a call.
        Phone = "phone",
        /// By a text message.
        Text = "text",
    }
}

token! {
    /// When it suits best.
    BestTime {
        /// Any time.
        Any = "any",
        /// In the morning.
        Morning = "morning",
        /// In the afternoon.
        Afternoon = "afternoon",
        /// In the evening.
        Evening = "evening",
    }
}

token! {
    /// Who the consultation is for.
    ForWhom {
        /// The visitor.
        Me = "me",
        /// Somebody the visitor cares for.
        SomeoneElse = "someone_else",
    }
}

/// A field that a person fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// `name`
    Name,
    /// `contact_by`
    ContactBy,
    /// `email`
    Email,
    /// `phone`
    Phone,
    /// `best_time`
    BestTime,
    /// `for_whom`
    ForWhom,
    /// `topics`
    Topics,
    /// `message`
    Message,
    /// `consent_contact`
    ConsentContact,
    /// `consent_text`
    ConsentText,
}

impl Field {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::ContactBy,
        Self::Email,
        Self::Phone,
        Self::BestTime,
        Self::ForWhom,
        Self::Topics,
        Self::Message,
        Self::ConsentContact,
        Self::ConsentText,
    ];

    /// The name that travels.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::ContactBy => "contact_by",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::BestTime => "best_time",
            Self::ForWhom => "for_whom",
            Self::Topics => "topics",
            Self::Message => "message",
            Self::ConsentContact => "consent_contact",
            Self::ConsentText => "consent_text",
        }
    }

    /// The field with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
