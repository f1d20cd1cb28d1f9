//! Whether the words marked `condition` can say what the illness or problem is: a text that only
//! names the options does not.

use crate::prose;

/// A sentence with fewer words describes nothing.
const FEWEST_WORDS: usize = 6;

/// Words with as many first letters in common are taken for one: `therapy`, `therapist`.
const STEM: usize = 5;

/// A word of a label with fewer letters names nothing.
const LETTERS: usize = 4;

/// Words that a sentence begins with when it goes on about what the one before was about.
const BACKWARDS: [&str; 12] = [
    "it", "its", "this", "that", "these", "they", "se", "esto", "esta", "este", "estas", "estos",
];

/// Why it is not met.
pub const MISSING: &str = "Each sentence that is marked names an option, or goes on about one; none \
                           describes the illness or problem";

/// Whether a sentence of the texts is about something else than one of the options, which have these
/// labels.
pub fn is_described(options: &[&str], texts: &[&str]) -> bool {
    let labels = options.iter().flat_map(|label| words(label));
    let labels: Vec<String> = labels
        .filter(|word| word.chars().count() >= LETTERS)
        .collect();
    let names_an_option = |word: &String| labels.iter().any(|label| stem(label) == stem(word));
    let sentences = texts.iter().flat_map(|text| prose::sentences(text));
    sentences.into_iter().any(|sentence| {
        let words: Vec<String> = words(&sentence).collect();
        let goes_on = words
            .first()
            .is_some_and(|first| BACKWARDS.contains(&first.as_str()));
        words.len() >= FEWEST_WORDS && !goes_on && !words.iter().any(names_an_option)
    })
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn stem(word: &str) -> &str {
    let end = word
        .char_indices()
        .nth(STEM)
        .map_or(word.len(), |(at, _)| at);
    &word[..end]
}

#[cfg(test)]
mod tests {
    use super::is_described;

    const MDMA: [&str; 3] = [
        "MDMA-assisted therapy",
        "Microdosing MDMA",
        "Established PTSD care",
    ];

    #[test]
    fn a_text_that_only_names_the_options_describes_no_condition() {
        let text = "MDMA is the drug also sold as molly or ecstasy. It is studied for PTSD \
                    (post-traumatic stress disorder) and other illnesses.[^P01] A full dose with a \
                    therapist is one thing; tiny doses alone are another.";
        assert!(!is_described(&MDMA, &[text]));
        let text = "La MDMA es la droga que también se vende como molly o éxtasis. Se estudia para \
                    el TEPT y otros males. Una dosis completa con terapeuta es una cosa.";
        let labels = [
            "Terapia con MDMA",
            "Microdosis de MDMA",
            "Tratamiento establecido",
        ];
        assert!(!is_described(&labels, &[text]));
    }

    #[test]
    fn a_text_that_says_what_it_is_like_describes_it() {
        let text = "PTSD can follow something terrible. Upsetting memories, fear and bad nights go \
                    on for months.";
        assert!(is_described(&MDMA, &[text]));
        let labels = ["Sleep course (CBT-I)", "Sleeping pills", "Waiting"];
        let text = "Insomnia means that you cannot fall asleep or stay asleep.";
        assert!(is_described(&labels, &[text]));
    }
}
