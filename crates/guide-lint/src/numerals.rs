//! The numbers of a text, in digits and in words, so that two languages can be compared.

use std::collections::BTreeSet;
use std::fmt;

use crate::{figures, prose};

/// The numbers that a text says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numerals {
    /// As digits; a half is `½`.
    certain: BTreeSet<String>,
    /// What may be said as a number in the other language: `one`, `both`, `twice`.
    maybe: BTreeSet<String>,
}

impl Numerals {
    /// Whether it says every number of the other text.
    pub fn says(&self, other: &Self) -> bool {
        let mut numbers = other.certain.iter();
        numbers.all(|number| self.certain.contains(number) || self.maybe.contains(number))
    }
}

impl fmt::Display for Numerals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.certain.is_empty() {
            true => f.write_str("none"),
            false => {
                let certain = self.certain.iter().cloned().collect::<Vec<_>>();
                f.write_str(&certain.join(", "))
            }
        }
    }
}

/// The numbers of a text with inline markup. Words are known of English and Spanish.
pub fn numerals(language: &str, text: &str) -> Numerals {
    let text = prose::plain(text);
    let mut found = Numerals {
        certain: figures::numbers(&text).into_iter().collect(),
        maybe: BTreeSet::new(),
    };
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut words = words.as_slice();
    while let [first, rest @ ..] = words {
        words = rest;
        match word(language, first) {
            Some(Word::Number(number @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90))) => {
                let rest = match language_of(language) {
                    "es" => words.strip_prefix(&["y"]).unwrap_or(words),
                    _ => words,
                };
                let unit = rest.first().and_then(|unit| word(language, unit));
                let unit = match unit {
                    Some(Word::Number(unit @ 2..=9)) => unit,
                    Some(Word::Maybe("1")) => 1,
                    _ => 0,
                };
                if unit > 0 {
                    words = &rest[1..];
                }
                found.certain.insert((number + unit).to_string());
            }
            Some(Word::Number(number)) => {
                found.certain.insert(number.to_string());
            }
            Some(Word::Half) => {
                found.certain.insert("½".to_owned());
            }
            Some(Word::Maybe(number)) => {
                found.maybe.insert(number.to_owned());
            }
            None => {}
        }
    }
    found
}

/// The number that a word of the language says, such as `three` or `tres`; also `a` and `un`.
pub fn number(language: &str, text: &str) -> Option<u64> {
    match word(language, text)? {
        Word::Number(number) => Some(number),
        Word::Maybe("1") => Some(1),
        _ => None,
    }
}

/// Whether the words for numbers are known of this language.
pub fn knows(language: &str) -> bool {
    matches!(language_of(language), "en" | "es")
}

enum Word {
    Number(u64),
    Half,
    Maybe(&'static str),
}

const ENGLISH: [&str; 19] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

const SPANISH: [&str; 28] = [
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];

fn language_of(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn word(language: &str, word: &str) -> Option<Word> {
    let (list, tens): (&[&str], _) = match language_of(language) {
        "en" => (
            &ENGLISH,
            [
                "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
            ],
        ),
        "es" => (
            &SPANISH,
            [
                "treinta",
                "cuarenta",
                "cincuenta",
                "sesenta",
                "setenta",
                "ochenta",
                "noventa",
            ],
        ),
        _ => return None,
    };
    let place = |list: &[&str]| list.iter().position(|one| *one == word);
    if let Some(place) = place(list) {
        return Some(Word::Number(place as u64 + 2));
    }
    if let Some(place) = place(&tens) {
        return Some(Word::Number(place as u64 * 10 + 30));
    }
    Some(match (language_of(language), word) {
        ("en", "hundred") | ("es", "cien" | "ciento") => Word::Number(100),
        ("en", "thousand") | ("es", "mil") => Word::Number(1000),
        ("en", "dozen") | ("es", "docena") => Word::Number(12),
        ("en", "half") | ("es", "mitad") => Word::Half,
        ("es", "medio" | "media") => Word::Maybe("½"),
        ("en", "a" | "an" | "one") | ("es", "un" | "una" | "uno") => Word::Maybe("1"),
        ("en", "both" | "twice" | "double" | "pair" | "couple") => Word::Maybe("2"),
        ("es", "ambos" | "ambas" | "doble" | "par") => Word::Maybe("2"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(english: &str, spanish: &str) -> bool {
        let (english, spanish) = (numerals("en", english), numerals("es-US", spanish));
        english.says(&spanish) && spanish.says(&english)
    }

    #[test]
    fn digits_and_words_say_the_same() {
        for (english, spanish) in [
            ("Three visits, 9 after.", "3 citas y nueve después."),
            ("About **two in three**.", "Cerca de **dos de cada tres**."),
            ("One of them.", "Una de ellas."),
            ("Both kinds help.", "Las dos clases ayudan."),
            ("The two approved ones.", "Ambas aprobadas."),
            ("More than half.", "Más de la mitad."),
            ("Half of each pill", "Media de cada pastilla"),
            (
                "Thirty-five or twenty-six.",
                "Treinta y cinco o veintiséis.",
            ),
            (
                "A dozen, a hundred, two thousand.",
                "Una docena, cien, dos mil.",
            ),
            ("81,642 people.", "81.642 personas."),
        ] {
            assert!(same(english, spanish), "{english} / {spanish}");
        }
    }

    #[test]
    fn another_number_differs_however_it_is_written() {
        for (english, spanish) in [
            ("Three visits.", "Cuatro citas."),
            ("Three visits.", "Unas citas."),
            ("About half.", "Cerca de un tercio."),
            ("Twenty-six.", "Veinte."),
            ("16 of 100.", "17 de 100."),
            ("It takes weeks.", "Toma seis semanas."),
        ] {
            assert!(!same(english, spanish), "{english} / {spanish}");
        }
    }

    #[test]
    fn other_languages_are_compared_by_their_digits() {
        assert_eq!(numerals("fr", "Trois de 100").to_string(), "100");
        assert_eq!(numerals("fr", "Trois").to_string(), "none");
    }
}
