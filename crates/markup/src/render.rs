//! Elements as HTML.

use std::sync::Arc;

use leptos::prelude::{expect_context, provide_context};

use super::{Child, Markup, Target};

/// Provides the value that [`Markup::inert`] renders from.
pub fn provide<C: Send + Sync + 'static>(context: C) {
    provide_context(Arc::new(context));
}

pub(crate) fn with_context<C: Send + Sync + 'static>(render: impl FnOnce(&C) -> Markup) -> Markup {
    render(&expect_context::<Arc<C>>())
}

impl Markup {
    /// The HTML of the element, with the current values of what follows signals.
    pub fn to_html(self) -> String {
        let mut html = String::new();
        self.write_html(&mut html);
        html
    }

    fn write_html(self, html: &mut String) {
        let parts = *self.0;
        html.push('<');
        html.push_str(parts.tag);
        for (name, value) in &parts.attributes {
            attribute(name, value, html);
        }
        let mut text = String::new();
        for live in &parts.live {
            match (live.target, (live.value)()) {
                (Target::Attribute(name), Some(value)) => attribute(name, &value, html),
                (Target::Text, Some(value)) => escape(&value, &mut text),
                _ => {}
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
        html.push_str(&text);
        for child in parts.children {
            match child {
                Child::Element(element) => element.write_html(html),
                Child::Text(text) => escape(&text, html),
                Child::Inert(render) => render().write_html(html),
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

/// Escapes a text for an attribute's value or an element's content (HTML section 13.3).
pub fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // Proxies that hide mail addresses from robots look for this character.
            '@' => html.push_str("&#64;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::html;

    #[test]
    fn texts_and_attributes_cannot_become_markup() {
        let html = html::p()
            .attr("title", "\"><script>")
            .text("<b> & \"quotes\"")
            .child(html::br())
            .child(html::em().attr("hidden", true).text("x"))
            .to_html();
        assert_eq!(
            html,
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &quot;quotes&quot;\
             <br><em hidden>x</em></p>"
        );
    }

    #[test]
    fn a_closure_renders_its_current_value() {
        let html = html::p()
            .attr("lang", || Some("en"))
            .attr("hidden", || false)
            .text(|| "<now>".to_owned())
            .to_html();
        assert_eq!(html, "<p lang=\"en\">&lt;now&gt;</p>");
    }
}
