//! A guide's HTML written in one way, whatever way it came.
//!
//! `src/loader/check.js` has the browser write elements in the same way: what reformats HTML on its
//! way, or writes it into another page, changes bytes and not elements.

use anyhow::{Context as _, Result, bail};

use crate::digest::integrity;

/// What the renderer writes without an end tag.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// The digest of one element, whose HTML the renderer has written.
pub fn digest(html: &str) -> Result<String> {
    Ok(integrity(written(html)?.as_bytes()))
}

/// The element as a browser serializes it (HTML section 13.3), with the attributes in the order of
/// their names and, in texts, one space for each run of white space.
pub fn written(html: &str) -> Result<String> {
    let mut written = String::with_capacity(html.len());
    let mut open = Vec::new();
    let mut roots = 0;
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').context("a tag does not end")?;
        if let Some(name) = tag.strip_prefix('/') {
            let opened = open.pop().context("an end tag too many")?;
            if opened != name {
                bail!("<{opened}> is closed by </{name}>");
            }
            written += &format!("</{name}>");
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            roots += usize::from(open.is_empty());
            written += &format!("<{name}{}>", sorted(attributes)?);
            if !VOID.contains(&name) {
                open.push(name);
            }
        }
        // HTML section 13.1.2.5: a line break at the start of a text area is dropped.
        let text = match open.last() {
            Some(&"textarea") => text.strip_prefix('\n').unwrap_or(text),
            None if !text.is_empty() => bail!("text stands outside the element"),
            _ => text,
        };
        written += &escaped(&with_short_space(&decoded(text)));
    }
    if !open.is_empty() || roots != 1 {
        bail!("the HTML must be one element");
    }
    Ok(written)
}

/// The attributes in the order of their names, each after a space.
fn sorted(mut attributes: &str) -> Result<String> {
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
    let attribute = |(name, value): (&str, String)| {
        format!(" {name}=\"{}\"", escaped(&value).replace('"', "&quot;"))
    };
    Ok(pairs.into_iter().map(attribute).collect())
}

/// The text as it was before `markup::escape`, or before [`escaped`].
fn decoded(text: &str) -> String {
    let references = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#64;", "@"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    references
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The text as a browser escapes it.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('\u{a0}', "&nbsp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
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
    fn an_element_is_written_as_a_browser_writes_it() {
        let html = "<p lang=\"en\" hidden class=\"a\n &amp;&#64; &lt;&quot;\">A &lt;b&gt;\n &amp;lt;\u{a0}\
                    <br><textarea>\n\nx</textarea></p>";
        let wanted = "<p class=\"a\n &amp;@ &lt;&quot;\" hidden=\"\" lang=\"en\">A &lt;b&gt; &amp;lt;&nbsp;\
                      <br><textarea> x</textarea></p>";
        assert_eq!(written(html).expect("it is an element"), wanted);
    }

    #[test]
    fn what_is_written_so_stays_as_it_is() {
        let html = "<p hidden class=\"a\">A &amp; \n\u{a0}b</p>";
        let once = written(html).expect("it is an element");
        assert_eq!(written(&once).expect("it is one still"), once);
    }

    #[test]
    fn what_is_no_element_is_an_error() {
        for html in [
            "",
            "text",
            "<p>",
            "<p></p><p></p>",
            "<p></p>text",
            "<p></b></p>",
            "</p>",
            "<p a=\"b></p>",
        ] {
            assert!(written(html).is_err(), "{html}");
        }
    }
}
