//! The digest of a guide's HTML that does not depend on how the HTML is written.
//!
//! `src/loader/check.js` computes the same of elements: what reformats HTML on its way, or writes it
//! into another page, changes bytes and not elements.

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::digest::integrity;

/// What the renderer writes without an end tag.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// The digest of one element, whose HTML the renderer has written.
pub fn digest(html: &str) -> Result<String> {
    Ok(integrity(described(html)?.to_string().as_bytes()))
}

/// An element that is not closed yet: its name, its attributes, what is in it.
struct Open<'a>(&'a str, Vec<Value>, Vec<Value>);

impl Open<'_> {
    fn close(self) -> Value {
        json!([self.0, self.1, self.2])
    }
}

/// The element as nested arrays: name, attributes in the order of their names, children.
fn described(html: &str) -> Result<Value> {
    let mut open = vec![Open("", Vec::new(), Vec::new())];
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').context("a tag does not end")?;
        match tag.strip_prefix('/') {
            Some(name) => {
                let closed = open.pop().context("an end tag too many")?;
                if closed.0 != name {
                    bail!("<{}> is closed by </{name}>", closed.0);
                }
                push(&mut open, closed.close())?;
            }
            None => {
                let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                let element = Open(name, sorted(attributes)?, Vec::new());
                match VOID.contains(&name) {
                    true => push(&mut open, element.close())?,
                    false => open.push(element),
                }
            }
        }
        let inside = open.last().map_or("", |element| element.0);
        // HTML section 13.1.2.5: a line break at the start of a text area is dropped.
        let text = match inside {
            "textarea" => text.strip_prefix('\n').unwrap_or(text),
            _ => text,
        };
        let text = with_short_space(&decoded(text));
        if !text.is_empty() {
            push(&mut open, text.into())?;
        }
    }
    let Some(Open(_, _, mut roots)) = open.pop() else {
        bail!("an end tag too many");
    };
    match (open.is_empty(), roots.len()) {
        (true, 1) => Ok(roots.remove(0)),
        _ => bail!("the HTML must be one element"),
    }
}

fn push(open: &mut [Open<'_>], child: Value) -> Result<()> {
    open.last_mut()
        .context("an end tag too many")?
        .2
        .push(child);
    Ok(())
}

fn sorted(mut attributes: &str) -> Result<Vec<Value>> {
    let mut pairs = Vec::new();
    while !attributes.is_empty() {
        let end = attributes.find([' ', '=']).unwrap_or(attributes.len());
        let (name, rest) = attributes.split_at(end);
        let (value, rest) = match rest.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').context("a value does not end")?,
            None => ("", rest),
        };
        pairs.push((name, decoded(value)));
        attributes = rest.strip_prefix(' ').unwrap_or(rest);
    }
    pairs.sort();
    Ok(pairs.into_iter().map(|pair| json!(pair)).collect())
}

/// The text of `markup::escape`, as it was before.
fn decoded(text: &str) -> String {
    let references = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#64;", "@"),
        ("&amp;", "&"),
    ];
    references
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The text with one space for each run of white space.
fn with_short_space(text: &str) -> String {
    let mut short = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' if short.ends_with(' ') => {}
            '\t' | '\n' | '\r' | '\u{c}' => short.push(' '),
            c => short.push(c),
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_described_as_a_browser_reads_it() {
        let html = "<p lang=\"en\" hidden class=\"a &amp;&#64;\">A &lt;b&gt;\n &amp;lt;<br>\
                    <textarea>\n\nx</textarea></p>";
        let read = described(html).expect("it is an element");
        let wanted = json!([
            "p",
            [["class", "a &@"], ["hidden", ""], ["lang", "en"]],
            ["A <b> &lt;", ["br", [], []], ["textarea", [], [" x"]]],
        ]);
        assert_eq!(read, wanted);
    }

    #[test]
    fn what_is_no_element_is_an_error() {
        for html in [
            "",
            "text",
            "<p>",
            "<p></p><p></p>",
            "<p></b></p>",
            "</p>",
            "<p a=\"b></p>",
        ] {
            assert!(described(html).is_err(), "{html}");
        }
    }
}
