//! A guide's text as markup: inline marks, paragraphs, lists, callouts, tables, figures.

use contract::guide::{Block, DataTable};
use contract::inline::{self, Inline};
use contract::{Guide, InlineText};

use markup::{Markup, html};

mod citations;
mod comparison;
mod course;
mod dots;
mod outcome;
mod people;
mod timeline;

use citations::Citations;
pub use comparison::{id_of_first as comparison_id, mark};

/// Renders one part of a guide, and records what it cites.
pub struct Writer<'a> {
    guide: &'a Guide,
    /// The prefix of the part's ids.
    part: String,
    /// The number of figures with an id so far.
    figures: usize,
    /// Whether a side-by-side table was rendered, which has the part's id for it.
    has_comparison: bool,
    citations: Citations,
}

impl<'a> Writer<'a> {
    /// A writer for a part; `part` is the prefix of its ids.
    pub fn new(guide: &'a Guide, part: &str) -> Self {
        Self {
            guide,
            part: part.to_owned(),
            figures: 0,
            has_comparison: false,
            citations: Citations::new(part),
        }
    }

    /// Puts a text with inline markup into `target`.
    pub fn inline(&mut self, mut target: Markup, text: &impl InlineText) -> Markup {
        // The build rejects a guide with invalid inline markup. Should one get here, its marks are
        // shown as text.
        let Ok(pieces) = inline::parse(text) else {
            return target.text(&**text);
        };
        let mut cited = false;
        for piece in pieces {
            let cites = matches!(piece, Inline::Cite(_));
            if cites && cited {
                // Firefox treats adjacent citations as one word, too wide for a narrow screen.
                target = target.child(html::wbr());
            }
            cited = cites;
            target = match piece {
                Inline::Plain(words) => target.text(words),
                Inline::Strong(words) => target.child(html::strong().text(words)),
                Inline::Link { label, target: to } => {
                    target.child(html::a().attr("href", to).text(label))
                }
                Inline::Cite(source) => {
                    target.child(self.citations.cite(&source, &self.guide.interface.source))
                }
            };
        }
        target
    }

    /// An element with a text.
    pub fn line(&mut self, tag: &'static str, text: &impl InlineText) -> Markup {
        self.inline(markup::element(tag), text)
    }

    /// The markup of each block.
    pub fn blocks(&mut self, blocks: &[Block]) -> Vec<Markup> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Heading { text, .. } => html::h3().text(text),
            Block::Paragraph { text, .. } => self.line("p", text),
            Block::List { items, ordered, .. } => {
                let items: Vec<_> = items.iter().map(|item| self.line("li", item)).collect();
                markup::element(if *ordered { "ol" } else { "ul" }).children(items)
            }
            Block::Callout {
                tone,
                title,
                paragraphs,
                ..
            } => {
                let paragraphs: Vec<_> = paragraphs.iter().map(|p| self.line("p", p)).collect();
                html::div()
                    .class(format_args!("callout {}", tone.as_str()))
                    .child(html::h3().text(title))
                    .children(paragraphs)
            }
            Block::Table(table) => self.table(table),
            Block::Comparison(comparison) => self.comparison(comparison),
            Block::Outcome(outcome) => self.outcome(outcome),
            Block::Timeline(timeline) => self.timeline(timeline),
            Block::Course(course) => self.course(course),
        }
    }

    /// A table in a region that scrolls sideways, which a keyboard can reach (WCAG 2.1.1).
    fn table(&mut self, table: &DataTable) -> Markup {
        // Citations are numbered in reading order, and the caption comes first.
        let caption = self.line("caption", &table.caption);
        let header = |text: &String| html::th().attr("scope", "col").text(text);
        let head = html::tr().children(table.columns.iter().map(header));
        let rows: Vec<_> = table
            .rows
            .iter()
            .map(|row| {
                let cells = row.iter().enumerate().map(|(column, text)| match column {
                    0 => self.inline(html::th().attr("scope", "row"), text),
                    _ => self.line("td", text),
                });
                html::tr().children(cells.collect::<Vec<_>>())
            })
            .collect();
        let label = self.guide.interface.table.clone();
        html::div()
            .class("table-scroll")
            .attr("role", "region")
            .attr("aria-label", label)
            .attr("tabindex", "0")
            .child(
                html::table()
                    .attr("part", "table")
                    .child(caption)
                    .child(html::thead().child(head))
                    .child(html::tbody().children(rows)),
            )
    }

    /// The list of the sources cited so far, numbered like the citations; `None` without citations.
    pub fn sources(&self) -> Option<Markup> {
        self.citations.list(self.guide)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
