//! Inline markup.

use careguide::prerender;
use contract::inline::{Inline, parse};

use crate::{Page, sample, text};

/// A text with inline markup.
pub fn read(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(pieces) = parse(text) else { return };
    assert_eq!(
        parse(&serialize(&pieces)).as_ref(),
        Ok(&pieces),
        "read, serialize and read"
    );
    let mut guide = sample::guide();
    guide.consultation.sent.warmth = text.into();
    guide.consultation.sent.next = Vec::new();
    let page = Page::part(&prerender::arrived(&guide, "0000-0000", "/"));
    page.leads_nowhere_else();
    assert_eq!(
        page.text("#sent-what p"),
        shown(&pieces, &guide.interface.source),
        "each word is on the page"
    );
    for (selector, wanted) in [
        (
            "#sent-what p > strong",
            count(&pieces, |piece| matches!(piece, Inline::Strong(_))),
        ),
        (
            "#sent-what p > a",
            count(&pieces, |piece| matches!(piece, Inline::Link { .. })),
        ),
        (
            "#sent-what p > sup > a",
            count(&pieces, |piece| matches!(piece, Inline::Cite(_))),
        ),
    ] {
        assert_eq!(page.select(selector).len(), wanted, "{selector}");
    }
}

fn count(pieces: &[Inline], is: impl Fn(&Inline) -> bool) -> usize {
    pieces.iter().filter(|piece| is(piece)).count()
}

/// The pieces in the markup of a guide file.
fn serialize(pieces: &[Inline]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Inline::Plain(words) => {
                for c in words.chars() {
                    if "*[]\\".contains(c) {
                        text.push('\\');
                    }
                    text.push(c);
                }
            }
            Inline::Strong(words) => text += &format!("**{words}**"),
            Inline::Link { label, target } => text += &format!("[{label}]({target})"),
            Inline::Cite(source) => text += &format!("[^{source}]"),
        }
    }
    text
}

/// The text that a reader hears, in which a citation is called a source. An HTML parser drops NUL and normalises line breaks.
fn shown(pieces: &[Inline], source_word: &str) -> String {
    let mut cited: Vec<&str> = Vec::new();
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Inline::Plain(words) | Inline::Strong(words) | Inline::Link { label: words, .. } => {
                let words = words.replace("\r\n", "\n");
                text += &words.replace('\r', "\n").replace('\0', "");
            }
            Inline::Cite(source) => {
                let known = cited.iter().position(|id| id == source);
                let index = known.unwrap_or(cited.len());
                if known.is_none() {
                    cited.push(source);
                }
                text += &format!("{source_word} {}", index + 1);
            }
        }
    }
    text
}
