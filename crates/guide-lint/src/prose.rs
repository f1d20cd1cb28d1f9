//! The running text of a guide: the texts that are read sentence by sentence.

use contract::Guide;
use contract::inline::{self, Inline};

/// Fields that are headings or names, not running text.
const NO_PROSE: [&str; 8] = [
    "title",
    "label",
    "heading",
    "question",
    "question_label",
    "legend",
    "link",
    "revision",
];

/// A part of the guide that is read in one go, such as a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The path of the part, such as `sections[3]`.
    pub path: String,
    /// The section's label, or the member's name.
    pub name: String,
    /// The part's sentences, with the paths of the texts they stand in.
    pub sentences: Vec<(String, String)>,
}

/// Every passage of the guide that has running text, in the order of the file.
pub fn passages(guide: &Guide) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut lists = Vec::new();
    for (list, blocks) in guide.block_lists() {
        for (index, block) in blocks.iter().enumerate() {
            for (name, text) in block.marked() {
                lists.push((format!("{list}[{index}].{name}"), text));
            }
        }
    }
    let others = guide.every_text().into_iter().filter(|(path, _)| {
        let last = path.rsplit('.').next().unwrap_or(path);
        let in_blocks = path.starts_with("sections[") || path.contains(".blocks[");
        !in_blocks
            && !path.starts_with("sources[")
            && !NO_PROSE.contains(&last)
            && !path.ends_with("review")
    });
    for (path, text) in others.chain(lists) {
        let part = part(&path);
        let sentences = sentences(text).into_iter();
        let sentences = sentences.map(|sentence| (path.clone(), sentence));
        let passage = match passages.iter().position(|p: &Passage| p.path == part) {
            Some(index) => &mut passages[index],
            None => {
                passages.push(Passage {
                    name: name(guide, &part),
                    path: part,
                    sentences: Vec::new(),
                });
                passages.last_mut().expect("one was put there")
            }
        };
        passage.sentences.extend(sentences);
    }
    passages.retain(|passage| !passage.sentences.is_empty());
    passages
}

/// The part of the guide that a path belongs to.
fn part(path: &str) -> String {
    let first = path.split('.').next().unwrap_or(path);
    match first {
        "answer" | "description" => "answer".to_owned(),
        _ if first.starts_with("sections[") => first.to_owned(),
        _ => first.split('[').next().unwrap_or(first).to_owned(),
    }
}

fn name(guide: &Guide, part: &str) -> String {
    let section = part
        .strip_prefix("sections[")
        .and_then(|rest| rest.strip_suffix(']'))
        .and_then(|index| index.parse::<usize>().ok())
        .and_then(|index| guide.sections.get(index));
    section.map_or(part, |section| &section.label).to_owned()
}

/// The words of a text with inline markup, without its citations.
pub fn plain(text: &str) -> String {
    words_of(inline::parse(text).unwrap_or_else(|_| vec![Inline::Plain(text.to_owned())]))
}

fn words_of(pieces: impl IntoIterator<Item = Inline>) -> String {
    let words = pieces.into_iter().map(|piece| match piece {
        Inline::Plain(words) | Inline::Strong(words) => words,
        Inline::Link { label, .. } => label,
        Inline::Cite(_) => String::new(),
    });
    words.collect()
}

/// The sentences of a text with inline markup. Strong words at its beginning that end with a full
/// stop are a heading, and words that end without any mark are a fragment: neither is a sentence.
pub fn sentences(text: &str) -> Vec<String> {
    let mut pieces = inline::parse(text).unwrap_or_else(|_| vec![Inline::Plain(text.to_owned())]);
    if pieces.len() > 1
        && matches!(&pieces[0], Inline::Strong(words) if words.ends_with(['.', '?', '!']))
    {
        pieces.remove(0);
    }
    let text = words_of(pieces);
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if !matches!(c, '.' | '?' | '!' | '…') || is_abbreviation(&text[..at]) {
            continue;
        }
        let rest = text[end..].trim_start_matches(['"', '\'', ')', ']', '»', '”', '’']);
        if rest.is_empty() || rest.starts_with(char::is_whitespace) {
            found.push(&text[start..end]);
            start = end;
        }
    }
    let rest = &text[start..];
    // `Phone:` is a name, `Take these to your doctor:` is read.
    if rest.trim_end().ends_with(':') && words(rest).count() > 2 {
        found.push(rest);
    }
    let is_read = |sentence: &&str| sentence.contains(char::is_alphabetic);
    let tidy = |sentence: &str| sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    found.into_iter().filter(is_read).map(tidy).collect()
}

/// Whether a full stop after this word does not end the sentence.
fn is_abbreviation(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next();
    let word = word.unwrap_or(before);
    let initial = word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() == 1;
    initial
        || word.contains('.')
        || matches!(
            word,
            "Dr" | "Dra" | "Mr" | "Mrs" | "Ms" | "St" | "Sr" | "vs" | "No"
        )
}

/// The words of a sentence: separated by spaces, each with a letter or a digit.
pub fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '—' | '–'))
        .filter(|word| word.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_their_marks_and_hold_no_citations() {
        assert_eq!(
            sentences("It may.[^T01] In two trials (of [PTSD](#x)) it eased.[^T03] Who knows?"),
            ["It may.", "In two trials (of PTSD) it eased.", "Who knows?"]
        );
    }

    #[test]
    fn names_and_numbers_do_not_end_a_sentence() {
        for text in [
            "Dr. Ben Sessa doubts it.",
            "The U.S. rule is old.",
            "It was 3.5 of 10.",
            "He said \"no.\"",
        ] {
            assert_eq!(sentences(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn headings_and_fragments_are_no_sentences() {
        assert_eq!(sentences("**Updates.** We look again."), ["We look again."]);
        assert_eq!(sentences("67 of 100"), [""; 0]);
        assert_eq!(
            sentences("**Emergency:** call [911](tel:911)."),
            ["Emergency: call 911."]
        );
        assert_eq!(sentences("Ask them this:"), ["Ask them this:"]);
        assert_eq!(sentences("Next review:"), [""; 0]);
    }

    #[test]
    fn a_word_has_a_letter_or_a_digit() {
        let found: Vec<_> = words("42 - well-known, and/or \"it\" …").collect();
        assert_eq!(found, ["42", "well-known,", "and", "or", "\"it\""]);
    }
}
