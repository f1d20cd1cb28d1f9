//! Everything the editor has to say about one guide file.

use time::Date;

use crate::criteria::{self, CriterionResult};
use crate::readability::{FEWEST_WORDS, Measure};
use crate::rules::{self, LintContext};
use crate::{Diagnostic, GuideFile, Passage, Scale, Severity, prose, readability};

mod text;

/// Everything the editor has to say about one guide file.
#[derive(Debug)]
pub struct Report<'a> {
    /// The file.
    pub file: &'a GuideFile,
    /// What there is to mend, the worst first, then in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The scale of the file's language; none where we know none.
    pub scale: Option<Scale>,
    /// Its passages, with what was counted where there is a scale.
    pub passages: Vec<(Passage, Option<Measure>)>,
    /// Every criterion for decision aids that applies, met or not.
    pub criteria: Vec<CriterionResult>,
}

/// Looks at a guide file with every rule. `others` are the other guide files, for translations of
/// each other; `today` is the day that dates are compared with.
pub fn lint<'a>(file: &'a GuideFile, others: &[GuideFile], today: Date) -> Report<'a> {
    let guide = file.guide();
    let scale = Scale::of(&guide.language);
    let passages = prose::passages(guide);
    let measured = passages.into_iter().map(|passage| {
        let sentences = passage.sentences.iter();
        let sentences = sentences.map(|(_, sentence)| sentence.as_str());
        let measure = scale.and_then(|scale| scale.measure(sentences));
        (passage, measure)
    });
    let passages: Vec<_> = measured.collect();
    let criteria = criteria::results(guide);
    let context = LintContext {
        file,
        others,
        today,
        scale,
        passages: &passages,
        criteria: &criteria,
    };
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
    /// How many diagnostics have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        let same = |diagnostic: &&Diagnostic| diagnostic.severity == severity;
        self.diagnostics.iter().filter(same).count()
    }

    /// The middle of the passages' scores; none where nothing could be measured.
    pub fn median(&self) -> Option<f64> {
        let measures = self.passages.iter().filter_map(|(_, measure)| *measure);
        let long = measures.filter(|measure| measure.words >= FEWEST_WORDS);
        readability::median(long.map(|measure| measure.score).collect())
    }
}
