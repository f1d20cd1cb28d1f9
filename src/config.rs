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
pub const ATTRIBUTES: [&str; 12] = [
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
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> (Config, Vec<Warning>) {
        let attribute = |name: &str| {
            let (_, value) = attributes.iter().find(|(n, _)| *n == name)?;
            Some((*value).to_owned())
        };
        Config::read(attribute, PageContext::default())
    }

    fn on_a_spanish_page() -> PageContext {
        PageContext {
            language: Some("es".to_owned()),
            ..Default::default()
        }
    }

    #[test]
    fn an_element_without_attributes_has_the_defaults() {
        let (config, warnings) = read(&[]);
        assert_eq!(config.guide, "mdma");
        assert_eq!(config.language, "en");
        assert_eq!(config.endpoint, None);
        assert_eq!(config.section, None);
        assert!(!config.deep_links);
        assert_eq!(config.theme, Theme::Auto);
        assert_eq!(config.heading_level, 1);
        let named: Vec<_> = warnings.iter().map(|w| w.attribute).collect();
        assert_eq!(
            named,
            ["endpoint"],
            "without an endpoint nothing can be sent"
        );
    }

    #[test]
    fn an_empty_deep_links_counts_as_present() {
        assert!(read(&[("deep-links", "")]).0.deep_links);
    }

    #[test]
    fn a_backend_has_what_its_element_says_of_it() {
        let attribute = |name: &str| match name {
            "endpoint" => Some("/api".to_owned()),
            "backend" => Some("custom".to_owned()),
            _ => None,
        };
        let own = Some("{}".to_owned());
        let context = PageContext {
            profile: own.clone(),
            ..Default::default()
        };
        let (config, warnings) = Config::read(attribute, context);
        assert_eq!(warnings, []);
        assert_eq!(config.backend, Backend::Profile { file: None, own });
        // Without a profile the backend would not understand the request.
        let (config, warnings) = Config::read(attribute, PageContext::default());
        assert_eq!(config.endpoint, None);
        assert_eq!(warnings.len(), 1);
    }

    #[test]
    fn the_attribute_counts_before_the_script_and_says_so() {
        let attribute = |name: &str| match name {
            "endpoint" => Some("/api".to_owned()),
            "profile" => Some("https://a.example/p".to_owned()),
            _ => None,
        };
        let context = PageContext {
            profile: Some("{}".to_owned()),
            ..Default::default()
        };
        let (config, warnings) = Config::read(attribute, context);
        let own = Some("https://a.example/p".to_owned());
        let file = Some("careguide");
        assert_eq!(config.backend, Backend::Profile { file, own });
        let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(
            warnings,
            [
                "<care-guide profile=\"https://a.example/p\">: it counts, and the <script \
                 type=\"application/json\"> inside the element does not"
            ]
        );
    }

    #[test]
    fn without_a_good_profile_nothing_is_sent() {
        for script in [false, true] {
            let wrong = || Some("profile.json".to_owned());
            let attribute = |name: &str| match name {
                "endpoint" => Some("/api".to_owned()),
                "backend" => Some("custom".to_owned()),
                "profile" if !script => wrong(),
                _ => None,
            };
            let context = PageContext {
                profile: wrong().filter(|_| script),
                ..Default::default()
            };
            let (config, warnings) = Config::read(attribute, context);
            assert_eq!(config.endpoint, None);
            let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
            let start = "<care-guide profile=\"profile.json\">: it is neither JSON nor an address: \
                         allowed are https://…, a path on this site";
            assert_eq!(warnings.len(), 1);
            assert!(warnings[0].starts_with(start), "{warnings:?}");
        }
    }

    #[test]
    fn the_nearest_language_applies_where_the_element_names_none() {
        let (config, _) = Config::read(|_| None, on_a_spanish_page());
        assert_eq!(config.language, "es");
    }

    #[test]
    fn a_language_may_be_written_with_an_underscore() {
        let lang = |name: &str| (name == "lang").then(|| " es_MX ".to_owned());
        let (config, _) = Config::read(lang, PageContext::default());
        assert_eq!(config.language, "es-MX");
    }

    #[test]
    fn a_value_that_is_not_allowed_falls_back_with_one_warning() {
        let (config, warnings) = read(&[
            ("theme", "sepia"),
            ("backend", "pigeon"),
            ("endpoint", "javascript:alert(1)"),
        ]);
        assert_eq!(config.theme, Theme::Auto);
        assert_eq!(config.endpoint, None);
        let named: Vec<_> = warnings.iter().map(|w| w.attribute).collect();
        assert_eq!(named, ["endpoint", "backend", "theme"]);
        assert_eq!(
            warnings[2].to_string(),
            "<care-guide theme=\"sepia\">: allowed are auto, light and dark; auto applies now"
        );
    }

    #[test]
    fn each_attribute_is_read() {
        let (config, warnings) = read(&[
            ("guide", "ketamine"),
            ("lang", "es"),
            ("endpoint", "/api/consultations"),
            ("backend", "hubspot"),
            ("profile", "{}"),
            ("section", "risks"),
            ("deep-links", ""),
            ("theme", "dark"),
            ("heading-level", "2"),
        ]);
        assert_eq!(warnings, []);
        assert_eq!(config.guide, "ketamine");
        assert_eq!(config.language, "es");
        let endpoint = config.endpoint.as_ref().map(Endpoint::as_str);
        assert_eq!(endpoint, Some("/api/consultations"));
        let own = Some("{}".to_owned());
        let file = Some("hubspot");
        assert_eq!(config.backend, Backend::Profile { file, own });
        assert_eq!(config.section.as_deref(), Some("risks"));
        assert!(config.deep_links);
        assert_eq!(config.theme, Theme::Dark);
        assert_eq!(config.heading_level, 2);
    }

    #[test]
    fn the_first_heading_has_a_level_from_1_to_4() {
        for (value, level) in [("1", 1), ("2", 2), ("3", 3), ("4", 4)] {
            let (config, warnings) = read(&[("endpoint", "/api"), ("heading-level", value)]);
            assert_eq!((config.heading_level, warnings), (level, Vec::new()));
        }
        for value in ["0", "5", "-1", "2.0", " 2", "two", "٢", "h2"] {
            let (config, warnings) = read(&[("endpoint", "/api"), ("heading-level", value)]);
            assert_eq!(config.heading_level, 1, "{value}");
            let warned: Vec<_> = warnings.iter().map(ToString::to_string).collect();
            let expected = format!(
                "<care-guide heading-level=\"{value}\">: allowed are 1, 2, 3 and 4; 1 applies now"
            );
            assert_eq!(warned, [expected]);
        }
    }

    #[test]
    fn no_attribute_is_read_that_is_not_documented() {
        let asked = std::cell::RefCell::new(Vec::new());
        Config::read(
            |name| {
                asked.borrow_mut().push(name.to_owned());
                None
            },
            PageContext::default(),
        );
        let mut asked = asked.into_inner();
        // `src/loader/clinic.js` reads it. Without a name it names no clinic.
        asked.push("clinic-phone".to_owned());
        asked.sort();
        let mut documented = ATTRIBUTES;
        documented.sort_unstable();
        assert_eq!(asked, documented);
    }

    #[test]
    fn a_blank_attribute_is_as_good_as_none() {
        let blank = [
            "guide",
            "lang",
            "endpoint",
            "backend",
            "profile",
            "section",
            "theme",
            "heading-level",
        ];
        let (config, warnings) = read(&blank.map(|name| (name, " ")));
        assert_eq!((config, warnings), read(&[]));
    }

    #[test]
    fn the_element_s_own_language_counts_before_the_nearest() {
        let lang = |name: &str| (name == "lang").then(|| "ar".to_owned());
        let (config, _) = Config::read(lang, on_a_spanish_page());
        assert_eq!(config.language, "ar");
    }

    #[test]
    fn a_path_belongs_to_the_page_s_origin() {
        let path = |name: &str| (name == "endpoint").then(|| "/api".to_owned());
        let context = PageContext {
            origin: Some("https://clinic.example".to_owned()),
            ..Default::default()
        };
        let (config, _) = Config::read(path, context);
        let endpoint = config.endpoint.as_ref().map(Endpoint::as_str);
        assert_eq!(endpoint, Some("https://clinic.example/api"));
    }

    #[test]
    fn a_theme_s_word_is_the_attribute_s() {
        for theme in [Theme::Auto, Theme::Light, Theme::Dark] {
            assert_eq!(read(&[("theme", theme.as_str())]).0.theme, theme);
        }
    }

    #[test]
    fn a_section_that_there_is_not_is_reported_with_those_there_are() {
        let sections = ["therapy", "risks"].map(String::from);
        let first = |section| read(&[("section", section)]).0.first_section(&sections);
        assert_eq!(first("risks"), (1, None));
        assert_eq!(first(""), (0, None));
        let (index, warning) = first("prices");
        assert_eq!(index, 0);
        assert_eq!(
            warning.map(|warning| warning.to_string()).as_deref(),
            Some(
                "<care-guide section=\"prices\">: allowed are therapy, risks; the first applies now"
            )
        );
    }
}
