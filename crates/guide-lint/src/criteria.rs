//! The criteria of IPDASi version 4 for patient decision aids, in words of our own, and where a
//! guide meets them (Joseph-Williams and others, Medical Decision Making 2014;34:699).
//!
//! Nine of the 44 are about tests and screening and do not apply. The numbers are ours, in the
//! order of the paper's groups.

use contract::Guide;
use contract::guide::Criterion;

mod proof;
mod table;

/// What a criterion is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Without it, it is no decision aid.
    Qualifying,
    /// Without it, there is a high risk of bias that does harm.
    Certifying,
    /// With it, the aid is better.
    Quality,
}

impl Group {
    pub const ALL: [Self; 3] = [Self::Qualifying, Self::Certifying, Self::Quality];

    pub fn name(self) -> &'static str {
        match self {
            Self::Qualifying => "qualifying",
            Self::Certifying => "certifying",
            Self::Quality => "quality",
        }
    }
}

/// A criterion, and where the guide meets it.
#[derive(Debug, Clone)]
pub struct CriterionResult {
    /// Its name, such as `quality 3`.
    pub id: &'static str,
    pub group: Group,
    /// What it asks for.
    pub wording: &'static str,
    /// The parts that meet it; empty if none does.
    pub paths: Vec<String>,
    proof: Proof,
}

impl CriterionResult {
    /// Whether another rule says what is missing.
    pub fn has_a_rule_of_its_own(&self) -> bool {
        match self.proof {
            Proof::Marked(criterion) => {
                matches!(criterion, Criterion::GoodPoints | Criterion::BadPoints)
            }
            Proof::Shown(..) => true,
        }
    }

    /// How to meet it.
    pub fn advice(&self) -> String {
        match self.proof {
            Proof::Marked(criterion) => {
                let mark = serde_json::to_string(&criterion).unwrap_or_default();
                format!("Write it, and mark the text with `\"meets\": [{mark}]`.")
            }
            Proof::Shown(_, advice) => advice.to_owned(),
        }
    }
}

/// What proves that a criterion is met.
#[derive(Debug, Clone, Copy)]
enum Proof {
    /// A text is marked with it.
    Marked(Criterion),
    /// The guide's own shape shows it: the function finds where; the text says what to do otherwise.
    Shown(fn(&Guide) -> Vec<String>, &'static str),
}

/// One line of the table of criteria.
struct Entry {
    id: &'static str,
    group: Group,
    wording: &'static str,
    proof: Proof,
}

/// Checks every criterion that applies.
pub fn results(guide: &Guide) -> Vec<CriterionResult> {
    let entries = table::CRITERIA.iter().map(|entry| CriterionResult {
        id: entry.id,
        group: entry.group,
        wording: entry.wording,
        paths: match entry.proof {
            Proof::Marked(criterion) => proof::marked(guide, criterion),
            Proof::Shown(show, _) => show(guide),
        },
        proof: entry.proof,
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_44_criteria_35_apply() {
        let count = |group| {
            let entries = table::CRITERIA.iter();
            entries.filter(|entry| entry.group == group).count()
        };
        assert_eq!(Group::ALL.map(count), [6, 6, 23]);
    }

    #[test]
    fn each_has_a_name_of_its_own() {
        let mut ids: Vec<_> = table::CRITERIA.iter().map(|entry| entry.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), table::CRITERIA.len());
    }
}
