//! The sources that the exercise's answers cite.

use contract::Guide;
use contract::inline::{self, Inline};

use super::exercise::ID;
use super::show_when::{aspects, show_when};
use markup::{Markup, html};

/// The sources, numbered in the order in which the exercise cites them.
pub struct References<'a> {
    guide: &'a Guide,
    /// Each source's id, and the answers that cite it.
    cited: Vec<(String, Vec<String>)>,
}

impl<'a> References<'a> {
    /// The sources of a guide's exercise.
    pub fn of(guide: &'a Guide) -> Self {
        let mut cited: Vec<(String, Vec<String>)> = Vec::new();
        let answers = aspects(&guide.decision)
            .into_iter()
            .flat_map(|(aspect, by)| aspect.answers.iter().zip(by));
        for (answer, condition) in answers {
            for piece in answer.options.iter().flat_map(|text| pieces(text)) {
                let Inline::Cite(id) = piece else { continue };
                let known = cited.iter().position(|(source, _)| *source == id);
                let at = known.unwrap_or_else(|| {
                    cited.push((id, Vec::new()));
                    cited.len() - 1
                });
                if !cited[at].1.contains(&condition) {
                    cited[at].1.push(condition.clone());
                }
            }
        }
        Self { guide, cited }
    }

    /// A text as plain words, its citations as `[1]`, so that it can be copied and sent.
    pub fn plain(&self, text: &str) -> String {
        let words = pieces(text).into_iter().map(|piece| match piece {
            Inline::Plain(words) | Inline::Strong(words) | Inline::Link { label: words, .. } => {
                words
            }
            Inline::Cite(id) => {
                let at = self.cited.iter().position(|(source, _)| *source == id);
                at.map(|at| format!("[{}]", at + 1)).unwrap_or_default()
            }
        });
        words.collect()
    }

    /// The list that the exercise's citations lead to. Each source shows while an answer that cites it
    /// is ticked, and its number leads back. Paper has its address, too.
    pub fn list(&self) -> Markup {
        let words = &self.guide.interface;
        let items = self
            .cited
            .iter()
            .enumerate()
            .filter_map(|(index, (id, by))| {
                let source = self.guide.source(id)?;
                let number = index + 1;
                let back = html::a()
                    .class("back")
                    .attr("href", format_args!("#{ID}-cite-{number}"))
                    .attr(
                        "aria-label",
                        format_args!("{} [{number}]", words.back_to_text),
                    )
                    .text(format!("[{number}]"));
                // The item takes the focus, or Firefox would go from a link to it past its first child.
                let item = show_when(html::li(), by)
                    .attr("id", format_args!("{ID}-source-{number}"))
                    .attr("tabindex", "-1")
                    .child(back)
                    .text(format!(" {}. ", source.by))
                    .child(html::a().attr("href", &source.url).text(&source.title))
                    .text(format!(" ({}).", source.date));
                Some(item)
            });
        let heading = html::strong().text(&self.guide.decision.summary.sources);
        let every: Vec<_> = self.cited.iter().flat_map(|(_, by)| by.clone()).collect();
        show_when(html::div(), &distinct(every))
            .child(html::p().child(heading))
            .child(html::ul().class("references").children(items))
    }
}

fn pieces(text: &str) -> Vec<Inline> {
    // The build rejects a guide with invalid inline markup. Should one get here, its marks are shown
    // as text.
    inline::parse(text).unwrap_or_else(|_| vec![Inline::Plain(text.to_owned())])
}

fn distinct(mut conditions: Vec<String>) -> Vec<String> {
    conditions.sort();
    conditions.dedup();
    conditions
}
