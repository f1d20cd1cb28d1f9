//! The attributes of `<care-guide>`, checked.
//!
//! An invalid value never breaks the page: the default applies, and a [`Warning`] names the value,
//! the attribute, and what is allowed.

#![warn(missing_docs)]

use std::fmt;

mod backend;
mod endpoint;

pub use backend::Backend;
use backend::{NAMES, Unknown};
pub use endpoint::Endpoint;

/// The attributes, in the order of the documentation.
pub const ATTRIBUTES: [&str; 13] = [
    "guide",
    "lang",
    "endpoint",
    "backend",
    "profile",
    "section",
    "deep-links",
    "theme",
    "clinic",
    "clinic-name",
    "clinic-phone",
    "heading-level",
    "exit",
];

/// What the page adds to the attributes of one element.
#[derive(Debug, Clone, Default)]
pub struct PageContext {
    /// The nearest `lang` above the element.
    pub language: Option<String>,
    /// The page's origin, such as `https://clinic.example`, or `null` in a sandbox; `None` at build
    /// time.
    pub origin: Option<String>,
    /// The JSON in the element's own `<script type="application/json">`.
    pub profile: Option<String>,
}

/// The configuration of one `<care-guide>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `guide`: a bundled guide's name.
    pub guide: String,
    /// `lang`, or the nearest `lang` above the element: BCP 47.
    pub language: String,
    /// `endpoint`: where requests go. `None` shows the contact details in place of the form.
    pub endpoint: Option<Endpoint>,
    /// `backend` and `profile`: how to talk to it.
    pub backend: Backend,
    /// `section`: the section shown first; `None` for the guide's first.
    pub section: Option<String>,
    /// `deep-links`: whether the URL's hash follows the tabs.
    pub deep_links: bool,
    /// `theme`: light, dark, or what the device prefers.
    pub theme: Theme,
    /// `clinic` or `clinic-name`: whether the element names a clinic. `src/loader/clinic.js` reads
    /// them.
    pub has_clinic: bool,
    /// `heading-level`: the level of the guide's first heading, 1 to 4.
    pub heading_level: u8,
    /// `exit`: where "Leave this page" leads; `None` for no such link.
    pub exit: Option<String>,
}

/// The colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// What the device prefers.
    #[default]
    Auto,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// The attribute's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// An invalid value, and what applies instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The attribute.
    pub attribute: &'static str,
    /// Its value.
    pub value: String,
    /// What is allowed, and what applies now.
    pub allowed: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            attribute,
            value,
            allowed,
        } = self;
        write!(f, "<care-guide {attribute}=\"{value}\">: {allowed}")
    }
}

impl Config {
    /// Reads the attributes of one element.
    pub fn read(
        attribute: impl Fn(&str) -> Option<String>,
        context: PageContext,
    ) -> (Self, Vec<Warning>) {
        let mut warnings = Vec::new();
        let mut warn = |attribute, value, allowed: String| {
            warnings.push(Warning {
                attribute,
                value,
                allowed,
            });
        };
        let filled = |name| attribute(name).filter(|value| !value.trim().is_empty());
        let value = filled("endpoint").unwrap_or_default();
        let mut endpoint = match Endpoint::parse(&value, context.origin.as_deref()) {
            Ok(endpoint) => Some(endpoint),
            Err(error) => {
                warn("endpoint", value, error.to_string());
                None
            }
        };
        let name = filled("backend").unwrap_or_else(|| "careguide".to_owned());
        let own = filled("profile");
        if let (Some(value), Some(_)) = (&own, &context.profile) {
            let allowed = "it counts, and the <script type=\"application/json\"> inside the element \
                           does not";
            warn("profile", value.clone(), allowed.to_owned());
        }
        let own = own.or(context.profile).unwrap_or_default();
        let backend = match backend::own_profile(&own, context.origin.as_deref()) {
            Ok(own) => Backend::named(&name, own).unwrap_or_else(|unknown| {
                let allowed = match unknown {
                    Unknown::Name => {
                        format!("allowed are custom {NAMES}; careguide applies now")
                    }
                    // The backend would not understand the request, and lose it.
                    Unknown::NoProfile => {
                        endpoint = None;
                        "it needs its profile in the attribute profile, or in a <script \
                         type=\"application/json\"> inside the element; the contact details are \
                         shown in place of the form"
                            .to_owned()
                    }
                };
                warn("backend", name, allowed);
                Backend::default()
            }),
            Err(error) => {
                endpoint = None;
                let allowed = format!("it is neither JSON nor an address: {error}");
                warn("profile", own, allowed);
                Backend::default()
            }
        };
        let theme = match filled("theme").as_deref() {
            None | Some("auto") => Theme::Auto,
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            Some(value) => {
                let allowed = "allowed are auto, light and dark; auto applies now";
                warn("theme", value.to_owned(), allowed.to_owned());
                Theme::Auto
            }
        };
        let heading_level = match filled("heading-level").as_deref() {
            None | Some("1") => 1,
            Some("2") => 2,
            Some("3") => 3,
            Some("4") => 4,
            Some(value) => {
                let allowed = "allowed are 1, 2, 3 and 4; 1 applies now";
                warn("heading-level", value.to_owned(), allowed.to_owned());
                1
            }
        };
        let exit = filled("exit").and_then(|value| {
            let page = endpoint::page(&value, context.origin.as_deref());
            if page.is_err() {
                let allowed = "allowed are https://…, http://… and a path on this site such as \
                               /weather; nothing leads away now";
                warn("exit", value, allowed.to_owned());
            }
            page.ok()
        });
        let config = Self {
            guide: filled("guide").unwrap_or_else(|| "mdma".to_owned()),
            // Java and WordPress write underscores.
            language: filled("lang")
                .or(context.language)
                .map_or_else(|| "en".to_owned(), |tag| tag.trim().replace('_', "-")),
            endpoint,
            backend,
            section: filled("section"),
            deep_links: attribute("deep-links").is_some(),
            theme,
            has_clinic: filled("clinic").or_else(|| filled("clinic-name")).is_some(),
            heading_level,
            exit,
        };
        (config, warnings)
    }

    /// The index of the section shown first. Warns if `section` names none of these ids.
    pub fn first_section(&self, sections: &[String]) -> (usize, Option<Warning>) {
        let Some(wanted) = &self.section else {
            return (0, None);
        };
        match sections.iter().position(|id| id == wanted) {
            Some(index) => (index, None),
            None => {
                let warning = Warning {
                    attribute: "section",
                    value: wanted.clone(),
                    allowed: format!("allowed are {}; the first applies now", sections.join(", ")),
                };
                (0, Some(warning))
            }
        }
    }
}

#[cfg(test)]
mod tests;
