//! Choices that travel as fixed words: those of the visitor, and the names of the fields.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A choice that travels as a fixed word.
pub trait Token: Copy + Sized + 'static {
    /// All of them, in the order the form shows.
    const ALL: &'static [Self];

    /// The words for all of them, in the same order.
    const WORDS: &'static [&'static str];

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
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl Token for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            const WORDS: &'static [&'static str] = &[$($word,)*];

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
        /// Someone the visitor cares for.
        SomeoneElse = "someone_else",
    }
}

token! {
    /// A field that the visitor fills in, in the order of the form.
    Field {
        /// `name`
        Name = "name",
        /// `contact_by`
        ContactBy = "contact_by",
        /// `email`
        Email = "email",
        /// `phone`
        Phone = "phone",
        /// `best_time`
        BestTime = "best_time",
        /// `for_whom`
        ForWhom = "for_whom",
        /// `topics`
        Topics = "topics",
        /// `message`
        Message = "message",
        /// `consent_contact`
        ConsentContact = "consent_contact",
        /// `consent_text`
        ConsentText = "consent_text",
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
