//! The criteria of IPDASi version 4 for patient decision aids, in words of our own, and how a guide
//! stands with each (Joseph-Williams and others, Medical Decision Making 2014;34:699).
//!
//! Nine of the 44 are about tests and screening and do not apply. The numbers are ours, in the
//! order of the paper's groups.

use contract::Guide;
use contract::guide::Criterion;

use crate::judgement::{self, Judgement};
use crate::rules::LintContext;
use crate::rules::claim::Claimed;

mod condition;
mod proof;
mod table;

pub use proof::marked;

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

/// A criterion, and how the guide stands with it.
#[derive(Debug, Clone)]
pub struct CriterionResult {
    /// Its name, such as `quality 3`.
    pub id: &'static str,
    pub group: Group,
    /// What it asks for.
    pub wording: &'static str,
    /// The parts that it rests on; empty if there are none.
    pub paths: Vec<String>,
    pub standing: Standing,
    proof: Proof,
}

/// How a guide stands with a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Software sees that it is met.
    Met,
    /// A person judged that these words meet it.
    Judged(Judgement),
    /// A person has to judge whether the marked words meet it.
    ToJudge {
        /// Their digest, which a judgement has to name.
        words: String,
        /// A judgement on other words, which holds no more.
        before: Option<Judgement>,
    },
    /// It is not met; why, unless nothing is marked with it or shows it.
    NotMet(Option<String>),
}

impl CriterionResult {
    pub fn is_met(&self) -> bool {
        matches!(self.standing, Standing::Met | Standing::Judged(_))
    }

    pub fn is_to_judge(&self) -> bool {
        matches!(self.standing, Standing::ToJudge { .. })
    }

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
    /// A text is marked with it, and a person judged the text.
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

/// Whether only a person can say that the criterion of this name is met.
pub fn is_for_a_person(id: &str) -> bool {
    let mut entries = table::CRITERIA.iter();
    entries.any(|entry| {
        let marked =
            matches!(entry.proof, Proof::Marked(criterion) if !software_compares(criterion));
        marked && entry.id == id
    })
}

/// What a marked text claims is compared with what was measured.
fn software_compares(criterion: Criterion) -> bool {
    criterion == Criterion::ReadingLevel
}

/// Checks every criterion that applies.
pub fn results(context: &LintContext<'_>) -> Vec<CriterionResult> {
    let entries = table::CRITERIA.iter().map(|entry| {
        let paths = match entry.proof {
            Proof::Marked(criterion) => proof::marked(context.guide(), criterion),
            Proof::Shown(show, _) => show(context.guide()),
        };
        CriterionResult {
            id: entry.id,
            group: entry.group,
            wording: entry.wording,
            standing: standing(context, entry, &paths),
            paths,
            proof: entry.proof,
        }
    });
    entries.collect()
}

fn standing(context: &LintContext<'_>, entry: &Entry, paths: &[String]) -> Standing {
    let criterion = match entry.proof {
        _ if paths.is_empty() => return Standing::NotMet(None),
        Proof::Shown(..) => return Standing::Met,
        Proof::Marked(criterion) => criterion,
    };
    let texts = proof::texts(context.guide(), paths);
    let options = context.guide().options.iter();
    let options: Vec<_> = options.map(|option| option.label.as_str()).collect();
    if criterion == Criterion::Condition && !condition::is_described(&options, &texts) {
        return Standing::NotMet(Some(condition::MISSING.to_owned()));
    }
    if software_compares(criterion) {
        match context.claimed {
            Claimed::True => return Standing::Met,
            Claimed::False => return Standing::NotMet(Some("What it says is not so".to_owned())),
            Claimed::Nothing => {
                let why = "It names no grade that can be compared with the measured one";
                return Standing::NotMet(Some(why.to_owned()));
            }
            Claimed::NotMeasured => {}
        }
    }
    let words = judgement::digest(texts.iter().copied());
    match context.file.judgements().get(entry.id).cloned() {
        Some(before) if before.words != words => Standing::ToJudge {
            words,
            before: Some(before),
        },
        Some(judgement) if judgement.met => Standing::Judged(judgement),
        Some(judgement) => {
            let note = judgement.note.map(|note| format!(": {note}"));
            Standing::NotMet(Some(format!(
                "So judged {} on {}{}",
                judgement.by,
                judgement.on,
                note.unwrap_or_default()
            )))
        }
        None => Standing::ToJudge {
            words,
            before: None,
        },
    }
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

    #[test]
    fn a_person_judges_what_software_cannot_see() {
        for (id, person) in [
            ("qualifying 1", true),
            ("certifying 3", false),
            ("quality 9", false),
            ("quality 21", false),
            ("quality 22", true),
            ("quality 99", false),
        ] {
            assert_eq!(is_for_a_person(id), person, "{id}");
        }
    }
}
