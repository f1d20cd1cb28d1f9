//! The side-by-side table.

use contract::guide::{Cell, Certainty, Comparison, Row};

use super::Writer;
use crate::markup::{Markup, element};

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
        let head = element("tr")
            .with("role", "row")
            .child(corner)
            .children(options.collect::<Vec<_>>());
        let rows: Vec<_> = comparison.rows.iter().map(|row| self.row(row)).collect();
        element("div")
            .class("comparison")
            .child(
                element("table")
                    .with("role", "table")
                    .with("part", "table")
                    .child(caption)
                    .child(element("thead").with("role", "rowgroup").child(head))
                    .child(element("tbody").with("role", "rowgroup").children(rows)),
            )
            .child(self.legend())
    }

    fn row(&mut self, row: &Row) -> Markup {
        let question = element("th")
            .with("scope", "row")
            .with("role", "rowheader")
            .text(&row.question);
        let guide = self.guide;
        let cells = row.cells.iter().zip(&guide.options);
        let cells: Vec<_> = cells
            .map(|(cell, option)| self.cell(cell, &option.label))
            .collect();
        element("tr")
            .with("role", "row")
            .child(question)
            .children(cells)
    }

    fn cell(&mut self, cell: &Cell, option: &str) -> Markup {
        let words = &self.guide.certainty;
        // A screen reader reads the column's header; a narrow screen shows this one.
        let name = element("span")
            .class("option")
            .with("aria-hidden", "true")
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
                facts.push(element("span").text(format!("{label} {value}")));
            }
        }
        let facts = (!facts.is_empty()).then(|| element("p").class("facts").children(facts));
        element("td")
            .with("role", "cell")
            .child(name)
            .child(answer)
            .children(facts)
    }

    fn legend(&self) -> Markup {
        let words = &self.guide.certainty;
        let levels = Certainty::ALL.into_iter().map(|certainty| {
            let level = words.level(certainty);
            element("li")
                .child(mark(certainty).text(&level.label))
                .text(format!(" {}", level.meaning))
        });
        element("div")
            .class("legend")
            .child(element("h3").text(&words.legend))
            .child(element("ul").children(levels))
    }
}

fn column(label: &str) -> Markup {
    element("th")
        .with("scope", "col")
        .with("role", "columnheader")
        .text(label)
}

/// The mark of a level: a shape that differs without colour, and its words.
fn mark(certainty: Certainty) -> Markup {
    let shape = match certainty {
        Certainty::High => "●●●",
        Certainty::Moderate => "●●○",
        Certainty::Low => "●○○",
        Certainty::Unknown => "○○○",
    };
    element("span")
        .class("certainty")
        .child(element("span").with("aria-hidden", "true").text(shape))
        .text(" ")
}
