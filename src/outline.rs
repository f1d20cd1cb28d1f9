//! What the components need to know about a guide to hydrate its HTML.

/// The outline of a guide. The build reads it from the guide file, the browser from the rendered
/// HTML. Everything else is in that HTML only, the error messages too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The guide's language (BCP 47).
    pub language: String,
    /// The sections' ids, in order.
    pub sections: Vec<String>,
    /// The index of the section shown first.
    pub first: usize,
    /// Which way the language is written.
    pub right_to_left: bool,
}

#[cfg(feature = "ssr")]
impl Outline {
    /// The outline of a guide file.
    pub fn of(guide: &contract::Guide, config: &crate::Config) -> Self {
        let sections: Vec<_> = guide.sections.iter().map(|s| s.id.clone()).collect();
        Self {
            language: guide.language.clone(),
            first: config.first_section(&sections).0,
            sections,
            right_to_left: guide.direction == contract::guide::Direction::Rtl,
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::Outline;
    use crate::Config;
    use crate::config::PageContext;
    use crate::tests::small;

    fn config(section: Option<&str>) -> Config {
        let attribute = |name: &str| section.filter(|_| name == "section").map(str::to_owned);
        Config::read(attribute, PageContext::default()).0
    }

    #[test]
    fn an_outline_has_what_the_guide_file_says() {
        let mut guide = small();
        let outline = Outline::of(&guide, &config(None));
        let expected = Outline {
            language: "en".to_owned(),
            sections: vec!["compare".to_owned(), "care".to_owned()],
            first: 0,
            right_to_left: false,
        };
        assert_eq!(outline, expected);
        guide.direction = contract::guide::Direction::Rtl;
        assert!(Outline::of(&guide, &config(None)).right_to_left);
    }

    #[test]
    fn the_section_that_the_element_names_is_first_if_there_is_one() {
        for (section, first) in [("care", 1), ("compare", 0), ("prices", 0)] {
            let outline = Outline::of(&small(), &config(Some(section)));
            assert_eq!(outline.first, first, "{section}");
        }
    }
}
