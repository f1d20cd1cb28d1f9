//! Figures: pictures, numbers, words.

use serde_json::json;

use super::{Role, Visitor};

/// The visible parts of each figure with a choice. A table for screen readers alone takes no more
/// than a pixel.
const FIGURES_SEEN: &str = "
    const tree = document.querySelector('care-guide')?.shadowRoot ?? document;
    const seen = (element) => element.checkVisibility({ contentVisibilityAuto: true })
        && element.getBoundingClientRect().width > 1;
    return [...tree.querySelectorAll('figure:has(table)')].filter(seen).map((figure) =>
        ['picture', 'numbers', 'words'].filter((part) =>
            seen(figure.querySelector('.' + part))).join(', '));
";

impl Visitor {
    #[track_caller]
    pub fn sees_figures_as(&self, parts: &[&str]) -> &Self {
        self.sees(|| {
            let seen = self.browser.run(FIGURES_SEEN, Vec::new())?;
            if seen == json!(parts) {
                Ok(())
            } else {
                Err(format!("the figures show {seen} rather than {parts:?}"))
            }
        })
    }

    /// There is a table whose name begins like this.
    #[track_caller]
    pub fn can_have_the_numbers_read_out(&self, name: &str) -> &Self {
        let names = self.names_of(Role::Table);
        let there = names.iter().any(|found| found.starts_with(name));
        assert!(there, "{name:?} is none of the tables {names:?}");
        self
    }
}
