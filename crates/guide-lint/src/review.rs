//! Everything the editor has to say about one guide file.

use time::Date;

use crate::criteria::{self, Verdict};
use crate::readability::{FEWEST_WORDS, Measure};
use crate::rules::{self, Desk};
use crate::{Finding, Manuscript, Passage, Scale, Severity, prose, readability};

/// Everything the editor has to say about one guide file.
#[derive(Debug)]
pub struct Review<'a> {
    /// The file.
    pub manuscript: &'a Manuscript,
    /// What there is to mend, the worst first, then in the order of the file.
    pub findings: Vec<Finding>,
    /// The scale of the file's language; none where we know none.
    pub scale: Option<Scale>,
    /// Its passages, with what was counted where there is a scale.
    pub passages: Vec<(Passage, Option<Measure>)>,
    /// Every criterion for decision aids that applies, met or not.
    pub verdicts: Vec<Verdict>,
}

/// Looks at a guide file with every rule. `others` are the other guide files, for translations of
/// each other; `today` is the day that dates are compared with.
pub fn review<'a>(manuscript: &'a Manuscript, others: &[Manuscript], today: Date) -> Review<'a> {
    let guide = manuscript.guide();
    let scale = Scale::of(&guide.language);
    let passages = prose::passages(guide);
    let measured = passages.into_iter().map(|passage| {
        let sentences = passage.sentences.iter();
        let sentences = sentences.map(|(_, sentence)| sentence.as_str());
        let measure = scale.and_then(|scale| scale.measure(sentences));
        (passage, measure)
    });
    let passages: Vec<_> = measured.collect();
    let verdicts = criteria::verdicts(guide);
    let desk = Desk {
        manuscript,
        others,
        today,
        scale,
        passages: &passages,
        verdicts: &verdicts,
    };
    let mut findings = rules::findings(&desk);
    findings.sort_by_cached_key(|finding| (finding.severity, manuscript.line(&finding.place)));
    Review {
        manuscript,
        findings,
        scale,
        passages,
        verdicts,
    }
}

impl Review<'_> {
    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        let same = |finding: &&Finding| finding.severity == severity;
        self.findings.iter().filter(same).count()
    }

    /// The middle of the passages' scores; none where nothing could be measured.
    pub fn median(&self) -> Option<f64> {
        let measures = self.passages.iter().filter_map(|(_, measure)| *measure);
        let long = measures.filter(|measure| measure.words >= FEWEST_WORDS);
        readability::median(long.map(|measure| measure.score).collect())
    }
}
