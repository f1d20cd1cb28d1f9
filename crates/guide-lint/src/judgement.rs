//! What a person found where software cannot see whether a guide meets a criterion.
//!
//! It stands in `judged/<name>.<language>.toml` beside the guide file, and no build publishes it. A
//! judgement is about words: it goes with their digest, and ends when they change.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::{criteria, rules};

/// The folder of the judgements, beside the guide files.
pub const FOLDER: &str = "judged";

/// The judgements on a guide file, by the name of the criterion, such as `qualifying 1`.
pub type Judgements = BTreeMap<String, Judgement>;

/// What a person found about one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Whether the words meet it.
    pub met: bool,
    /// Who judged, with what qualifies them.
    pub by: String,
    /// The day, as `YYYY-MM-DD`.
    pub on: String,
    /// The digest of the words that were judged.
    pub words: String,
    /// Why, in a sentence.
    pub note: Option<String>,
}

/// Reads the judgements on a guide file. `file` is what messages call the text.
///
/// # Errors
/// One line, `file:line:column: message`.
pub fn read(file: &str, text: &str) -> Result<Judgements, String> {
    let judgements: Judgements = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.get(..at).unwrap_or(text);
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
        let message = error.message().lines().next().unwrap_or_default();
        format!("{file}:{line}:{column}: {message}")
    })?;
    for (criterion, judgement) in &judgements {
        let wrong = if !criteria::is_for_a_person(criterion) {
            "no person has to judge this: `guide check` names the criteria for which one has to"
        } else if judgement.by.trim().is_empty() {
            "`by` does not say who judged"
        } else if rules::day(&judgement.on).is_none() {
            "`on` is not a day; write it as YYYY-MM-DD, such as 2026-12-01"
        } else {
            continue;
        };
        let start = format!("[\"{criterion}\"]");
        let line = text.lines().position(|line| line.trim() == start);
        let line = line.map_or(1, |line| line + 1);
        return Err(format!("{file}:{line}:1: {criterion}: {wrong}"));
    }
    Ok(judgements)
}

/// The digest of words, short enough to copy by hand.
pub fn digest<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for text in words {
        hash.update(text);
        hash.update("\n");
    }
    let bytes = hash.finalize();
    bytes[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "guides/judged/sleep.en.toml";

    fn entry(lines: &str) -> String {
        format!("# Read aloud in June.\n\n[\"qualifying 1\"]\n{lines}")
    }

    #[test]
    fn a_judgement_says_who_when_and_of_which_words() {
        let text = entry(
            "met = true\nby = \"Dr. Ana Ruiz, psychiatrist\"\non = \"2026-12-01\"\nwords = \"0a1b2c3d\"\n",
        );
        let judgements = read(FILE, &text).expect("it has the shape");
        let judgement = &judgements["qualifying 1"];
        assert!(judgement.met);
        assert_eq!(judgement.by, "Dr. Ana Ruiz, psychiatrist");
        assert_eq!(judgement.note, None);
        assert!(read(FILE, "").expect("none is fine").is_empty());
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let rest = "by = \"Ana\"\non = \"2026-12-01\"\nwords = \"0a1b2c3d\"\n";
        for (text, wanted) in [
            (entry(&format!("met = yes\n{rest}")), ":4:7: "),
            (
                entry(&format!("met = true\nwhen = 1\n{rest}")),
                ":5:1: unknown field `when`",
            ),
            (
                entry(&format!("met = true\n{rest}").replace("2026-12-01", "June")),
                ":3:1: qualifying 1: `on` is not a day",
            ),
            (
                entry(&format!("met = true\n{rest}").replace("Ana", " ")),
                ":3:1: qualifying 1: `by` does not say who",
            ),
            (
                entry(&format!("met = true\n{rest}")).replace("qualifying 1", "certifying 3"),
                ":3:1: certifying 3: no person has to judge this",
            ),
        ] {
            let wrong = read(FILE, &text).expect_err("it is wrong");
            assert!(wrong.starts_with(&format!("{FILE}{wanted}")), "{wrong}");
        }
    }

    #[test]
    fn the_digest_changes_with_any_word() {
        let one = digest(["It may.", "It may not."]);
        assert_eq!(one.len(), 8);
        assert_eq!(one, digest(["It may.", "It may not."]));
        assert_ne!(one, digest(["It may.", "It does not."]));
        assert_ne!(one, digest(["It may.It may not."]));
    }
}
