//! Syllables of Spanish words. The spelling says them: two strong vowels part, a weak one joins
//! its neighbour unless it bears the accent.

/// How many syllables a word in lower-case letters has, at least one.
pub fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.chars().collect();
    let mut count = 0;
    let mut before: Option<char> = None;
    for (at, &letter) in letters.iter().enumerate() {
        let vowel = match letter {
            // A consonant before a vowel (`ya`, `mayo`), a vowel else (`y`, `muy`).
            'y' => !letters.get(at + 1).is_some_and(|&next| is_vowel(next)),
            // Silent in `que`, `guía`.
            'u' => {
                !(matches!(before_letter(&letters, at), Some('q' | 'g'))
                    && matches!(letters.get(at + 1), Some('e' | 'é' | 'i' | 'í')))
            }
            _ => is_vowel(letter),
        };
        if !vowel {
            before = None;
            continue;
        }
        if before.is_none_or(|before| part(before, letter)) {
            count += 1;
        }
        before = Some(letter);
    }
    count.max(1)
}

fn before_letter(letters: &[char], at: usize) -> Option<char> {
    at.checked_sub(1).map(|before| letters[before])
}

fn is_vowel(letter: char) -> bool {
    "aeiouáéíóúü".contains(letter)
}

/// Whether two vowels in a row are in two syllables.
fn part(first: char, second: char) -> bool {
    let strong = |letter| "aeoáéó".contains(letter);
    let accented = |letter| "íú".contains(letter);
    strong(first) && strong(second) || accented(first) || accented(second) || first == second
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_syllables_of_the_grammar() {
        for (count, words) in [
            (1, "y muy que pie sol bien dos guion dio quien buey"),
            (
                2,
                "casa guía siete cuerpo miedo agua aire causa país ciudad antes huevo leer mayo",
            ),
            (
                3,
                "sesiones terapia médico estudio pregunta ayuda poeta sustancia oído pingüino",
            ),
            (
                4,
                "todavía traumático medicina tratamiento evidencia efectivo estudiante microdosis",
            ),
            (5, "enfermedades psicoterapia medicamentos probabilidad"),
        ] {
            for word in words.split(' ') {
                assert_eq!(syllables(word), count, "{word}");
            }
        }
    }
}
