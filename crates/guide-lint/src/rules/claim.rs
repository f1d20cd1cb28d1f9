//! What the guide says about its reading grade is what was measured.
//!
//! The claim is read where a text is marked `reading-level`: “grade 6 or below”, or the names that
//! INFLESZ has for its bands. It is about every part that can be measured, unless it says `most`.

use std::ops::RangeInclusive;

use contract::guide::Criterion;

use super::LintContext;
use crate::criteria::marked;
use crate::readability::{self, FEWEST_WORDS, Measure};
use crate::{Diagnostic, Passage, Scale, prose};

/// What became of the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claimed {
    /// It is so.
    True,
    /// It is not so.
    False,
    /// A text is marked, and nothing in it can be compared.
    Nothing,
    /// No scale is known for the language.
    NotMeasured,
}

/// INFLESZ: the bands by their names, with the scores where they begin.
const BANDS: [(&str, f64); 5] = [
    ("muy difícil", f64::NEG_INFINITY),
    ("algo difícil", 40.0),
    ("normal", 55.0),
    ("bastante fácil", 65.0),
    ("muy fácil", 80.0),
];

/// Words that make a claim one about more than half of the parts.
const MOST: [&str; 6] = ["most", "mostly", "mayor", "mayoría", "casi", "mayormente"];

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(compare(context).1);
}

/// Compares the claim with what was measured.
pub fn compare(context: &LintContext<'_>) -> (Claimed, Vec<Diagnostic>) {
    if context.scale.is_none() {
        return (Claimed::NotMeasured, Vec::new());
    }
    let mut claimed = Claimed::Nothing;
    let mut found = Vec::new();
    let paths = marked(context.guide(), Criterion::ReadingLevel);
    let texts = context
        .guide()
        .every_text()
        .into_iter()
        .filter(|(path, _)| {
            let mut marked = paths.iter();
            marked.any(|of| path.starts_with(&format!("{of}.")) && !path.ends_with("review"))
        });
    for (path, text) in texts {
        for sentence in prose::sentences(text) {
            let Some(claim) = Claim::read(&sentence) else {
                continue;
            };
            let wrong = match claim.english {
                true => against_english(context, &claim),
                false => claim.against(context.scale, context.passages),
            };
            match wrong {
                None => {}
                Some(wrong) if wrong.is_empty() => {
                    claimed = match claimed {
                        Claimed::Nothing => Claimed::True,
                        before => before,
                    };
                }
                Some(wrong) => {
                    claimed = Claimed::False;
                    found.push(Diagnostic::warning(
                        &path,
                        format!("“{sentence}” is not so: {wrong}"),
                        "Shorten words and sentences there, or say what is so.",
                    ));
                }
            }
        }
    }
    (claimed, found)
}

/// Compares a claim about the English edition with that one.
fn against_english(context: &LintContext<'_>, claim: &Claim) -> Option<String> {
    let name = &context.guide().name;
    let mut others = context.others.iter();
    let english = others.find(|other| {
        let other = other.guide();
        other.name == *name && Scale::of(&other.language) == Some(Scale::FleschKincaid)
    })?;
    let (scale, passages) = readability::of_guide(english.guide());
    claim.against(scale, &passages)
}

/// What a sentence says about the reading grade.
#[derive(Debug, PartialEq)]
struct Claim {
    /// The scores that are claimed.
    scores: RangeInclusive<f64>,
    scale: Scale,
    /// Whether it is about most parts alone.
    most: bool,
    /// Whether a translation says it of the English edition.
    english: bool,
}

impl Claim {
    fn read(sentence: &str) -> Option<Self> {
        let text = sentence.to_lowercase();
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let most = words.iter().any(|word| MOST.contains(word));
        if let Some(grade) = grade(&words) {
            return Some(Self {
                // The scores are shown with one digit after the point.
                scores: f64::NEG_INFINITY..=f64::from(grade) + 0.05,
                scale: Scale::FleschKincaid,
                most,
                english: words.contains(&"inglés"),
            });
        }
        let named = BANDS.iter().enumerate();
        let named: Vec<usize> = named
            .filter(|(_, (name, _))| text.contains("inflesz") && text.contains(name))
            .map(|(place, _)| place)
            .collect();
        let (first, last) = (*named.first()?, *named.last()?);
        let end = BANDS
            .get(last + 1)
            .map_or(f64::INFINITY, |(_, begin)| *begin);
        Some(Self {
            scores: BANDS[first].1..=end,
            scale: Scale::Inflesz,
            most,
            english: false,
        })
    }

    /// What was measured and is not so; empty if all is, `None` if it cannot be compared.
    fn against(
        &self,
        scale: Option<Scale>,
        passages: &[(Passage, Option<Measure>)],
    ) -> Option<String> {
        scale.filter(|scale| *scale == self.scale)?;
        let measured: Vec<_> = passages
            .iter()
            .filter_map(|(passage, measure)| Some((passage, measure.as_ref()?)))
            .filter(|(_, measure)| measure.words >= FEWEST_WORDS)
            .collect();
        let outside = measured.iter();
        let outside: Vec<_> = outside
            .filter(|(_, measure)| !self.scores.contains(&measure.score))
            .map(|(passage, measure)| format!("“{}” has {:.1}", passage.name, measure.score))
            .collect();
        let so = match self.most {
            true => outside.len() * 2 < measured.len(),
            false => outside.is_empty(),
        };
        (!measured.is_empty()).then(|| match so {
            true => String::new(),
            false => outside.join(", "),
        })
    }
}

/// The number beside `grade` or `grado`: `grade 6`, `6th grade`, `6.º grado`.
fn grade(words: &[&str]) -> Option<u8> {
    let number = |word: &&str| {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        digits.parse().ok()
    };
    let at = words
        .iter()
        .position(|word| matches!(*word, "grade" | "grado"))?;
    let near = words.iter().skip(at + 1).take(1);
    let before = words[..at].iter().rev().take(2);
    near.chain(before).find_map(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_is_read_in_both_languages() {
        for (sentence, most, english) in [
            (
                "It reads at grade 6 or below, by the Flesch-Kincaid scale.",
                false,
                false,
            ),
            ("Most of it reads at 6th grade.", true, false),
            (
                "En inglés se lee a nivel de 6.º grado o menos.",
                false,
                true,
            ),
        ] {
            let claim = Claim::read(sentence).expect("a claim");
            assert!(claim.scores.contains(&6.04) && !claim.scores.contains(&6.1));
            assert_eq!((claim.most, claim.english), (most, english), "{sentence}");
        }
        assert_eq!(Claim::read("It is easy to read."), None);
    }

    #[test]
    fn the_bands_of_inflesz_are_read_by_their_names() {
        let sentence = "Es de «bastante fácil» a «muy fácil» en la escala INFLESZ.";
        let claim = Claim::read(sentence).expect("a claim");
        assert!(claim.scores.contains(&65.0) && claim.scores.contains(&95.0));
        assert!(!claim.scores.contains(&64.9));
        let claim = Claim::read("Según INFLESZ es normal.").expect("a claim");
        assert!(claim.scores.contains(&60.0) && !claim.scores.contains(&66.0));
    }
}
