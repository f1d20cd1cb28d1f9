//! The inline styles and scripts of a page, which a Content Security Policy lists one by one.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

/// The source expression of each inline element of this kind, `style` or `script`: `'sha256-…'` (CSP3,
/// section 6.7.3.3). A text that only looks like one adds a harmless hash. A script with a `src` is in a
/// file, and one with a `type` may be data.
pub fn hashes(kind: &str, html: &str) -> Vec<String> {
    // HTML, section 13.2.3.5: the parser makes every line break a line feed before it is hashed.
    let html = html.replace("\r\n", "\n").replace('\r', "\n");
    let lower = html.to_ascii_lowercase();
    let [open, close] = [format!("<{kind}"), format!("</{kind}")];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = lower[from..].find(&open) {
        let name_end = from + at + open.len();
        from = name_end;
        if !lower[name_end..].starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace())
        {
            continue;
        }
        let Some(start) = tag_end(&lower, name_end) else {
            break;
        };
        let Some(length) = lower[start..].find(&close) else {
            break;
        };
        let attributes = &lower[name_end..start];
        let is_other = ["src", "type"].iter().any(|name| attributes.contains(name));
        if kind == "style" || !is_other {
            found.push(hash(&html[start..start + length]));
        }
        from = start + length;
    }
    found
}

/// Finds the end of the tag; a `>` inside a quoted attribute does not end it.
fn tag_end(html: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_inline_style_is_hashed_as_the_browser_parses_it() {
        let html = "<style>a{}</style><STYLE media='(width>9px)'>b{}\r\n</STYLE><styled>c</styled>";
        assert_eq!(hashes("style", html), [hash("a{}"), hash("b{}\n")]);
    }

    #[test]
    fn the_hash_is_the_one_browsers_compute() {
        // echo -n 'a{}' | openssl dgst -sha256 -binary | base64
        assert_eq!(
            hashes("style", "<style>a{}</style>"),
            ["'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"]
        );
    }

    #[test]
    fn scripts_in_files_and_data_are_none() {
        let html = "<script type=\"module\" src=\"a.js\"></script><script>a()</script>\
            <script type=\"application/ld+json\">{}</script>";
        assert_eq!(hashes("script", html), [hash("a()")]);
    }

    #[test]
    fn pages_without_or_with_broken_styles_have_none() {
        for html in ["", "<p>é</p>", "<style", "<style>a{}", "<style media=\"x"] {
            assert_eq!(hashes("style", html), [""; 0], "{html}");
        }
    }
}
