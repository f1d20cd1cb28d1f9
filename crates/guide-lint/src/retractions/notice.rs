//! What Crossref says of a work: notices that update it, or that it is one itself.

use std::fmt;

use serde::Deserialize;

/// A work, as far as its updates go.
#[derive(Debug, Deserialize)]
pub struct Work {
    #[serde(rename = "DOI")]
    pub doi: String,
    #[serde(default)]
    pub title: Vec<String>,
    /// The notices that update the work.
    #[serde(rename = "updated-by", default)]
    pub updated_by: Vec<Update>,
    /// The works that it updates, being a notice.
    #[serde(rename = "update-to", default)]
    pub update_to: Vec<Update>,
}

/// One update, told from either side.
#[derive(Debug, Clone, Deserialize)]
pub struct Update {
    /// The other side.
    #[serde(rename = "DOI")]
    pub doi: String,
    #[serde(rename = "type")]
    pub kind: String,
    /// Who told Crossref: `publisher` or `retraction-watch`.
    pub source: Option<String>,
    pub updated: Option<Day>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Day {
    #[serde(rename = "date-parts", default)]
    parts: Vec<Vec<Option<u32>>>,
}

/// What a reader of the guide has to know of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// As Crossref has it, such as `retraction`.
    pub kind: String,
    /// The notice, or the work that it is about.
    pub doi: String,
    pub sources: Vec<String>,
    pub day: String,
    pub direction: Direction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The source is updated by the notice.
    UpdatedBy,
    /// The source is a notice itself.
    IsItself,
    /// The source's title says it.
    Titled,
}

/// What follows for the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It must not be cited as if nothing had happened.
    Grave,
    /// It has to be read again.
    Slight,
    /// Nothing.
    None,
}

/// Kinds after which a work must not be cited without a word.
const GRAVE: [&str; 5] = [
    "retraction",
    "partial retraction",
    "removal",
    "withdrawal",
    "expression of concern",
];

impl Notice {
    pub fn new(update: &Update, other: &str, direction: Direction) -> Self {
        let parts = update.updated.iter().flat_map(|day| &day.parts).next();
        let parts = parts.into_iter().flatten().flatten();
        let day: Vec<_> = parts.map(|part| format!("{part:02}")).collect();
        Self {
            kind: update.kind.to_lowercase().replace(['_', '-'], " "),
            doi: other.to_lowercase(),
            sources: update.source.clone().into_iter().collect(),
            day: day.join("-"),
            direction,
        }
    }

    /// A notice for a work that publishers mark by its title alone.
    pub fn of_title(work: &Work) -> Option<Self> {
        let titles = work.title.iter().map(|title| title.to_uppercase());
        let mut titles = titles.filter(|title| {
            ["RETRACTED", "WITHDRAWN"]
                .iter()
                .any(|start| title.starts_with(start))
        });
        titles.next().map(|_| Self {
            kind: "retraction".to_owned(),
            doi: work.doi.to_lowercase(),
            sources: Vec::new(),
            day: String::new(),
            direction: Direction::Titled,
        })
    }

    pub fn weight(&self) -> Weight {
        match self.direction {
            Direction::IsItself => Weight::None,
            _ if GRAVE.contains(&self.kind.as_str()) => Weight::Grave,
            _ => Weight::Slight,
        }
    }

    /// Adds it to the others, or what it knows to the same one.
    pub fn add_to(self, notices: &mut Vec<Self>) {
        let same = |other: &&mut Self| {
            (&other.kind, &other.doi, other.direction) == (&self.kind, &self.doi, self.direction)
        };
        match notices.iter_mut().find(same) {
            Some(other) => {
                for source in self.sources {
                    if !other.sources.contains(&source) {
                        other.sources.push(source);
                    }
                }
                if other.day.is_empty() {
                    other.day = self.day;
                }
            }
            None => notices.push(self),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, doi, day, .. } = self;
        match self.direction {
            Direction::UpdatedBy => write!(f, "{kind}, by https://doi.org/{doi}")?,
            Direction::IsItself => {
                write!(f, "is itself a notice of {kind} of https://doi.org/{doi}")?
            }
            Direction::Titled => return f.write_str("its title says that it is retracted"),
        }
        if !day.is_empty() {
            write!(f, ", {day}")?;
        }
        match self.sources.is_empty() {
            true => Ok(()),
            false => write!(f, " ({})", self.sources.join(", ")),
        }
    }
}
