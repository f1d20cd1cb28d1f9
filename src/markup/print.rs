//! Markup as HTML text.

use std::sync::Arc;

use contract::Guide;
use leptos::prelude::{expect_context, provide_context};

use super::{Child, Markup, TEXT};

/// Makes the guide known to what is fixed below.
pub fn provide_guide(guide: &Guide) {
    provide_context(Arc::new(guide.clone()));
}

impl Markup {
    /// Prints the element, with its live attributes as they are right now.
    pub fn print(self, html: &mut String) {
        let parts = *self.0;
        html.push('<');
        html.push_str(parts.tag);
        for (name, value) in &parts.attributes {
            attribute(name, value, html);
        }
        let (words, live): (Vec<_>, Vec<_>) =
            parts.live.iter().partition(|(name, _)| *name == TEXT);
        for (name, value) in live {
            if let Some(value) = value() {
                attribute(name, &value, html);
            }
        }
        html.push('>');
        // HTML section 13.1.2: void elements have no end tag.
        if matches!(parts.tag, "br" | "hr" | "img" | "input" | "wbr") {
            return;
        }
        if parts.tag == "textarea" {
            // HTML section 13.1.2.5: a line break at the start of a text area is dropped.
            html.push('\n');
        }
        for (_, words) in words {
            escape(&words().unwrap_or_default(), html);
        }
        for child in parts.children {
            match child {
                Child::Element(element) => element.print(html),
                Child::Text(text) => escape(&text, html),
                Child::Fixed(make) => {
                    let guide = expect_context::<Arc<Guide>>();
                    make(&guide).print(html);
                }
            }
        }
        html.push_str("</");
        html.push_str(parts.tag);
        html.push('>');
    }
}

fn attribute(name: &str, value: &str, html: &mut String) {
    html.push(' ');
    html.push_str(name);
    if !value.is_empty() {
        html.push_str("=\"");
        escape(value, html);
        html.push('"');
    }
}

/// Puts a text into HTML, for an attribute or the inside of an element.
pub fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::element;

    #[test]
    fn texts_and_attributes_cannot_become_markup() {
        let mut html = String::new();
        element("p")
            .with("title", "\"><script>")
            .text("<b> & \"quotes\"")
            .child(element("br"))
            .child(element("em").flag("hidden", true).text("x"))
            .print(&mut html);
        assert_eq!(
            html,
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &quot;quotes&quot;\
             <br><em hidden>x</em></p>"
        );
    }

    #[test]
    fn live_parts_are_printed_as_they_are() {
        let mut html = String::new();
        element("p")
            .live("lang", || Some("en".into()))
            .live_flag("hidden", || false)
            .words(|| "<now>".to_owned())
            .print(&mut html);
        assert_eq!(html, "<p lang=\"en\">&lt;now&gt;</p>");
    }
}
