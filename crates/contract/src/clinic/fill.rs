//! Puts a clinic into a guide, or neutral words in its place.

use super::{Clinic, Particulars};
use crate::Guide;
use crate::guide::ConsentWords;
use crate::marked::Marked;

/// Stands in a guide for the clinic that shows it.
pub const CLINIC: &str = "{clinic}";

/// The same at the start of a sentence. A writer need not write it: [`CLINIC`] is recognised there.
pub const CLINIC_FIRST: &str = "{Clinic}";

impl Guide {
    /// The guide in a clinic's name, with its particulars.
    pub fn of_clinic(mut self, clinic: &Clinic) -> Self {
        let particulars = clinic.in_language(&self.language);
        let Particulars {
            name,
            consent,
            help,
            ..
        } = &particulars;
        self.edit_texts(&mut |text| *text = text.replace(CLINIC, name).replace(CLINIC_FIRST, name));
        if let Some(consent) = consent {
            let words = &mut self.consultation.consent;
            let ConsentWords { contact, text, .. } = words;
            contact.clone_from(&consent.contact);
            if let Some(own) = &consent.text {
                text.clone_from(own);
            }
        }
        if let Some(help) = help {
            self.help.intro = Marked::from(&*help.intro);
            let lines = help.lines.iter();
            self.help.lines = lines.map(|line| Marked::from(&**line)).collect();
        }
        self.clinic = Some(particulars);
        self
    }

    /// The guide with the guide's own neutral words where it means the clinic.
    pub fn of_no_clinic(self) -> Self {
        let words = self.interface.clinic.clone();
        let first = capitalized(&words);
        let mut guide = self.with_first_words();
        guide.edit_texts(&mut |text| {
            *text = text.replace(CLINIC, &words).replace(CLINIC_FIRST, &first);
        });
        guide
    }

    /// The guide with [`CLINIC_FIRST`] wherever the clinic begins a sentence.
    pub fn with_first_words(mut self) -> Self {
        self.edit_texts(&mut |text| {
            let mut rest = std::mem::take(text);
            while let Some(at) = rest.find(CLINIC) {
                text.push_str(&rest[..at]);
                let begins = begins_sentence(text);
                text.push_str(if begins { CLINIC_FIRST } else { CLINIC });
                rest = rest[at + CLINIC.len()..].to_owned();
            }
            text.push_str(&rest);
        });
        self
    }
}

impl Guide {
    /// The guide with the clinic's paths as a page sees them from which the site's folder is `up`.
    pub fn seen_from(mut self, up: &str) -> Self {
        if let Some(clinic) = &mut self.clinic {
            for address in [&mut clinic.logo, &mut clinic.site, &mut clinic.privacy] {
                if let Some(path) = address.as_ref().and_then(|path| path.strip_prefix("./")) {
                    *address = Some(format!("{up}{path}"));
                }
            }
        }
        self
    }
}

/// The words with a capital letter.
pub fn capitalized(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

/// Whether a sentence begins behind this text.
fn begins_sentence(before: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || "*[(\"'“‘«¿¡".contains(c);
    let mut before = before.trim_end_matches(marks);
    // Citations stand behind the end of a sentence.
    while let Some((text, _)) = before
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once("[^"))
    {
        before = text.trim_end();
    }
    before.is_empty() || before.ends_with(['.', '?', '!', '。', '؟'])
}
