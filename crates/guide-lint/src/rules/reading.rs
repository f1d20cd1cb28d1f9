//! Plain enough for a reader of grade 6.

use super::LintContext;
use crate::readability::FEWEST_WORDS;
use crate::{Diagnostic, prose, readability};

/// Words that the sentences of a passage may have on the average.
const WORDS: f64 = 20.0;

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let Some(scale) = context.scale else {
        return;
    };
    let mut scores = Vec::new();
    for (passage, measure) in context.passages {
        let Some(measure) = measure.filter(|measure| measure.words >= FEWEST_WORDS) else {
            continue;
        };
        scores.push(measure.score);
        if scale.is_harder(measure.score, scale.limit()) {
            let longest = longest(&passage.sentences, 1);
            let longest = longest.first().map_or("", |(_, sentence)| sentence);
            found.push(Diagnostic::warning(
                &passage.path,
                format!(
                    "“{}” is hard to read: {} {:.1}, and {} is the limit",
                    passage.name,
                    scale.name(),
                    measure.score,
                    scale.limit()
                ),
                format!("Shorten words and sentences, such as: “{longest}”"),
            ));
        }
        let average = measure.words as f64 / measure.sentences as f64;
        if average > WORDS {
            found.push(Diagnostic::warning(
                &passage.path,
                format!(
                    "the sentences of “{}” have {average:.1} words on the average; {WORDS} is the \
                     limit",
                    passage.name
                ),
                "Make two sentences of the long ones.",
            ));
        }
    }
    if let Some(median) = readability::median(scores)
        && scale.is_harder(median, scale.aim())
    {
        found.push(Diagnostic::warning(
            "sections",
            format!(
                "the parts have a {} of {median:.1} on the median; {} is the aim",
                scale.name(),
                scale.aim()
            ),
            "Shorten words and sentences, beginning with the hardest part.",
        ));
    }
}

/// The sentences with the most words, with their paths.
pub fn longest(sentences: &[(String, String)], count: usize) -> Vec<(&str, &str)> {
    let mut sentences: Vec<_> = sentences
        .iter()
        .map(|(path, sentence)| (path.as_str(), sentence.as_str()))
        .collect();
    sentences.sort_by_key(|(_, sentence)| std::cmp::Reverse(prose::words(sentence).count()));
    sentences.truncate(count);
    sentences
}
