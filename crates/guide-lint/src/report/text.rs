//! A report as text for a terminal, in 100 columns.

use std::fmt::{self, Display};

use textwrap::{Options, fill};

use super::Report;
use crate::readability::FEWEST_WORDS;
use crate::rules::reading::longest;
use crate::{CriterionResult, Diagnostic, Group, Severity, Standing, judgement, prose};

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
        let count = |is: fn(&CriterionResult) -> bool| {
            let criteria = self.criteria.iter();
            criteria.filter(|criterion| is(criterion)).count()
        };
        format!(
            "{}: {}, {}, {} waiting for the clinic; of {} criteria {} met, {} for a person to judge, {} \
             not met",
            self.file.name(),
            many(self.count(Severity::Error), "error"),
            many(self.count(Severity::Warning), "warning"),
            self.count(Severity::Note),
            self.criteria.len(),
            count(CriterionResult::is_met),
            count(CriterionResult::is_to_judge),
            count(|criterion| matches!(criterion.standing, Standing::NotMet(_))),
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
            let met = all.iter().filter(|criterion| criterion.is_met()).count();
            writeln!(f, "  {} of {} {} met", met, all.len(), group.name())?;
            for criterion in all {
                let (id, mark) = (criterion.id, mark(&criterion.standing));
                let text = format!("{id:<13} {mark:<22} {}", reported(criterion));
                writeln!(f, "{}", wrapped(&text, "    ", &" ".repeat(41)))?;
            }
        }
        writeln!(f)?;
        match self.criteria.iter().find(|one| one.is_to_judge()) {
            Some(first) => self.how_to_judge(f, first),
            None => Ok(()),
        }
    }

    /// Where the judgements go, with the lines for one.
    fn how_to_judge(&self, f: &mut fmt::Formatter<'_>, first: &CriterionResult) -> fmt::Result {
        let Standing::ToJudge { words, .. } = &first.standing else {
            return Ok(());
        };
        let guide = self.file.guide();
        let (name, language) = (&guide.name, &guide.language);
        writeln!(
            f,
            "  Judgements go into {}/{name}.{language}.toml beside the guide, such as\n",
            judgement::FOLDER
        )?;
        let lines = format!(
            "[\"{}\"]\nmet = true\nby = \"who judged\"\non = \"2026-12-01\"\nwords = \"{words}\"",
            first.id
        );
        for line in lines.lines() {
            writeln!(f, "    {line}")?;
        }
        writeln!(f)
    }
}

fn mark(standing: &Standing) -> &'static str {
    match standing {
        Standing::Met | Standing::Judged(_) => "met",
        Standing::ToJudge { .. } => "a person has to judge",
        Standing::NotMet(_) => "not met",
    }
}

/// What the criterion asks for, where that is, and who judged it.
fn reported(criterion: &CriterionResult) -> String {
    let place = match &criterion.paths[..] {
        [] => String::new(),
        [first] => format!(": {first}"),
        [first, rest @ ..] => format!(": {first} and {} more", rest.len()),
    };
    let more = match &criterion.standing {
        Standing::Met | Standing::NotMet(None) => String::new(),
        Standing::NotMet(Some(why)) => format!(". {why}"),
        Standing::Judged(judgement) => {
            let note = judgement.note.as_ref();
            let note = note.map_or_else(String::new, |note| format!(": {note}"));
            format!(" (judged by {} on {}{note})", judgement.by, judgement.on)
        }
        Standing::ToJudge { words, before } => {
            let before = before.as_ref().map(|before| {
                let (by, on) = (&before.by, &before.on);
                format!("; changed since {by} judged it on {on}")
            });
            format!(" (words {words}{})", before.unwrap_or_default())
        }
    };
    format!("{}{place}{more}", criterion.wording)
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
