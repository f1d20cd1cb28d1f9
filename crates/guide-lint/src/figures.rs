//! Figures in a text: counts such as `67 of 100`, and numbers.

/// A count of people or things out of a number of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub count: u64,
    pub of: u64,
}

/// Every count in the text, such as `8 of 29`, `8 de 29` or `8 de cada 29`. `67 and 71 of 100` are
/// two, and so are those of `Of 100 people, 35 to 47`.
pub fn counts(text: &str) -> Vec<Count> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let each = words.get(at + 1).is_some_and(|word| *word == "cada");
        let after = at + 1 + usize::from(each);
        let of = words.get(after).and_then(|word| number(word));
        let Some(of) = of.filter(|_| matches!(*word, "of" | "de" | "Of" | "De")) else {
            continue;
        };
        if matches!(*word, "Of" | "De") {
            let sentence = words[after + 1..].split_inclusive(|word| word.ends_with('.'));
            let sentence = sentence.take(1).flatten();
            let counts = sentence
                .filter_map(|word| number(word))
                .take_while(|count| *count <= of);
            found.extend(counts.map(|count| Count { count, of }));
            continue;
        }
        let Some(count) = at.checked_sub(1).and_then(|before| number(words[before])) else {
            continue;
        };
        if at >= 3
            && matches!(words[at - 2], "and" | "or" | "to" | "y" | "o" | "a")
            && let Some(count) = number(words[at - 3])
        {
            found.push(Count { count, of });
        }
        found.push(Count { count, of });
    }
    found
}

/// Every number in digits, without its commas, in the order of the text.
pub fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut digits = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let inside = matches!(c, ',' | '.')
            && !digits.is_empty()
            && characters.peek().is_some_and(char::is_ascii_digit);
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !inside && !digits.is_empty() {
            found.push(std::mem::take(&mut digits));
        }
    }
    if !digits.is_empty() {
        found.push(digits);
    }
    found
}

fn number(word: &str) -> Option<u64> {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    word.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_found_with_what_they_are_out_of() {
        let count = |count, of| Count { count, of };
        assert_eq!(
            counts("8 of 29 heavy users, against 0 of 29 others."),
            [count(8, 29), count(0, 29)]
        );
        assert_eq!(
            counts("67 and 71 of 100 people; 1,000 of 2,000."),
            [count(67, 100), count(71, 100), count(1000, 2000)]
        );
        assert_eq!(counts("(9 de 10)"), [count(9, 10)]);
        assert_eq!(
            counts("9 de cada 10. De cada 100 personas, entre 35 y 47 no."),
            [count(9, 10), count(35, 100), count(47, 100)]
        );
        assert_eq!(
            counts("Of 100 on medicine, 35 to 47 do not. In 2024 it was 3."),
            [count(35, 100), count(47, 100)]
        );
        assert_eq!(counts("Of 100 people, how many does it help?"), []);
        assert_eq!(counts("As of July 2026, one of the first of 100 days"), []);
    }

    #[test]
    fn numbers_are_the_same_however_thousands_are_parted() {
        assert_eq!(
            numbers("81,642 people, 24.5 in 2021."),
            ["81642", "245", "2021"]
        );
        assert_eq!(numbers("81.642 personas"), ["81642"]);
        assert_eq!(numbers("none"), [""; 0]);
    }
}
