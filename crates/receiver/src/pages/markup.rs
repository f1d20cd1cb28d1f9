//! Words as HTML.

use contract::Guide;
use contract::inline::{Inline, parse};

/// Makes text safe inside an element and inside a quoted attribute (HTML, section 13.3).
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}

/// The guide's inline markup. Citations are left out: their sources are not on the page.
pub fn inline(text: &str) -> String {
    let Ok(pieces) = parse(text) else {
        return escape(text);
    };
    pieces
        .iter()
        .map(|piece| match piece {
            Inline::Plain(words) => escape(words),
            Inline::Strong(words) => format!("<strong>{}</strong>", escape(words)),
            // A hash leads to a section of the guide, which is another page from here.
            Inline::Link { label, target } if target.starts_with('#') => {
                format!("<a href=\"/{}\">{}</a>", escape(target), escape(label))
            }
            Inline::Link { label, target } => {
                format!("<a href=\"{}\">{}</a>", escape(target), escape(label))
            }
            Inline::Cite(_) => String::new(),
        })
        .collect()
}

/// A whole page.
pub fn page(guide: &Guide, title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        language = escape(&guide.language),
        direction = guide.direction.as_str(),
        title = escape(title),
    )
}

const STYLE: &str = "\
:root{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}\
main{max-width:40rem;margin:0 auto;padding:1rem}\
label,legend{font-weight:600}\
input:not([type=radio],[type=checkbox]),select,textarea{display:block;box-sizing:border-box;width:100%;font:inherit}\
fieldset{margin:1rem 0;border:1px solid}\
.trap{position:absolute;left:-999rem}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_cannot_become_markup() {
        assert_eq!(
            escape(r#"<b title="x" id='y'>&"#),
            "&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;"
        );
    }

    #[test]
    fn inline_markup_becomes_html_without_its_citations() {
        assert_eq!(
            inline("**Call** <us> at [988](tel:988) or [read](#risks).[^T01]"),
            "<strong>Call</strong> &lt;us&gt; at <a href=\"tel:988\">988</a> or <a href=\"/#risks\">read</a>."
        );
    }
}
