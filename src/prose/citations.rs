//! Citations and the list of sources they lead to.
//!
//! Each section lists its own sources, so that a citation's link stays within its tab: before and
//! after hydration and in print. They are folded until a citation leads into them.

use contract::Guide;

use markup::{Markup, html};

pub struct Citations {
    part: String,
    order: Vec<String>,
}

impl Citations {
    pub fn new(part: &str) -> Self {
        Self {
            part: part.to_owned(),
            order: Vec::new(),
        }
    }

    /// A citation's mark. Its name for assistive technology is its text, so that it holds the number that
    /// is seen (WCAG 2.5.3). The source's back link leads to its first citation.
    pub fn cite(&mut self, source: &str, label: &str) -> Markup {
        let known = self.order.iter().position(|id| id == source);
        let number = known.unwrap_or(self.order.len()) + 1;
        let mut link = html::a()
            .attr("href", format_args!("#{}-source-{number}", self.part))
            .child(
                html::span()
                    .class("visually-hidden")
                    .text(format!("{label} ")),
            )
            .text(number.to_string());
        if known.is_none() {
            self.order.push(source.to_owned());
            link = link.attr("id", format_args!("{}-cite-{number}", self.part));
        }
        html::sup().child(link)
    }

    pub fn list(&self, guide: &Guide) -> Option<Markup> {
        if self.order.is_empty() {
            return None;
        }
        let words = &guide.interface;
        let heading = match self.order.len() {
            1 => words.one_source.clone(),
            count => words.sources.replace("{count}", &count.to_string()),
        };
        let items = self.order.iter().enumerate().filter_map(|(index, id)| {
            let source = guide.source(id)?;
            let number = index + 1;
            let back = html::a()
                .attr("href", format_args!("#{}-cite-{number}", self.part))
                .attr(
                    "aria-label",
                    format_args!("{} {number}", words.back_to_text),
                )
                .text("↩");
            let item = html::li()
                .attr("id", format_args!("{}-source-{number}", self.part))
                .text(format!("{}. ", source.by))
                .child(html::a().attr("href", &source.url).text(&source.title))
                .text(format!(
                    " ({}, {}). {} {}. ",
                    source.kind,
                    source.date,
                    words.read.of(source.read),
                    words.date.day(&source.checked)
                ))
                .child(back);
            Some(item)
        });
        Some(
            html::details()
                .class("sources")
                .child(html::summary().child(html::span().text(heading)))
                .child(html::ol().children(items)),
        )
    }
}
