//! What the visitor has to fix, field by field, as the form shows it.

use contract::{Field, Guide, ValidationError};
use leptos::prelude::*;

use markup::{Markup, Value, html};

/// An error at a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldError {
    /// Found by our own checks; its words are in the HTML.
    Local(ValidationError),
    /// Found by the server, in the server's words, which may be empty.
    Server(Field, String),
}

impl FieldError {
    /// The field it is about.
    pub fn field(&self) -> Field {
        match self {
            Self::Local(error) => error.field(),
            Self::Server(field, _) => *field,
        }
    }
}

/// The errors on show. A handle: copies share the state.
#[derive(Clone, Copy)]
pub struct FieldErrors(RwSignal<Vec<FieldError>>);

impl FieldErrors {
    /// The errors to start with: none in the browser, some on a page that answers a native post.
    pub fn new(errors: Vec<FieldError>) -> Self {
        Self(RwSignal::new(errors))
    }

    /// Shows these in place of what was shown.
    pub fn show(self, errors: Vec<FieldError>) {
        self.0.set(errors);
    }

    /// Whether any field has one.
    pub fn any(self) -> bool {
        self.0.with(|errors| !errors.is_empty())
    }

    /// Whether the field has one.
    #[inline(never)]
    pub fn at(self, field: Field) -> bool {
        self.0
            .with(|errors| errors.iter().any(|error| error.field() == field))
    }

    /// The value of `aria-invalid`.
    pub fn invalid(self, field: Field) -> Value {
        // Set either way: a browser takes a required field for invalid before the visitor sends it.
        Some(if self.at(field) { "true" } else { "false" }.into())
    }

    /// The value of `aria-describedby`: the hint, and the error where there is one.
    pub fn description(self, field: Field) -> Value {
        Some(match self.at(field) {
            true => format!("hint-{field} error-{field}").into(),
            false => format!("hint-{field}").into(),
        })
    }

    /// Puts the words for the field's error into `target`: those of our own checks are in the HTML,
    /// hidden, where a translator finds them too; the server's go beside them.
    pub fn words(self, field: Field, target: Markup) -> Markup {
        let local = ValidationError::ALL
            .into_iter()
            .filter(|error| error.field() == field);
        target
            .children(local.map(|error| self.local_words(error)))
            .child(html::span().text(move || self.server_words(field)))
    }

    #[inline(never)]
    fn server_words(self, field: Field) -> String {
        self.0.with(|errors| {
            let words = errors.iter().find_map(|error| match error {
                FieldError::Server(at, words) if *at == field => Some(words.clone()),
                _ => None,
            });
            words.unwrap_or_default()
        })
    }

    fn local_words(self, error: ValidationError) -> Markup {
        let shown = move || {
            self.0
                .with(|errors| errors.contains(&FieldError::Local(error)))
        };
        html::span()
            .attr("hidden", move || !shown())
            .inert(move |guide: &Guide| message(guide, error))
    }
}

/// What to do about an error. A message that is too long has more words, which the style sheet shows
/// while the summary is attached.
fn message(guide: &Guide, error: ValidationError) -> Markup {
    let words = html::span().text(guide.consultation.errors.message(error));
    if error != ValidationError::MessageLong {
        return words;
    }
    let attached = format!(". {}", guide.consultation.enclosure.too_long);
    words.child(html::span().class("too-long").text(attached))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::tests::page::Page;
    use crate::tests::{rendered, small};

    fn server(field: Field, words: &str) -> FieldError {
        FieldError::Server(field, words.to_owned())
    }

    /// What the visitor reads at a field.
    fn shown(errors: Vec<FieldError>, field: Field) -> String {
        let html = rendered(&small(), || {
            FieldErrors::new(errors).words(field, html::p())
        });
        let page = Page::read(&html);
        let words = page.tags("span").filter(|span| span.shown);
        let mut words: Vec<_> = words.map(|span| span.text.as_str()).collect();
        words.retain(|words| !words.is_empty());
        // The words stand in a span in a span, which hydration leaves alone.
        words.dedup();
        words.join("|")
    }

    #[test]
    fn a_field_shows_the_words_of_its_own_error_and_no_other() {
        let errors = vec![
            FieldError::Local(ValidationError::NameLong),
            FieldError::Local(ValidationError::EmailShape),
        ];
        let name = "Shorten your name to 200 characters";
        assert_eq!(shown(errors.clone(), Field::Name), name);
        let email = "Enter an email address like name@example.com";
        assert_eq!(shown(errors.clone(), Field::Email), email);
        assert_eq!(shown(errors, Field::Phone), "");
    }

    #[test]
    fn the_server_s_words_are_shown_as_they_are() {
        let errors = vec![server(Field::Topics, "Choose <fewer> & other")];
        assert_eq!(shown(errors, Field::Topics), "Choose <fewer> & other");
    }

    #[test]
    fn an_error_is_described_after_the_hint_and_only_where_there_is_one() {
        rendered(&small(), || {
            let errors = FieldErrors::new(vec![server(Field::Email, "No.")]);
            assert!(errors.any() && errors.at(Field::Email) && !errors.at(Field::Name));
            let described = errors.description(Field::Email);
            assert_eq!(described.as_deref(), Some("hint-email error-email"));
            let described = errors.description(Field::Name);
            assert_eq!(described.as_deref(), Some("hint-name"));
            assert_eq!(errors.invalid(Field::Email).as_deref(), Some("true"));
            assert_eq!(errors.invalid(Field::Name).as_deref(), Some("false"));
            errors.show(Vec::new());
            assert!(!errors.any());
            html::p()
        });
    }
}
