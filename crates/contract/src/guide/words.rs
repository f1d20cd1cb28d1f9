//! The words of the interface. They live in the guide file, so that another language is one more
//! file and no word is in the Wasm.

use serde::{Deserialize, Serialize};

use super::texts::texts;
use super::{Block, Certainty, Read};
use crate::consultation::ValidationError;
use crate::marked::{Marked, Uncited};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        texts! { $name { $($field,)* } }
    };
}
pub(super) use words;

mod date;
mod figure;

pub use date::DateWords;
pub use figure::FigureWords;

/// An id with the words a reader sees for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// Lower-case letters, digits and hyphens or underscores.
    pub id: String,
    /// The words.
    pub label: String,
}

words! {
    /// A level of certainty in words.
    Level {
        /// One or two words.
        label: String,
        /// One sentence.
        meaning: String,
    }
}

words! {
    /// The names and meanings of the four levels of certainty.
    CertaintyWords {
        /// What the mark is about, such as `How sure`.
        label: String,
        /// The heading of the legend.
        legend: String,
        /// Opens the rest of an answer of the side-by-side table: `Why?`.
        why: String,
        /// The label of the box that opens them all.
        every_why: String,
        /// Words for [`Certainty::High`].
        high: Level,
        /// Words for [`Certainty::Moderate`].
        moderate: Level,
        /// Words for [`Certainty::Low`].
        low: Level,
        /// Words for [`Certainty::Unknown`].
        unknown: Level,
        /// Stands before who a finding was measured in.
        measured_in: String,
        /// Stands before the time a finding covers.
        over: String,
    }
}

impl CertaintyWords {
    /// The words for one level.
    pub fn level(&self, certainty: Certainty) -> &Level {
        match certainty {
            Certainty::High => &self.high,
            Certainty::Moderate => &self.moderate,
            Certainty::Low => &self.low,
            Certainty::Unknown => &self.unknown,
        }
    }
}

words! {
    /// Emergency and crisis lines.
    HelpWords {
        /// The heading.
        heading: String,
        /// The short link to the lines, such as `Need help now?`.
        link: String,
        /// One or two sentences before the lines.
        intro: Marked,
        /// The lines, most urgent first. With `tel:` and `sms:` links.
        lines: Vec<Marked>,
    }
}

words! {
    /// A field of the form.
    FieldWords {
        /// The label above the field.
        label: String,
        /// The hint under the label; empty for none.
        hint: String,
    }
}

words! {
    /// A consent the visitor can give.
    ConsentWords {
        /// The exact words agreed to; they travel with the request.
        contact: String,
        /// The exact words for text messages; asked only of who wants to be texted.
        text: String,
        /// The hint for text messages; empty for none.
        text_hint: String,
    }
}

words! {
    /// The choice to add the summary to the message.
    EnclosureWords {
        /// The label of the box.
        label: String,
        /// What is sent then, and who reads it; `{limit}` stands for the characters allowed.
        hint: String,
        /// Stands before the very text that will be sent.
        preview: String,
        /// Stands there while the summary is empty.
        empty: Uncited,
        /// Follows the error of a message over the limit, while the box is ticked.
        too_long: String,
    }
}

words! {
    /// The words of the consultation form.
    ConsultationWords {
        /// The heading, and the words of the link that leads to the form.
        heading: String,
        /// What stands before the form.
        blocks: Vec<Block>,
        /// Stands in place of the form where no request can be sent.
        contact_only: Uncited,
        /// What is marked on fields that may stay empty, such as `(optional)`.
        optional: String,
        /// `name`.
        name: FieldWords,
        /// `contact_by`.
        contact_by: FieldWords,
        /// The choices `email`, `phone`, `text`.
        contact_by_choices: Vec<Choice>,
        /// `email`.
        email: FieldWords,
        /// `phone`.
        phone: FieldWords,
        /// `best_time`.
        best_time: FieldWords,
        /// The choices `any`, `morning`, `afternoon`, `evening`.
        best_time_choices: Vec<Choice>,
        /// `for_whom`.
        for_whom: FieldWords,
        /// The choices `me`, `someone_else`.
        for_whom_choices: Vec<Choice>,
        /// `topics`.
        topics: FieldWords,
        /// What a visitor may want to talk about. The ids travel with the request.
        topic_choices: Vec<Choice>,
        /// `message`; `{limit}` stands for the number of characters allowed.
        message: FieldWords,
        /// The summary that may go with the message.
        enclosure: EnclosureWords,
        /// The consents.
        consent: ConsentWords,
        /// The label of the field that people never see and must leave empty.
        website: String,
        /// The button.
        submit: String,
        /// In the live region while sending.
        sending: String,
        /// In the live region while a try is repeated.
        retrying: String,
        /// In the live region while the device is offline.
        offline: String,
        /// The heading of the error summary.
        problem: String,
        /// Put before the page's title while there are errors, with its colon and space.
        title_prefix: String,
        /// A hidden prefix of each error, with its colon.
        error_prefix: String,
        /// What to do about each error.
        errors: ErrorWords,
        /// After a request has arrived.
        sent: SentWords,
        /// After a request was sent to a backend that does not say whether it has arrived.
        unconfirmed: UnconfirmedWords,
        /// The copy that the visitor may keep of a request.
        copy: CopyWords,
        /// After a request could not be delivered.
        failed: FailedWords,
    }
}

words! {
    /// After a request has arrived.
    SentWords {
        /// The heading.
        heading: String,
        /// One sentence of warmth.
        warmth: Uncited,
        /// What happens next, and when.
        next: Vec<Uncited>,
        /// Stands before the reference.
        reference: String,
        /// Stands before the clinic's contact details.
        contact: String,
        /// The link back to the guide.
        back: String,
    }
}

words! {
    /// After a request was sent to a backend that does not say whether it has arrived.
    UnconfirmedWords {
        /// The heading.
        heading: String,
        /// Why nobody can know, and what to do if the clinic does not call.
        next: Vec<Uncited>,
    }
}

words! {
    /// The copy that a visitor may keep of a request that was sent: a text file.
    CopyWords {
        /// Stands before the button: that the file belongs where others do not look.
        caution: String,
        /// The button.
        keep: String,
        /// Follows the press of the button: where to look, and what to do if there is no file. The
        /// page cannot know. `{file}` stands for its name.
        look: String,
        /// In the file: what it is. Its first line shows in lists of files, so it says nothing of the
        /// subject.
        title: String,
        /// In the file: stands before the time, such as `Sent`.
        sent: String,
        /// In the file: stands before the whole id.
        whole_reference: String,
        /// In the file: how to withdraw the request.
        withdraw: String,
        /// In the file: stands before what the visitor consented to.
        given: String,
        /// In the file: stands before what they did not consent to.
        not_given: String,
        /// In the file: that whoever opens it can read it.
        private: String,
    }
}

words! {
    /// After a request could not be delivered.
    FailedWords {
        /// The heading.
        heading: String,
        /// The device had no connection.
        offline: String,
        /// Nobody answered in time; it may have arrived all the same.
        timed_out: String,
        /// The connection was lost; it may have arrived all the same.
        lost: String,
        /// The server is too busy or out of order.
        unavailable: String,
        /// The server rejected it.
        refused: String,
        /// The answer could not be understood.
        unreadable: String,
        /// Every word is still here.
        kept: String,
        /// The button.
        try_again: String,
        /// Stands before the clinic's contact details.
        contact: String,
    }
}

words! {
    /// What to do about each error of the form. `{limit}` stands for a number.
    ErrorWords {
        /// No name.
        name_missing: String,
        /// A name over the limit.
        name_long: String,
        /// No choice of how to be contacted.
        contact_by_missing: String,
        /// No mail address where one is needed.
        email_missing: String,
        /// Not the shape of a mail address.
        email_shape: String,
        /// No phone number where one is needed.
        phone_missing: String,
        /// Fewer than 7 or more than 15 digits.
        phone_digits: String,
        /// A message over the limit.
        message_long: String,
        /// No consent to be contacted.
        consent_missing: String,
        /// No consent to text messages where they were chosen.
        consent_text_missing: String,
        /// The server rejected a field and gave no words of its own.
        refused: String,
    }
}

impl ErrorWords {
    /// The words for one error, the limit filled in.
    pub fn message(&self, error: ValidationError) -> String {
        let words = match error {
            ValidationError::NameMissing => &self.name_missing,
            ValidationError::NameLong => &self.name_long,
            ValidationError::ContactByMissing => &self.contact_by_missing,
            ValidationError::EmailMissing => &self.email_missing,
            ValidationError::EmailShape => &self.email_shape,
            ValidationError::PhoneMissing => &self.phone_missing,
            ValidationError::PhoneDigits => &self.phone_digits,
            ValidationError::MessageLong => &self.message_long,
            ValidationError::ConsentMissing => &self.consent_missing,
            ValidationError::ConsentTextMissing => &self.consent_text_missing,
        };
        words.replace("{limit}", &error.limit().to_string())
    }
}

words! {
    /// The page that stands in for one that is not there.
    NotFoundWords {
        /// The heading.
        heading: String,
        /// What has happened, and what the visitor can do.
        text: String,
        /// The link to the guide.
        back: String,
    }
}

words! {
    /// The way out, on a page whose element has `exit`.
    LeaveWords {
        /// The link that leaves the page.
        link: String,
        /// Stands beside it: that the browser's history is not erased, and how to erase it.
        history: String,
    }
}

words! {
    /// How much of a source was read; each stands before the day.
    ReadWords {
        /// Words for [`Read::Summary`], such as `Summary read`.
        summary: String,
        /// Words for [`Read::Part`].
        part: String,
        /// Words for [`Read::Copy`].
        copy: String,
        /// Words for [`Read::Whole`].
        whole: String,
    }
}

impl ReadWords {
    /// The words for so much.
    pub fn of(&self, read: Read) -> &str {
        match read {
            Read::Summary => &self.summary,
            Read::Part => &self.part,
            Read::Copy => &self.copy,
            Read::Whole => &self.whole,
        }
    }
}

words! {
    /// The words of the page around the text.
    InterfaceWords {
        /// The name of the language in the language itself: `English`, `Español`.
        language_name: String,
        /// The name of the list of languages, where the guide has several.
        languages: String,
        /// The page that stands in for one that is not there.
        not_found: NotFoundWords,
        /// The name of the list of tabs.
        sections: String,
        /// The link that shows all sections.
        show_everything: String,
        /// The link that shows one section at a time.
        show_one: String,
        /// Opens a section's only source.
        one_source: String,
        /// Opens a section's sources; `{count}` stands for their number.
        sources: String,
        /// The name of a citation, before its number: `Source`.
        source: String,
        /// The name of a table that may scroll sideways.
        table: String,
        /// The first link below the cards, which leads to the side-by-side table.
        compare: String,
        /// Opens the choice of options to show, where the screen is narrow.
        show_options: String,
        /// The link from a source back to the text.
        back_to_text: String,
        /// The name of the bar that leads to the parts below the tabs.
        next_steps: String,
        /// The way out of the page.
        leave: LeaveWords,
        /// How much of a source was read.
        read: ReadWords,
        /// How days are written.
        date: DateWords,
        /// Stands before who wrote the guide.
        written_by: String,
        /// Stands before who has read the guide over.
        reviewed_by: String,
        /// Stands in its place while nobody has.
        not_reviewed: String,
        /// Stands before the day of the edition, such as `Last checked`.
        updated: String,
        /// Stands before the day of the next review.
        next_review: String,
        /// Neutral words for the clinic, as they stand inside a sentence: `the clinic`. A page
        /// without the clinic's particulars shows them wherever the guide says `{clinic}`.
        clinic: String,
        /// Stands before the clinic's telephone number.
        phone: String,
        /// Stands before the clinic's mail address.
        email: String,
        /// Stands before the clinic's address.
        address: String,
        /// Stands before the hours when the clinic is open.
        hours: String,
        /// Stands before the clinic's site.
        website: String,
        /// The link to the clinic's privacy notice.
        privacy: String,
    }
}
