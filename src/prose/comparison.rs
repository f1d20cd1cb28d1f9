//! The side-by-side table.

use contract::guide::{Cell, Certainty, Comparison, Row};

use super::Writer;
use markup::{Markup, html};

impl Writer<'_> {
    /// On a narrow screen each question becomes a block with the answers under the options' names.
    /// There CSS changes `display`, which removes the table's roles, so every role is written out
    /// (HTML-AAM; WCAG 1.3.1).
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
        html::div()
            .class("comparison")
            .child(
                html::table()
                    .attr("role", "table")
                    .attr("part", "table")
                    .child(caption)
                    .child(html::thead().attr("role", "rowgroup").child(head))
                    .child(html::tbody().attr("role", "rowgroup").children(rows)),
            )
            .child(self.legend())
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
        let words = &self.guide.certainty;
        // A screen reader reads the column's header; a narrow screen shows this one.
        let name = html::span()
            .class("option")
            .attr("aria-hidden", "true")
            .text(option);
        // Citations are numbered in reading order, and the answer comes first.
        let answer = self.line("p", &cell.text);
        let mut facts = Vec::new();
        if let Some(certainty) = cell.certainty {
            facts.push(mark(certainty).text(format!(
                "{}: {}",
                words.label,
                words.level(certainty).label
            )));
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
        let facts = (!facts.is_empty()).then(|| html::p().class("facts").children(facts));
        html::td()
            .attr("role", "cell")
            .child(name)
            .child(answer)
            .children(facts)
    }

    fn legend(&self) -> Markup {
        let words = &self.guide.certainty;
        let levels = Certainty::ALL.into_iter().map(|certainty| {
            let level = words.level(certainty);
            html::li()
                .child(mark(certainty).text(&level.label))
                .text(format!(" {}", level.meaning))
        });
        html::div()
            .class("legend")
            .child(html::h3().text(&words.legend))
            .child(html::ul().children(levels))
    }
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
