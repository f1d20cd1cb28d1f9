//! A report as text for a terminal, in 100 columns.

use std::fmt::{self, Display};

use textwrap::{Options, fill};

use super::Report;
use crate::readability::FEWEST_WORDS;
use crate::rules::reading::longest;
use crate::{Diagnostic, Group, Severity, prose};

const WIDTH: usize = 100;

/// How many of a passage's longest sentences are shown.
const LONGEST: usize = 3;

impl Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.name();
        writeln!(f, "{file}\n{}\n", "─".repeat(WIDTH))?;
        for (severity, heading) in [
            (Severity::Error, "Errors: these stop the build"),
            (Severity::Warning, "Warnings: better fixed"),
            (Severity::Note, "Waiting for the clinic"),
        ] {
            let diagnostics: Vec<_> = self.of(severity).collect();
            if diagnostics.is_empty() {
                continue;
            }
            writeln!(f, "{heading} ({})\n", diagnostics.len())?;
            for diagnostic in diagnostics {
                self.diagnostic(f, diagnostic)?;
            }
            writeln!(f)?;
        }
        self.reading(f)?;
        self.criteria(f)?;
        writeln!(f, "{}", self.summary())
    }
}

impl Report<'_> {
    /// One line with the counts.
    pub fn summary(&self) -> String {
        let met = self
            .criteria
            .iter()
            .filter(|criterion| !criterion.paths.is_empty());
        format!(
            "{}: {}, {}, {} waiting for the clinic; {} of {} criteria met",
            self.file.name(),
            many(self.count(Severity::Error), "error"),
            many(self.count(Severity::Warning), "warning"),
            self.count(Severity::Note),
            met.count(),
            self.criteria.len()
        )
    }

    fn of(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        let same = move |diagnostic: &&Diagnostic| diagnostic.severity == severity;
        self.diagnostics.iter().filter(same)
    }

    fn diagnostic(&self, f: &mut fmt::Formatter<'_>, diagnostic: &Diagnostic) -> fmt::Result {
        let line = self.file.line(&diagnostic.path);
        writeln!(f, "  {}:{line}: {}", self.file.name(), diagnostic.path)?;
        writeln!(f, "{}", wrapped(&diagnostic.message, "    ", "    "))?;
        if !diagnostic.advice.is_empty() {
            writeln!(f, "{}", wrapped(&diagnostic.advice, "    → ", "      "))?;
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
            for (path, sentence) in longest(&passage.sentences, LONGEST) {
                let words = prose::words(sentence).count();
                let line = self.file.line(path);
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
                .criteria
                .iter()
                .filter(|criterion| criterion.group == group);
            let all: Vec<_> = all.collect();
            let met = all
                .iter()
                .filter(|criterion| !criterion.paths.is_empty())
                .count();
            writeln!(f, "  {} of {} {}", met, all.len(), group.name())?;
            for criterion in all {
                let (mark, paths) = match &criterion.paths[..] {
                    [] => ("not done yet", String::new()),
                    [first, rest @ ..] => {
                        let more = match rest.len() {
                            0 => String::new(),
                            more => format!(" and {more} more"),
                        };
                        ("met", format!(": {first}{more}"))
                    }
                };
                let id = criterion.id;
                let text = format!("{id:<13} {mark:<12}  {}{paths}", criterion.wording);
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

/// The text, cut to so many columns.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let start: String = text.chars().take(width - 2).collect();
    format!("{}…”", start.trim_end())
}
