//! The side-by-side table.

use contract::Guide;
use contract::guide::{Block, Cell, Certainty, Comparison, Row};

use super::Writer;
use markup::{Markup, html};

impl Writer<'_> {
    /// Each question stands above its answers; on a narrow screen these are below each other, under the
    /// options' names. For that CSS changes `display`, which removes the table's roles, so every role
    /// is written out (HTML-AAM; WCAG 1.3.1).
    ///
    /// The boxes work without scripts and start no hydration: the style sheet follows them.
    pub(super) fn comparison(&mut self, comparison: &Comparison) -> Markup {
        let mut caption = self.line("caption", &comparison.caption);
        if let Some(differences) = &comparison.differences {
            caption = self.inline(caption.text(" "), differences);
        }
        let corner = column(&comparison.question_label);
        let options = self
            .guide
            .options
            .iter()
            .map(|option| column(&option.label));
        let head = html::tr()
            .attr("role", "row")
            .child(corner)
            .children(options.collect::<Vec<_>>());
        let rows: Vec<_> = comparison.rows.iter().map(|row| self.row(row)).collect();
        let mut table = html::div().class("comparison");
        if !self.has_comparison {
            // A link leads there.
            table = table.attr("id", id(&self.part));
            self.has_comparison = true;
        }
        table
            .child(self.legend())
            .child(self.columns())
            .child(choice("reasons", &self.guide.certainty.every_why, false))
            .child(
                html::table()
                    .attr("role", "table")
                    .attr("part", "table")
                    .child(caption)
                    .child(html::thead().attr("role", "rowgroup").child(head))
                    .child(html::tbody().attr("role", "rowgroup").children(rows)),
            )
    }

    /// Which options a narrow screen shows. The style sheet has a rule for each box.
    fn columns(&self) -> Markup {
        let options = self.guide.options.iter().enumerate();
        let boxes = options
            .map(|(index, option)| choice(&format!("option-{}", index + 1), &option.label, true));
        html::details()
            .class("columns")
            .child(html::summary().child(html::span().text(&self.guide.interface.show_options)))
            .children(boxes)
    }

    fn row(&mut self, row: &Row) -> Markup {
        let question = html::th()
            .attr("scope", "row")
            .attr("role", "rowheader")
            .text(&row.question);
        let guide = self.guide;
        let cells = row.cells.iter().zip(&guide.options);
        let cells: Vec<_> = cells
            .map(|(cell, option)| self.cell(cell, &option.label))
            .collect();
        html::tr()
            .attr("role", "row")
            .child(question)
            .children(cells)
    }

    fn cell(&mut self, cell: &Cell, option: &str) -> Markup {
        // A screen reader reads the column's header; a narrow screen shows this one.
        let name = html::span()
            .class("option")
            .attr("aria-hidden", "true")
            .text(option);
        // Citations are numbered in reading order, and the answer comes first.
        let answer = self.line("p", &cell.text);
        let reasons = self.reasons(cell);
        html::td()
            .attr("role", "cell")
            .child(name)
            .child(answer)
            .children(reasons)
    }

    /// How sure the answer is: its mark, and behind `Why?` all that is known of that.
    fn reasons(&mut self, cell: &Cell) -> Option<Markup> {
        let words = &self.guide.certainty;
        let mut facts = Vec::new();
        let mut opener = html::summary();
        if let Some(certainty) = cell.certainty {
            let level = format!("{}: {}", words.label, words.level(certainty).label);
            let spoken = html::span()
                .class("visually-hidden")
                .text(format!("{level} "));
            opener = opener.child(mark(certainty).child(spoken));
            facts.push(mark(certainty).text(level));
        }
        facts.extend(cell.why.as_ref().map(|why| self.line("span", why)));
        for (label, value) in [
            (&words.measured_in, &cell.measured_in),
            (&words.over, &cell.over),
        ] {
            if let Some(value) = value {
                facts.push(html::span().text(format!("{label} {value}")));
            }
        }
        if facts.is_empty() {
            return None;
        }
        let reasons = html::details()
            .class("why")
            .child(opener.child(html::span().text(&words.why)))
            .child(html::p().class("facts").children(facts));
        Some(reasons)
    }

    fn legend(&self) -> Markup {
        let words = &self.guide.certainty;
        let levels = Certainty::ALL.into_iter().map(|certainty| {
            let level = words.level(certainty);
            html::li()
                .child(mark(certainty).text(&level.label))
                .text(format!(" {}", level.meaning))
        });
        html::details()
            .class("legend")
            .child(html::summary().child(html::span().text(&words.legend)))
            .child(html::ul().children(levels))
    }
}

/// The id of the first side-by-side table of the guide.
pub fn id_of_first(guide: &Guide) -> Option<String> {
    let has_one = |blocks: &[Block]| blocks.iter().any(|b| matches!(b, Block::Comparison(_)));
    let section = guide.sections.iter().find(|s| has_one(&s.blocks))?;
    Some(id(&section.id))
}

/// The id of the first side-by-side table of a part of the guide.
fn id(part: &str) -> String {
    format!("{part}-comparison")
}

/// A box that the style sheet follows, by its value.
fn choice(value: &str, label: &str, checked: bool) -> Markup {
    let input = html::input()
        .attr("type", "checkbox")
        .attr("value", value)
        .attr("checked", checked);
    html::label()
        .class("check")
        .child(input)
        .child(html::span().text(label))
}

fn column(label: &str) -> Markup {
    html::th()
        .attr("scope", "col")
        .attr("role", "columnheader")
        .text(label)
}

/// The mark of a level: a shape that differs without colour, and its words.
pub fn mark(certainty: Certainty) -> Markup {
    let shape = match certainty {
        Certainty::High => "●●●",
        Certainty::Moderate => "●●○",
        Certainty::Low => "●○○",
        Certainty::Unknown => "○○○",
    };
    html::span()
        .class("certainty")
        .child(html::span().attr("aria-hidden", "true").text(shape))
        .text(" ")
}
