//! A guide with one of everything, and access to its texts.

use std::sync::OnceLock;

use contract::Guide;
use contract::clinic::Clinic;
use serde_json::Value;

const SMALL: &str = include_str!("../../contract/tests/fixtures/small.en.json");

/// A guide file without errors, whose texts can be changed one by one, ids and addresses included.
#[derive(Debug, Clone)]
pub struct Texts(Value);

impl Texts {
    /// Those of the small guide.
    ///
    /// # Panics
    /// If the small guide is not JSON.
    pub fn small() -> Self {
        Self(serde_json::from_str(SMALL).expect("the small guide is JSON"))
    }

    /// Every text, in the order of the file.
    pub fn all(&mut self) -> Vec<&mut String> {
        let mut found = Vec::new();
        gather(&mut self.0, &mut found);
        found
    }

    /// A guide with these words in every text but those that have a form: ids, choices, days,
    /// addresses.
    ///
    /// # Panics
    /// If the guide does not pass all checks.
    pub fn filled_with(words: &str) -> Guide {
        static FREE: OnceLock<Vec<usize>> = OnceLock::new();
        let mut texts = Self::small();
        let mut all = texts.all();
        for index in FREE.get_or_init(free) {
            words.clone_into(all[*index]);
        }
        let guide = texts.guide().expect("it has its shape still");
        assert_eq!(guide.check(), [], "{words:?}");
        guide
    }

    /// The guide, if the texts have its shape.
    pub fn guide(&self) -> Option<Guide> {
        serde_json::from_value(self.0.clone()).ok()
    }
}

/// The numbers of the texts that may hold any words.
fn free() -> Vec<usize> {
    let count = Texts::small().all().len();
    let takes_any = |index: &usize| {
        let mut texts = Texts::small();
        "Nothing but words".clone_into(texts.all()[*index]);
        texts.guide().is_some_and(|guide| guide.check().is_empty())
    };
    let free: Vec<_> = (0..count).filter(takes_any).collect();
    assert!(free.len() > count / 2, "only {free:?} of {count}");
    free
}

fn gather<'a>(value: &'a mut Value, found: &mut Vec<&'a mut String>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter_mut().for_each(|item| gather(item, found)),
        Value::Object(members) => members
            .iter_mut()
            .for_each(|(_, member)| gather(member, found)),
        _ => {}
    }
}

/// The small guide.
pub fn guide() -> Guide {
    Texts::small().guide().expect("the small guide is a guide")
}

/// The particulars of the guide's clinic.
pub fn clinic() -> Clinic {
    let json = include_str!("../../contract/tests/fixtures/clinic.json");
    serde_json::from_str(json).expect("the particulars can be read")
}
