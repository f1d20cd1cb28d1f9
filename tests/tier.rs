//! How much of the long matrices runs.

use std::sync::LazyLock;

use crate::environment;

/// Every journey runs in both tiers. Each long matrix says which rows the default tier keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// One row of each kind.
    Default,
    /// Every row.
    All,
}

impl Tier {
    /// The tier of this run.
    pub fn current() -> Self {
        static TIER: LazyLock<Tier> = LazyLock::new(|| match environment::runs_all() {
            true => Tier::All,
            false => Tier::Default,
        });
        *TIER
    }

    /// The rows that run: all, or the representative ones.
    pub fn rows<T>(
        self,
        rows: impl IntoIterator<Item = T>,
        is_representative: impl Fn(&T) -> bool,
    ) -> impl Iterator<Item = T> {
        rows.into_iter()
            .filter(move |row| self == Self::All || is_representative(row))
    }
}
