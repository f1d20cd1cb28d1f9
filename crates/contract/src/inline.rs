//! The small markup inside a guide's text: `**strong**`, `[label](link)` and `[^T01]` for a
//! citation. Everything else is plain text, `<` and `&` included; nothing can become HTML.
//!
//! A backslash before `*`, `[`, `]` or `\` makes that character plain. A mark contains only words:
//! no other mark, and no backslash.

use std::fmt;

use crate::link;

/// One piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Plain(String),
    /// Words with strong importance.
    Strong(String),
    /// A link whose target has been checked.
    Link {
        /// What the reader sees.
        label: String,
        /// Where it leads: `http:`, `https:`, `mailto:`, `tel:`, `sms:` or `#section`.
        target: String,
    },
    /// A citation of the source with this id.
    Cite(String),
}

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineError {
    /// `**` opens and never closes, or closes at once.
    Strong,
    /// `[` opens and never becomes `[label](link)` or `[^source]`.
    Bracket,
    /// A mark or a backslash inside of a mark.
    Nested(String),
    /// A guide may not link to this target.
    Target(String),
}

impl fmt::Display for InlineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Strong => f.write_str(
                "`**` is opened but not closed around words; write `**words**`, or `\\*\\*` for plain stars",
            ),
            Self::Bracket => f.write_str(
                "`[` does not start a link or a citation; write `[label](https://…)` or `[^T01]`, or `\\[` for a plain bracket",
            ),
            Self::Nested(words) => write!(
                f,
                "`{words}` stands inside of a mark and holds another; write only words there, without `**`, `[` or `\\`"
            ),
            Self::Target(target) => {
                write!(f, "the link `{target}` is not allowed; allowed are {}", link::ALLOWED)
            }
        }
    }
}

/// Reads a text into its pieces.
///
/// # Errors
/// Says which mark is not closed, or which link is not allowed.
pub fn parse(text: &str) -> Result<Vec<Inline>, InlineError> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (piece, after) = match c {
            '\\' if rest[1..].starts_with(['*', '[', ']', '\\']) => {
                plain.push_str(&rest[1..2]);
                rest = &rest[2..];
                continue;
            }
            '*' if rest.starts_with("**") => strong(&rest[2..])?,
            '[' => bracket(&rest[1..])?,
            _ => {
                plain.push(c);
                rest = &rest[c.len_utf8()..];
                continue;
            }
        };
        if !plain.is_empty() {
            pieces.push(Inline::Plain(std::mem::take(&mut plain)));
        }
        pieces.push(piece);
        rest = after;
    }
    if !plain.is_empty() {
        pieces.push(Inline::Plain(plain));
    }
    Ok(pieces)
}

fn strong(rest: &str) -> Result<(Inline, &str), InlineError> {
    match rest.split_once("**") {
        Some((words, after)) if !words.trim().is_empty() => {
            Ok((Inline::Strong(only(words)?), after))
        }
        _ => Err(InlineError::Strong),
    }
}

/// The words inside of a mark.
fn only(words: &str) -> Result<String, InlineError> {
    if words.contains("**") || words.contains(['[', '\\']) {
        return Err(InlineError::Nested(words.to_owned()));
    }
    Ok(words.to_owned())
}

fn bracket(rest: &str) -> Result<(Inline, &str), InlineError> {
    let (label, after) = rest.split_once(']').ok_or(InlineError::Bracket)?;
    if let Some(source) = label.strip_prefix('^') {
        return if source.is_empty() || source.contains(char::is_whitespace) {
            Err(InlineError::Bracket)
        } else {
            Ok((Inline::Cite(source.to_owned()), after))
        };
    }
    let (target, after) = after
        .strip_prefix('(')
        .and_then(|after| closing_parenthesis(after).map(|end| (&after[..end], &after[end + 1..])))
        .ok_or(InlineError::Bracket)?;
    if label.trim().is_empty() {
        return Err(InlineError::Bracket);
    }
    if !link::is_allowed(target) {
        return Err(InlineError::Target(target.to_owned()));
    }
    Ok((
        Inline::Link {
            label: only(label)?,
            target: target.to_owned(),
        },
        after,
    ))
}

/// DOIs contain parentheses, so the one that closes the link is the one that balances.
fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Inline {
        Inline::Plain(text.to_owned())
    }

    #[test]
    fn strong_words_links_and_citations_are_found() {
        assert_eq!(
            parse("Call **now** or [read on](https://a.org/x(1)y).[^T01]"),
            Ok(vec![
                plain("Call "),
                Inline::Strong("now".into()),
                plain(" or "),
                Inline::Link {
                    label: "read on".into(),
                    target: "https://a.org/x(1)y".into(),
                },
                plain("."),
                Inline::Cite("T01".into()),
            ])
        );
    }

    #[test]
    fn html_and_single_stars_stay_plain_text() {
        let text = "<b onclick=x>2 * 3 & 4</b>";
        assert_eq!(parse(text), Ok(vec![plain(text)]));
    }

    #[test]
    fn a_backslash_makes_a_mark_plain() {
        assert_eq!(
            parse(r"\*\*a\*\* \[b\] \\ c\d"),
            Ok(vec![plain(r"**a** [b] \ c\d")])
        );
    }

    #[test]
    fn unclosed_marks_are_errors() {
        assert_eq!(parse("**open"), Err(InlineError::Strong));
        assert_eq!(parse("****"), Err(InlineError::Strong));
        assert_eq!(parse("[open"), Err(InlineError::Bracket));
        assert_eq!(parse("[label]"), Err(InlineError::Bracket));
        assert_eq!(parse("[label](https://a.org"), Err(InlineError::Bracket));
        assert_eq!(parse("[](https://a.org)"), Err(InlineError::Bracket));
        assert_eq!(parse("[^]"), Err(InlineError::Bracket));
    }

    #[test]
    fn marks_inside_of_marks_are_errors() {
        for (text, inside) in [
            ("**call [911](tel:911)**", "call [911](tel:911)"),
            ("**seen[^T01]**", "seen[^T01]"),
            ("[**risks**](#risks)", "**risks**"),
            (r"**a \[b\]**", r"a \[b\]"),
        ] {
            assert_eq!(
                parse(text),
                Err(InlineError::Nested(inside.into())),
                "{text}"
            );
        }
    }

    #[test]
    fn a_link_to_a_script_is_an_error_that_names_it() {
        let error = parse("[x](javascript:alert(1))").expect_err("a script is no link");
        assert_eq!(error, InlineError::Target("javascript:alert(1)".into()));
        assert!(error.to_string().contains("https:"));
    }

    #[test]
    fn text_in_any_script_is_kept() {
        for text in ["¿Qué es?", "что это", "これ", "👩‍⚕️ e\u{301}"] {
            assert_eq!(parse(text), Ok(vec![plain(text)]));
        }
    }
}
