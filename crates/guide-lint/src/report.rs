//! The result of linting one guide file.

use contract::Clinic;
use time::Date;

use crate::criteria::{self, CriterionResult};
use crate::readability::{FEWEST_WORDS, Measure};
use crate::rules::claim::{self, Claimed};
use crate::rules::{self, LintContext};
use crate::{Diagnostic, GuideFile, Passage, Scale, Severity, readability};

mod text;

/// The result of linting one guide file.
#[derive(Debug)]
pub struct Report<'a> {
    pub file: &'a GuideFile,
    /// The worst first, then in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The readability scale of the file's language, if there is a known one.
    pub scale: Option<Scale>,
    /// Its passages, measured if there is a scale.
    pub passages: Vec<(Passage, Option<Measure>)>,
    /// Every criterion for decision aids that applies, and how the guide stands with it.
    pub criteria: Vec<CriterionResult>,
}

/// Applies every rule to a guide file. `others` are the other guide files, which may be translations
/// of it; dates are compared with `today`.
pub fn lint<'a>(file: &'a GuideFile, others: &[GuideFile], today: Date) -> Report<'a> {
    lint_for(None, file, others, today)
}

/// The same for a project of this clinic, which the guide must not name.
pub fn lint_for<'a>(
    clinic: Option<&Clinic>,
    file: &'a GuideFile,
    others: &[GuideFile],
    today: Date,
) -> Report<'a> {
    let (scale, passages) = readability::of_guide(file.guide());
    let mut context = LintContext {
        clinic,
        file,
        others,
        today,
        scale,
        passages: &passages,
        claimed: Claimed::NotMeasured,
        criteria: &[],
    };
    context.claimed = claim::compare(&context).0;
    let criteria = criteria::results(&context);
    context.criteria = &criteria;
    let mut diagnostics = rules::diagnostics(&context);
    diagnostics.sort_by_cached_key(|diagnostic| (diagnostic.severity, file.line(&diagnostic.path)));
    Report {
        file,
        diagnostics,
        scale,
        passages,
        criteria,
    }
}

impl Report<'_> {
    pub fn count(&self, severity: Severity) -> usize {
        let same = |diagnostic: &&Diagnostic| diagnostic.severity == severity;
        self.diagnostics.iter().filter(same).count()
    }

    /// The median of the passages' scores; `None` if no passage could be measured.
    pub fn median(&self) -> Option<f64> {
        let measures = self.passages.iter().filter_map(|(_, measure)| *measure);
        let long = measures.filter(|measure| measure.words >= FEWEST_WORDS);
        readability::median(long.map(|measure| measure.score).collect())
    }
}
