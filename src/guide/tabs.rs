//! Which section is shown, and what a key or a hash does to it (WAI-ARIA Authoring Practices,
//! tabs pattern, automatic activation).

/// The hash that shows every section on one page.
pub const EVERYTHING: &str = "everything";

/// What the visitor sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The section with this index.
    One(usize),
    /// Every section, one below the other.
    Everything,
}

impl View {
    /// Whether the section is on the page.
    pub fn shows(self, index: usize) -> bool {
        matches!(self, Self::Everything) || self == Self::One(index)
    }

    /// The view a hash asks for, if it names one. The hash may come with its `#` or without.
    pub fn from_hash(hash: &str, ids: &[String]) -> Option<Self> {
        let name = hash.strip_prefix('#').unwrap_or(hash);
        if name == EVERYTHING {
            return Some(Self::Everything);
        }
        ids.iter().position(|id| id == name).map(Self::One)
    }

    /// The view that `viewIn` of `src/loader/browser.js` reads, and the index of the section shown last.
    #[cfg(feature = "hydrate")]
    pub fn read(shown: i32) -> (Self, usize) {
        match usize::try_from(shown) {
            Ok(index) => (Self::One(index), index),
            Err(_) => (Self::Everything, shown.unsigned_abs() as usize - 1),
        }
    }

    /// The hash that asks for this view.
    pub fn hash(self, ids: &[String]) -> String {
        match self {
            Self::One(index) => format!("#{}", ids[index]),
            Self::Everything => format!("#{EVERYTHING}"),
        }
    }
}

/// The state of one section and its tab. Each has its own signal, so that a key press costs the same
/// however many sections there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabState {
    /// The guide is not hydrated: tabs are links, and the style sheet shows what the hash names.
    Idle,
    /// All sections are shown, under a list of contents.
    Listed,
    /// This section alone is shown.
    Selected,
    /// Another section is shown.
    Hidden,
}

impl TabState {
    /// The state of the section with this index.
    pub fn of(index: usize, view: View, hydrated: bool) -> Self {
        match view {
            _ if !hydrated => Self::Idle,
            View::Everything => Self::Listed,
            View::One(shown) if shown == index => Self::Selected,
            View::One(_) => Self::Hidden,
        }
    }

    /// Whether the link is an ARIA tab.
    pub fn has_tab(self) -> bool {
        matches!(self, Self::Selected | Self::Hidden)
    }
}

/// The tab that a key moves to, from the tab at `current` of `count`. Left and Right follow the
/// direction of writing and wrap; Up and Down are the page's.
pub fn target(key: &str, current: usize, count: usize, right_to_left: bool) -> Option<usize> {
    let next = (current + 1) % count;
    let previous = (current + count - 1) % count;
    match (key, right_to_left) {
        ("ArrowRight", false) | ("ArrowLeft", true) => Some(next),
        ("ArrowLeft", false) | ("ArrowRight", true) => Some(previous),
        ("Home", _) => Some(0),
        ("End", _) => Some(count - 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> Vec<String> {
        ["at-a-glance", "therapy", "risks"].map(String::from).into()
    }

    /// `src/loader/tabs.js` is tested by the same table.
    #[test]
    fn keys_lead_where_the_table_says() {
        let table: Vec<serde_json::Value> =
            serde_json::from_str(include_str!("tab_keys.json")).expect("the table can be read");
        for row in table {
            let number = |name: &str| row[name].as_u64().map(|number| number as usize);
            let (Some(key), Some(current), Some(count), Some(right_to_left)) = (
                row["key"].as_str(),
                number("current"),
                number("count"),
                row["right_to_left"].as_bool(),
            ) else {
                panic!("{row} lacks a member");
            };
            let to = target(key, current, count, right_to_left);
            assert_eq!(to, number("target"), "{row}");
        }
    }

    /// `src/loader/tabs.js` is tested by the same table, where -1 is everything.
    #[test]
    fn hashes_name_what_the_table_says() {
        let table: Vec<serde_json::Value> =
            serde_json::from_str(include_str!("tab_hashes.json")).expect("the table can be read");
        for row in table {
            let hash = row["hash"].as_str().expect("a hash");
            let view = row["view"]
                .as_i64()
                .map(|index| match usize::try_from(index) {
                    Ok(index) => View::One(index),
                    Err(_) => View::Everything,
                });
            assert_eq!(View::from_hash(hash, &ids()), view, "{row}");
        }
        assert_eq!(View::from_hash("risks", &ids()), Some(View::One(2)));
    }

    #[test]
    fn one_section_is_selected_all_are_listed_and_none_has_a_tab_before_hydration() {
        let states = |view, hydrated| [0, 1].map(|index| TabState::of(index, view, hydrated));
        for view in [View::One(1), View::Everything] {
            assert_eq!(states(view, false), [TabState::Idle; 2]);
        }
        assert_eq!(states(View::Everything, true), [TabState::Listed; 2]);
        let one = states(View::One(1), true);
        assert_eq!(one, [TabState::Hidden, TabState::Selected]);
        assert!(one.iter().all(|state| state.has_tab()));
        assert!(!TabState::Listed.has_tab() && !TabState::Idle.has_tab());
    }

    #[test]
    fn a_view_and_its_hash_say_the_same() {
        for view in [View::One(0), View::One(2), View::Everything] {
            assert_eq!(View::from_hash(&view.hash(&ids()), &ids()), Some(view));
        }
    }
}
