//! A review as text for a terminal, in 100 columns.

use std::fmt::{self, Display};

use textwrap::{Options, fill};

use crate::readability::FEWEST_WORDS;
use crate::rules::reading::longest;
use crate::{Finding, Group, Review, Severity, prose};

const WIDTH: usize = 100;

/// How many of a passage's longest sentences are shown.
const LONGEST: usize = 3;

impl Display for Review<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.manuscript.file();
        writeln!(f, "{file}\n{}\n", "─".repeat(WIDTH))?;
        for (severity, heading) in [
            (Severity::Error, "Errors: these stop the build"),
            (Severity::Warning, "Warnings: better mended"),
            (Severity::Note, "Waiting for the clinic"),
        ] {
            let findings: Vec<_> = self.of(severity).collect();
            if findings.is_empty() {
                continue;
            }
            writeln!(f, "{heading} ({})\n", findings.len())?;
            for finding in findings {
                self.finding(f, finding)?;
            }
            writeln!(f)?;
        }
        self.reading(f)?;
        self.criteria(f)?;
        writeln!(f, "{}", self.summary())
    }
}

impl Review<'_> {
    /// One line that says how the file stands.
    pub fn summary(&self) -> String {
        let met = self
            .verdicts
            .iter()
            .filter(|verdict| !verdict.places.is_empty());
        format!(
            "{}: {}, {}, {} waiting for the clinic; {} of {} criteria met",
            self.manuscript.file(),
            many(self.count(Severity::Error), "error"),
            many(self.count(Severity::Warning), "warning"),
            self.count(Severity::Note),
            met.count(),
            self.verdicts.len()
        )
    }

    fn of(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        let same = move |finding: &&Finding| finding.severity == severity;
        self.findings.iter().filter(same)
    }

    fn finding(&self, f: &mut fmt::Formatter<'_>, finding: &Finding) -> fmt::Result {
        let line = self.manuscript.line(&finding.place);
        writeln!(f, "  {}:{line}: {}", self.manuscript.file(), finding.place)?;
        writeln!(f, "{}", wrapped(&finding.what, "    ", "    "))?;
        if !finding.advice.is_empty() {
            writeln!(f, "{}", wrapped(&finding.advice, "    → ", "      "))?;
        }
        Ok(())
    }

    fn reading(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(scale) = self.scale else {
            return writeln!(f, "Reading: no scale is known for this language.\n");
        };
        writeln!(
            f,
            "Reading: {}. The limit is {} for each part, the aim {} on the median.\n",
            scale.name(),
            scale.limit(),
            scale.aim()
        )?;
        writeln!(f, "  score  words a sentence  words  part")?;
        for (passage, measure) in &self.passages {
            let Some(measure) = measure else {
                continue;
            };
            let score = match measure.words {
                0..FEWEST_WORDS => "too short".to_owned(),
                _ => format!("{:.1}", measure.score),
            };
            let average = measure.words as f64 / measure.sentences as f64;
            let (words, name) = (measure.words, &passage.name);
            writeln!(f, "{score:>7}  {average:>16.1}  {words:>5}  {name}")?;
            for (place, sentence) in longest(&passage.sentences, LONGEST) {
                let words = prose::words(sentence).count();
                let line = self.manuscript.line(place);
                let text = format!("{words} words, line {line}: “{sentence}”");
                writeln!(f, "           {}", cut(&text, WIDTH - 11))?;
            }
        }
        match self.median() {
            Some(median) => writeln!(f, "{median:>7.1}  on the median\n"),
            None => writeln!(f),
        }
    }

    fn criteria(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Criteria for decision aids (IPDASi version 4; 35 of the 44 apply)\n"
        )?;
        for group in Group::ALL {
            let all = self
                .verdicts
                .iter()
                .filter(|verdict| verdict.group == group);
            let all: Vec<_> = all.collect();
            let met = all
                .iter()
                .filter(|verdict| !verdict.places.is_empty())
                .count();
            writeln!(f, "  {} of {} {}", met, all.len(), group.name())?;
            for verdict in all {
                let (mark, places) = match &verdict.places[..] {
                    [] => ("not done yet", String::new()),
                    [first, rest @ ..] => {
                        let more = match rest.len() {
                            0 => String::new(),
                            more => format!(" and {more} more"),
                        };
                        ("met", format!(": {first}{more}"))
                    }
                };
                let id = verdict.id;
                let text = format!("{id:<13} {mark:<12}  {}{places}", verdict.wording);
                writeln!(f, "{}", wrapped(&text, "    ", &" ".repeat(32)))?;
            }
        }
        writeln!(f)
    }
}

fn many(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

fn wrapped(text: &str, first: &str, next: &str) -> String {
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(next);
    fill(text, options)
}

/// The text in so many columns, its end left out where it is longer.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let start: String = text.chars().take(width - 2).collect();
    format!("{}…”", start.trim_end())
}
