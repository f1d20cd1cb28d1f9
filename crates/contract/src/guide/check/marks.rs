//! The inline marks of running text: closed, allowed, and leading to something.

use super::{Checker, RESERVED};
use crate::inline::{self, Inline};

impl Checker<'_> {
    /// Every text with inline markup can be read, and its citations and section links are known.
    pub fn marks(&mut self) {
        for (path, text) in self.guide.kinds_of_texts() {
            if let Some(cites) = text.cites() {
                self.text(&path, text.as_str(), cites);
            }
        }
    }

    /// `cites` says whether a list of sources follows the text, which citations lead to.
    fn text(&mut self, path: &str, text: &str, cites: bool) {
        let pieces = match inline::parse(text) {
            Ok(pieces) => pieces,
            Err(error) => return self.add(path, error.to_string()),
        };
        for piece in pieces {
            match piece {
                Inline::Cite(_) if !cites => {
                    let what = "no list of sources follows this text; cite in a section, or in the \
                                title or the caption of a figure";
                    self.add(path, what);
                }
                Inline::Cite(id) if self.guide.source(&id).is_none() => {
                    let known = self.guide.sources.iter().map(|source| source.id.as_str());
                    self.dangling(path, "source", &id, known.collect());
                }
                Inline::Link { target, .. } => {
                    if let Some(id) = target.strip_prefix('#')
                        && self.guide.section(id).is_none()
                        && !RESERVED.contains(&id)
                    {
                        let sections = &self.guide.sections;
                        let known = sections.iter().map(|section| section.id.as_str());
                        let known = known.chain(RESERVED);
                        self.dangling(path, "section", id, known.collect());
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn dangling(&mut self, path: &str, what: &str, id: &str, known: Vec<&str>) {
        let known = match known[..] {
            [] => "none".to_owned(),
            _ => known.join(", "),
        };
        self.add(
            path,
            format!("no {what} has the id `{id}`; there are {known}"),
        );
    }
}
