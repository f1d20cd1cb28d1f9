//! Every text of a guide that someone reads, with its path in the file.

use super::{
    About, Block, Cell, Choice, Comparison, DataTable, DecisionOption, Guide, Row, Section, Source,
};
use crate::marked::{Marked, Uncited};

/// A text, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text<'a> {
    /// Letter by letter.
    Plain(&'a str),
    /// With inline markup.
    Marked(&'a Marked),
    /// With inline markup, without citations.
    Uncited(&'a Uncited),
}

impl<'a> Text<'a> {
    /// The text as it stands in the file.
    pub fn as_str(self) -> &'a str {
        match self {
            Self::Plain(text) => text,
            Self::Marked(text) => text,
            Self::Uncited(text) => text,
        }
    }

    /// Whether it may cite; `None` if it has no inline markup.
    pub fn cites(self) -> Option<bool> {
        match self {
            Self::Plain(_) => None,
            Self::Marked(_) => Some(true),
            Self::Uncited(_) => Some(false),
        }
    }
}

/// Something that holds texts.
pub trait Texts {
    /// Adds its texts to those found so far. `path` is its own, such as `sections[3].blocks[7]`.
    fn texts<'a>(&'a self, path: &str, found: &mut Vec<(String, Text<'a>)>);

    /// Changes each of its texts.
    fn edit(&mut self, change: &mut dyn FnMut(&mut String));
}

impl Texts for String {
    fn texts<'a>(&'a self, path: &str, found: &mut Vec<(String, Text<'a>)>) {
        found.push((path.to_owned(), Text::Plain(self)));
    }

    fn edit(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(self);
    }
}

impl Texts for Marked {
    fn texts<'a>(&'a self, path: &str, found: &mut Vec<(String, Text<'a>)>) {
        found.push((path.to_owned(), Text::Marked(self)));
    }

    fn edit(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(self.text_mut());
    }
}

impl Texts for Uncited {
    fn texts<'a>(&'a self, path: &str, found: &mut Vec<(String, Text<'a>)>) {
        found.push((path.to_owned(), Text::Uncited(self)));
    }

    fn edit(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(self.text_mut());
    }
}

impl<T: Texts> Texts for Option<T> {
    fn texts<'a>(&'a self, path: &str, found: &mut Vec<(String, Text<'a>)>) {
        if let Some(part) = self {
            part.texts(path, found);
        }
    }

    fn edit(&mut self, change: &mut dyn FnMut(&mut String)) {
        if let Some(part) = self {
            part.edit(change);
        }
    }
}

impl<T: Texts> Texts for Vec<T> {
    fn texts<'a>(&'a self, path: &str, found: &mut Vec<(String, Text<'a>)>) {
        for (index, part) in self.iter().enumerate() {
            part.texts(&format!("{path}[{index}]"), found);
        }
    }

    fn edit(&mut self, change: &mut dyn FnMut(&mut String)) {
        for part in self {
            part.edit(change);
        }
    }
}

/// The path of a field of the part at `path`.
pub fn below(path: &str, field: &str) -> String {
    match path {
        "" => field.to_owned(),
        _ => format!("{path}.{field}"),
    }
}

macro_rules! texts {
    ($($name:ident { $($field:ident,)* })*) => {$(
        impl $crate::guide::texts::Texts for $name {
            fn texts<'a>(&'a self, path: &str, found: &mut Vec<(String, $crate::guide::texts::Text<'a>)>) {
                $(
                    let path_of_field = $crate::guide::texts::below(path, stringify!($field));
                    $crate::guide::texts::Texts::texts(&self.$field, &path_of_field, found);
                )*
            }

            fn edit(&mut self, change: &mut dyn FnMut(&mut String)) {
                $($crate::guide::texts::Texts::edit(&mut self.$field, change);)*
            }
        }
    )*};
}
pub(super) use texts;

// Ids, days, links and addresses have rules of their own in `check`.
texts! {
    Guide {
        language, revision, title, answer, description, about, options, sections, decision, sources,
        certainty, figures, help, consultation, interface,
    }
    About { heading, written_by, reviewed_by, blocks, }
    Choice { label, }
    DecisionOption { label, status, known, }
    Section { label, blocks, }
    Source { by, title, kind, date, }
    DataTable { caption, columns, rows, }
    Comparison { caption, differences, question_label, rows, }
    Row { question, cells, }
    Cell { text, why, measured_in, over, review, }
}

impl Texts for Block {
    fn texts<'a>(&'a self, path: &str, found: &mut Vec<(String, Text<'a>)>) {
        let mut add = |field: &str, part: &'a dyn Texts| part.texts(&below(path, field), found);
        match self {
            Self::Heading { text, .. } => add("text", text),
            Self::Paragraph { text, review, .. } => {
                add("text", text);
                add("review", review);
            }
            Self::List { items, review, .. } => {
                add("items", items);
                add("review", review);
            }
            Self::Callout {
                title,
                paragraphs,
                review,
                ..
            } => {
                add("title", title);
                add("paragraphs", paragraphs);
                add("review", review);
            }
            Self::Table(table) => table.texts(path, found),
            Self::Comparison(comparison) => comparison.texts(path, found),
            Self::Outcome(outcome) => outcome.texts(path, found),
            Self::Timeline(timeline) => timeline.texts(path, found),
            Self::Course(course) => course.texts(path, found),
        }
    }

    fn edit(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Heading { text, .. } => text.edit(change),
            Self::Paragraph { text, review, .. } => {
                text.edit(change);
                review.edit(change);
            }
            Self::List { items, review, .. } => {
                items.edit(change);
                review.edit(change);
            }
            Self::Callout {
                title,
                paragraphs,
                review,
                ..
            } => {
                title.edit(change);
                paragraphs.edit(change);
                review.edit(change);
            }
            Self::Table(table) => table.edit(change),
            Self::Comparison(comparison) => comparison.edit(change),
            Self::Outcome(outcome) => outcome.edit(change),
            Self::Timeline(timeline) => timeline.edit(change),
            Self::Course(course) => course.edit(change),
        }
    }
}
