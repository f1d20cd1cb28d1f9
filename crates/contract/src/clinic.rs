//! The clinic's particulars: the file `clinic.json`, apart from every guide.
//!
//! Guides say `{clinic}` where they mean the clinic that shows them. [`Clinic::check`] applies the
//! table [`MEMBERS`], which the browser's script gets too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::guide::GuideError;
use crate::marked::Uncited;

mod check;
mod fill;
mod member;

pub use fill::{CLINIC, CLINIC_FIRST, capitalized};
pub use member::{FILE_LIMIT, Kind, MEMBERS, Member, is_web};

/// The clinic's particulars, as the file has them. Only `name` is required; pages omit the rest.
///
/// `hours`, `answers`, `consent` and `help` are in one language. `languages` has them in others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Clinic {
    /// Where editors find the schema of this file. Not read by the page.
    #[serde(rename = "$schema", default, skip_serializing)]
    pub schema: Option<String>,
    /// The clinic's name. It stands wherever a guide says `{clinic}`.
    pub name: String,
    /// A picture with its name or sign: an `https://` address, or a path such as `/logo.svg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Its site: an `https://` address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Its telephone number as people write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Its mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// Its street address, one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Its privacy notice: an `https://` address, or a path such as `/privacy`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<String>,
    /// The language of the four members below (BCP 47); `en` if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When it is open: `Monday to Friday, 9 to 5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// How soon somebody answers, as a sentence: `We answer within two working days.`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// The words of consent, in place of the guide's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// The help lines of the country, in place of the guide's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Help>,
    /// What differs in other languages, by language (BCP 47).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: BTreeMap<String, Translation>,
    /// What the clinic has to settle before it publishes. No page shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
}

/// What differs in one language.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Translation {
    /// The clinic's name in this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its site in this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Its street address in this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Its privacy notice in this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<String>,
    /// When it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// How soon somebody answers, as a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// The words of consent, in place of the guide's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// The help lines of the country, in place of the guide's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Help>,
}

/// The exact words that a visitor agrees to. They travel with the request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consent {
    /// To being contacted.
    pub contact: String,
    /// To text messages; the guide's own words if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Emergency and crisis lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Help {
    /// One or two sentences before the lines.
    pub intro: Uncited,
    /// The lines, most urgent first, such as `**Emergency:** call [999](tel:999).`
    pub lines: Vec<Uncited>,
}

/// The particulars as a guide in one language shows them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Particulars {
    /// See [`Clinic::name`]; the others likewise.
    pub name: String,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub logo: Option<String>,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub site: Option<String>,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub phone: Option<String>,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub mail: Option<String>,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub address: Option<String>,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub privacy: Option<String>,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub hours: Option<String>,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub answers: Option<String>,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub consent: Option<Consent>,
    #[expect(missing_docs, reason = "see `Clinic`")]
    pub help: Option<Help>,
}

impl Clinic {
    /// A clinic of which only the name is known.
    pub fn named(name: &str) -> Self {
        Self {
            schema: None,
            name: name.to_owned(),
            logo: None,
            site: None,
            phone: None,
            mail: None,
            address: None,
            privacy: None,
            language: None,
            hours: None,
            answers: None,
            consent: None,
            help: None,
            languages: BTreeMap::new(),
            review: None,
        }
    }

    /// The particulars for a guide in this language: what `languages` says for it or for the wider
    /// one (`es` for `es-MX`), then what the file says for every language. Words in another language
    /// are left out, but for the help lines: the right numbers matter more than the language.
    pub fn in_language(&self, language: &str) -> Particulars {
        let none = Translation::default();
        let wider = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        let find = |wanted: &str| {
            let mut all = self.languages.iter();
            all.find(|(tag, _)| tag.eq_ignore_ascii_case(wanted))
        };
        let own = find(language).or_else(|| find(&wider(language)));
        let own = own.map_or(&none, |(_, own)| own);
        let same = wider(self.language.as_deref().unwrap_or("en")) == wider(language);
        let pick = |own: &Option<String>, all: &Option<String>| own.clone().or_else(|| all.clone());
        let words = |own: &Option<String>, all: &Option<String>| {
            own.clone().or_else(|| all.clone().filter(|_| same))
        };
        Particulars {
            name: own.name.clone().unwrap_or_else(|| self.name.clone()),
            logo: self.logo.clone(),
            site: pick(&own.site, &self.site),
            phone: self.phone.clone(),
            mail: self.mail.clone(),
            address: pick(&own.address, &self.address),
            privacy: pick(&own.privacy, &self.privacy),
            hours: words(&own.hours, &self.hours),
            answers: words(&own.answers, &self.answers),
            consent: own
                .consent
                .clone()
                .or_else(|| self.consent.clone().filter(|_| same)),
            help: own.help.clone().or_else(|| self.help.clone()),
        }
    }

    /// All errors; empty for particulars that can be shown.
    pub fn check(&self) -> Vec<GuideError> {
        check::errors(self)
    }
}

#[cfg(test)]
mod tests;
