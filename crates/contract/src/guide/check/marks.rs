//! The inline marks of running text: closed, allowed, and leading to something.

use super::{RESERVED, Report};
use crate::inline::{self, Inline};

impl Report<'_> {
    /// Every text with inline markup can be read, and its citations and section links are known.
    pub fn marks(&mut self) {
        let guide = self.guide;
        for (place, blocks) in guide.block_lists() {
            for (index, block) in blocks.iter().enumerate() {
                for (name, text) in block.marked() {
                    self.text(&format!("{place}[{index}].{name}"), text, true);
                }
            }
        }
        self.text("help.intro", &guide.help.intro, true);
        for (index, line) in guide.help.lines.iter().enumerate() {
            self.text(&format!("help.lines[{index}]"), line, true);
        }
        for (place, text, sourced) in guide.decision.marked() {
            self.text(&format!("decision.{place}"), text, sourced);
        }
        let words = &guide.consultation;
        self.text(
            "consultation.enclosure.empty",
            &words.enclosure.empty,
            false,
        );
        self.text("answer", &guide.answer, false);
        self.text("consultation.contact_only", &words.contact_only, false);
        for (index, next) in words.sent.next.iter().enumerate() {
            self.text(&format!("consultation.sent.next[{index}]"), next, false);
        }
    }

    /// `sourced` says whether a list of sources follows the text, which citations lead to.
    fn text(&mut self, place: &str, text: &str, sourced: bool) {
        let pieces = match inline::parse(text) {
            Ok(pieces) => pieces,
            Err(error) => return self.add(place, error.to_string()),
        };
        for piece in pieces {
            match piece {
                Inline::Cite(_) if !sourced => {
                    let what = "no list of sources follows this text; cite in a section instead";
                    self.add(place, what);
                }
                Inline::Cite(id) if self.guide.source(&id).is_none() => {
                    let known = self.guide.sources.iter().map(|source| source.id.as_str());
                    self.dangling(place, "source", &id, known.collect());
                }
                Inline::Link { target, .. } => {
                    if let Some(id) = target.strip_prefix('#')
                        && self.guide.section(id).is_none()
                        && !RESERVED.contains(&id)
                    {
                        let sections = &self.guide.sections;
                        let known = sections.iter().map(|section| section.id.as_str());
                        let known = known.chain(RESERVED);
                        self.dangling(place, "section", id, known.collect());
                    }
                }
                _ => {}
            }
        }
    }

    fn dangling(&mut self, place: &str, what: &str, id: &str, known: Vec<&str>) {
        let known = match known[..] {
            [] => "none".to_owned(),
            _ => known.join(", "),
        };
        self.add(
            place,
            format!("no {what} has the id `{id}`; there are {known}"),
        );
    }
}
