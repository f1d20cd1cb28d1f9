//! What the visitor has to mend, field by field, as the form shows it.

use contract::{Fault, Field, Guide};
use leptos::prelude::*;

use crate::markup::{Markup, Value, element};

/// A fault of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldFault {
    /// Found by our own checks; its words are in the HTML.
    Ours(Fault),
    /// Found by the server, in the server's words; empty for none.
    Theirs(Field, String),
}

impl FieldFault {
    /// The field it is about.
    pub fn field(&self) -> Field {
        match self {
            Self::Ours(fault) => fault.field(),
            Self::Theirs(field, _) => *field,
        }
    }
}

/// The faults on show. A handle: copies share the state.
#[derive(Clone, Copy)]
pub struct Faults(RwSignal<Vec<FieldFault>>);

impl Faults {
    /// The faults to start with: none in the browser, some on a page that answers a native post.
    pub fn new(faults: Vec<FieldFault>) -> Self {
        Self(RwSignal::new(faults))
    }

    /// Shows these in place of what was shown.
    pub fn show(self, faults: Vec<FieldFault>) {
        self.0.set(faults);
    }

    /// Whether there is any.
    pub fn any(self) -> bool {
        self.0.with(|faults| !faults.is_empty())
    }

    /// Whether the field has one.
    #[inline(never)]
    pub fn at(self, field: Field) -> bool {
        self.0
            .with(|faults| faults.iter().any(|fault| fault.field() == field))
    }

    /// The value of `aria-invalid`.
    pub fn invalid(self, field: Field) -> Value {
        // Said either way: a browser takes a required field for wrong before anybody has sent it.
        Some(if self.at(field) { "true" } else { "false" }.into())
    }

    /// The value of `aria-describedby`: the hint, and the error where there is one.
    pub fn description(self, field: Field) -> Value {
        Some(match self.at(field) {
            true => format!("hint-{field} error-{field}").into(),
            false => format!("hint-{field}").into(),
        })
    }

    /// Puts the words for the field's fault into `target`: those of our own checks wait in the
    /// HTML, hidden, where a translator finds them too; the server's are put beside them.
    pub fn words(self, field: Field, target: Markup) -> Markup {
        let ours = Fault::ALL
            .into_iter()
            .filter(|fault| fault.field() == field);
        target
            .children(ours.map(|fault| self.our_words(fault)))
            .child(element("span").words(move || self.their_words(field)))
    }

    #[inline(never)]
    fn their_words(self, field: Field) -> String {
        self.0.with(|faults| {
            let words = faults.iter().find_map(|fault| match fault {
                FieldFault::Theirs(at, words) if *at == field => Some(words.clone()),
                _ => None,
            });
            words.unwrap_or_default()
        })
    }

    fn our_words(self, fault: Fault) -> Markup {
        let shown = move || {
            self.0
                .with(|faults| faults.contains(&FieldFault::Ours(fault)))
        };
        element("span")
            .live_flag("hidden", move || !shown())
            .fixed(move |guide| message(guide, fault))
    }
}

/// What to do about a fault. Where the message is too long with the summary, that counts too; the
/// style sheet shows it while the summary is to be sent.
fn message(guide: &Guide, fault: Fault) -> Markup {
    let words = element("span").text(guide.consultation.errors.message(fault));
    if fault != Fault::MessageLong {
        return words;
    }
    let enclosed = format!(". {}", guide.consultation.enclosure.too_long);
    words.child(element("span").class("too-long").text(enclosed))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::tests::page::Page;
    use crate::tests::{printed, small};

    fn theirs(field: Field, words: &str) -> FieldFault {
        FieldFault::Theirs(field, words.to_owned())
    }

    /// What the visitor reads at a field.
    fn shown(faults: Vec<FieldFault>, field: Field) -> String {
        let html = printed(&small(), || Faults::new(faults).words(field, element("p")));
        let page = Page::read(&html);
        let words = page.tags("span").filter(|span| span.shown);
        let mut words: Vec<_> = words.map(|span| span.text.as_str()).collect();
        words.retain(|words| !words.is_empty());
        // The words stand in a span in a span, which hydration leaves alone.
        words.dedup();
        words.join("|")
    }

    #[test]
    fn a_field_shows_the_words_of_its_own_fault_and_no_other() {
        let faults = vec![
            FieldFault::Ours(Fault::NameLong),
            FieldFault::Ours(Fault::EmailShape),
        ];
        let name = "Shorten your name to 200 characters";
        assert_eq!(shown(faults.clone(), Field::Name), name);
        let email = "Enter an email address like name@example.com";
        assert_eq!(shown(faults.clone(), Field::Email), email);
        assert_eq!(shown(faults, Field::Phone), "");
    }

    #[test]
    fn the_server_s_words_are_shown_as_they_are() {
        let faults = vec![theirs(Field::Topics, "Choose <fewer> & other")];
        assert_eq!(shown(faults, Field::Topics), "Choose <fewer> & other");
    }

    #[test]
    fn an_error_is_described_after_the_hint_and_only_where_there_is_one() {
        printed(&small(), || {
            let faults = Faults::new(vec![theirs(Field::Email, "No.")]);
            assert!(faults.any() && faults.at(Field::Email) && !faults.at(Field::Name));
            let described = faults.description(Field::Email);
            assert_eq!(described.as_deref(), Some("hint-email error-email"));
            let described = faults.description(Field::Name);
            assert_eq!(described.as_deref(), Some("hint-name"));
            assert_eq!(faults.invalid(Field::Email).as_deref(), Some("true"));
            assert_eq!(faults.invalid(Field::Name).as_deref(), Some("false"));
            faults.show(Vec::new());
            assert!(!faults.any());
            element("p")
        });
    }
}
