//! How hard a text is to read.
//!
//! Words and syllables are counted as Flesch says (How to Write Plain English, 1979, chapter 2):
//! figures, abbreviations and words with a hyphen are one word each, and figures and abbreviations
//! have one syllable. Headings are left out. A sentence ends with a full stop, a question mark or
//! an exclamation mark, and not with a colon or semicolon, which makes the result stricter.

use contract::Guide;

use crate::{Passage, prose};

mod english;
mod spanish;

/// Fewer words than this say nothing about a passage.
pub const FEWEST_WORDS: usize = 30;

/// How a language's readability is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// The school grade of the United States by Flesch and Kincaid (1975). Lower is easier.
    FleschKincaid,
    /// INFLESZ (Barrio 2008) by the formula of Szigriszt Pazos (1993). Higher is easier.
    Inflesz,
}

/// The measure of a passage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    pub sentences: usize,
    pub words: usize,
    /// The grade or the index.
    pub score: f64,
}

impl Scale {
    /// The scale for a language (BCP 47), if there is a known one.
    pub fn of(language: &str) -> Option<Self> {
        match language.split('-').next() {
            Some("en") => Some(Self::FleschKincaid),
            Some("es") => Some(Self::Inflesz),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::FleschKincaid => "Flesch-Kincaid grade",
            Self::Inflesz => "INFLESZ index",
        }
    }

    /// The hardest score that a passage may have: grade 8, or the line between what INFLESZ calls
    /// normal and rather hard.
    pub fn limit(self) -> f64 {
        match self {
            Self::FleschKincaid => 8.0,
            Self::Inflesz => 55.0,
        }
    }

    /// What the passages should have on the median: grade 6, or what INFLESZ calls rather easy.
    pub fn aim(self) -> f64 {
        match self {
            Self::FleschKincaid => 6.0,
            Self::Inflesz => 65.0,
        }
    }

    /// Whether a score is harder to read than a limit.
    pub fn is_harder(self, score: f64, limit: f64) -> bool {
        match self {
            Self::FleschKincaid => score > limit,
            Self::Inflesz => score < limit,
        }
    }

    /// Measures sentences; `None` if they have no words.
    pub fn measure<'a>(self, sentences: impl IntoIterator<Item = &'a str>) -> Option<Measure> {
        let (mut count, mut words, mut syllables) = (0, 0, 0);
        for sentence in sentences {
            count += 1;
            for word in prose::words(sentence) {
                words += 1;
                syllables += self.syllables(word);
            }
        }
        if words == 0 {
            return None;
        }
        let words_in_a_sentence = words as f64 / count as f64;
        let syllables_in_a_word = syllables as f64 / words as f64;
        let score = match self {
            Self::FleschKincaid => 0.39 * words_in_a_sentence + 11.8 * syllables_in_a_word - 15.59,
            Self::Inflesz => 206.835 - 62.3 * syllables_in_a_word - words_in_a_sentence,
        };
        Some(Measure {
            sentences: count,
            words,
            score,
        })
    }

    fn syllables(self, word: &str) -> usize {
        if !word.contains(char::is_alphabetic) {
            return 1;
        }
        let parts = word.split('-').map(|part| {
            let letters = part.chars().filter(|c| c.is_alphabetic()).count();
            let capitals = part.chars().filter(|c| c.is_uppercase()).count();
            if letters == 0 || part.contains(char::is_numeric) || capitals > 1 {
                1
            } else {
                let part: String = part.chars().filter(|c| c.is_alphabetic()).collect();
                match self {
                    Self::FleschKincaid => english::syllables(&part.to_lowercase()),
                    Self::Inflesz => spanish::syllables(&part.to_lowercase()),
                }
            }
        });
        parts.sum::<usize>().max(1)
    }
}

/// The scale of a guide's language, if there is a known one, and the guide's passages, measured by it.
pub fn of_guide(guide: &Guide) -> (Option<Scale>, Vec<(Passage, Option<Measure>)>) {
    let scale = Scale::of(&guide.language);
    let passages = prose::passages(guide).into_iter().map(|passage| {
        let sentences = passage.sentences.iter();
        let sentences = sentences.map(|(_, sentence)| sentence.as_str());
        let measure = scale.and_then(|scale| scale.measure(sentences));
        (passage, measure)
    });
    (scale, passages.collect())
}

/// The median of the scores.
pub fn median(mut scores: Vec<f64>) -> Option<f64> {
    scores.sort_by(f64::total_cmp);
    let middle = scores.len() / 2;
    let upper = *scores.get(middle)?;
    Some(match scores.len() % 2 {
        0 => (scores[middle - 1] + upper) / 2.0,
        _ => upper,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grade_is_that_of_flesch_and_kincaid() {
        // 6 words, 1 sentence, 6 syllables.
        let measure = Scale::FleschKincaid.measure(["The cat sat on the mat."]);
        let measure = measure.expect("there are words");
        assert_eq!((measure.sentences, measure.words), (1, 6));
        assert!((measure.score - -1.45).abs() < 0.001, "{measure:?}");
        // 19 words, 2 sentences, 36 syllables: 0.39 · 19/2 + 11.8 · 36/19 − 15.59.
        let measure = Scale::FleschKincaid.measure([
            "Patients with insomnia may prefer medicine to a therapist.",
            "Insurance companies usually pay for one of the two treatments.",
        ]);
        let score = measure.expect("there are words").score;
        assert!((score - 10.473).abs() < 0.001, "{score}");
    }

    #[test]
    fn figures_and_abbreviations_are_words_of_one_syllable() {
        for word in [
            "MDMA",
            "PTSD",
            "(FDA)",
            "$1,000",
            "2026",
            "833-773-2445",
            "PE,",
            "18",
            "IV's",
        ] {
            assert_eq!(Scale::FleschKincaid.syllables(word), 1, "{word}");
        }
        assert_eq!(Scale::FleschKincaid.syllables("MDMA-assisted"), 4);
        assert_eq!(Scale::FleschKincaid.syllables("18-week"), 2);
    }

    #[test]
    fn the_index_is_that_of_szigriszt_pazos() {
        // 5 words, 1 sentence, 8 syllables: 206.835 − 62.3 · 8/5 − 5.
        let measure = Scale::Inflesz.measure(["La casa es muy bonita."]);
        let score = measure.expect("there are words").score;
        assert!(
            (score - (206.835 - 62.3 * 1.6 - 5.0)).abs() < 0.001,
            "{score}"
        );
    }

    #[test]
    fn other_languages_have_no_scale() {
        assert_eq!(Scale::of("en-US"), Some(Scale::FleschKincaid));
        assert_eq!(Scale::of("es"), Some(Scale::Inflesz));
        assert_eq!(Scale::of("de"), None);
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![7.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(median(vec![7.0, 1.0, 5.0, 6.0]), Some(5.5));
    }
}
