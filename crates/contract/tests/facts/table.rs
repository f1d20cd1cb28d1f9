//! The table of facts.

use contract::Guide;
use serde::Deserialize;

use super::quantity::{self, Quantity};

/// One fact, as `guides/facts/mdma.csv` has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    id: String,
    #[serde(rename = "topic")]
    _topic: String,
    fact: String,
    pub figure: String,
    /// Unchecked figures, which must not be printed.
    pub from_memory: String,
    pub title: String,
    citation: String,
    pub url: String,
    date: String,
    confidence: String,
    pub checked: String,
    /// How much of the source was read.
    pub read: String,
    /// Where it was really read.
    read_at: String,
    #[serde(rename = "added")]
    _added: String,
}

pub struct Facts(Vec<Fact>);

impl Facts {
    pub fn read() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../guides/facts/mdma.csv");
        let mut table = csv::Reader::from_path(path).expect("the facts can be read");
        let facts: Result<Vec<Fact>, _> = table.deserialize().collect();
        let facts = facts.expect("each row is a fact");
        assert!(facts.len() > 80, "there are {} facts", facts.len());
        for fact in &facts {
            let known = ["seen", "seen-secondary", "memory"];
            assert!(known.contains(&fact.confidence.as_str()), "{}", fact.id);
            fact.says_what_was_read();
        }
        Self(facts)
    }

    /// The fact with this id.
    pub fn titled(&self, id: &str) -> &Fact {
        let fact = self.0.iter().find(|fact| fact.id == id);
        fact.unwrap_or_else(|| panic!("there is no fact {id}"))
    }

    /// The facts that were checked at this address.
    pub fn with_address(&self, url: &str) -> impl Iterator<Item = &Fact> {
        self.0
            .iter()
            .filter(move |fact| fact.url == url && fact.confidence != "memory")
    }

    /// What a citation of the source can stand for.
    pub fn of_source(&self, guide: &Guide, id: &str) -> Vec<Quantity> {
        let source = guide.source(id).expect("the guide has been checked");
        self.with_address(&source.url)
            .flat_map(Fact::known)
            .collect()
    }
}

impl Fact {
    /// A fact that was seen says how much of what was read, and where; one from memory says neither.
    fn says_what_was_read(&self) {
        let read = ["summary", "part", "copy", "whole"].contains(&self.read.as_str());
        let seen = self.confidence != "memory";
        assert_eq!(read, seen, "{}: read `{}`", self.id, self.read);
        assert_eq!(!self.read_at.is_empty(), seen, "{}: read_at", self.id);
    }

    /// Every quantity that the fact states, its date, the years of its citation, and the day on
    /// which somebody looked.
    fn known(&self) -> Vec<Quantity> {
        let mut known = quantity::known(&format!("{}. {}", self.fact, self.figure));
        known.extend([&self.date, &self.checked].map(|day| Quantity::Date(day.clone())));
        let cited = quantity::known(&self.citation);
        known.extend(cited.into_iter().filter(|q| matches!(q, Quantity::Date(_))));
        known
    }
}
