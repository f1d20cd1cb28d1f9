//! How much of the long matrices a run goes through.

use std::sync::LazyLock;

use crate::environment;

/// A tier of the tests. Each journey runs in both. A matrix that takes long says at its own place
/// which of its rows the default tier keeps.
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

    /// The rows of a matrix that run: all of them, or those that stand for a kind.
    pub fn rows<T>(
        self,
        rows: impl IntoIterator<Item = T>,
        is_representative: impl Fn(&T) -> bool,
    ) -> impl Iterator<Item = T> {
        rows.into_iter()
            .filter(move |row| self == Self::All || is_representative(row))
    }
}
