//! What the console says of an answer that the page cannot show.

use super::redact::Redactor;
use super::{Profile, Tree, Verdict};

/// The most characters of an answer that are shown.
const ANSWER: usize = 200;

/// The most characters of one value, or of one name, that are shown.
const VALUE: usize = 60;

/// The most names of fields that are shown.
const NAMES: usize = 8;

impl Profile {
    /// One line on an answer with this status, for whoever runs the page: which rule failed, and how
    /// the answer begins. Nothing where the visitor reads what was wrong, or where the page tries
    /// again. It holds nothing that the visitor typed in `request`, which is a
    /// [`contract::ConsultationRequest`] as JSON.
    pub fn refusal(
        &self,
        request: &Tree,
        status: u16,
        answer: &str,
        verdict: &Verdict,
    ) -> Option<String> {
        let Verdict::Fail { .. } = verdict else {
            return None;
        };
        let redactor = Redactor::new(request);
        let body = Tree::parse(answer).ok();
        let mut parts = vec![format!("the request is not confirmed: status {status}")];
        parts.extend(self.failed_rule(&redactor, status, body.as_ref()));
        let strangers = body.iter().flat_map(|body| self.unknown_names(body));
        let strangers: Vec<_> = strangers
            .take(NAMES)
            .map(|name| redactor.redacted(name, VALUE))
            .collect();
        if !strangers.is_empty() {
            let names = strangers.join(", ");
            parts.push(format!("errors at fields that the guide lacks: {names}"));
        }
        parts.push(match redactor.redacted(answer, ANSWER).as_str() {
            "" => "the answer is empty".to_owned(),
            start => format!("the answer begins: {start}"),
        });
        Some(parts.join("; "))
    }

    fn failed_rule(&self, redactor: &Redactor, status: u16, body: Option<&Tree>) -> Option<String> {
        let shown = |value: &Tree| redactor.redacted(&value.to_string(), VALUE);
        match (status, body) {
            (0, _) => {
                Some("it redirects, perhaps to a login, and \"redirect\" is false".to_owned())
            }
            (200..=299 | 422, None) => Some("the answer is not JSON".to_owned()),
            (200..=299, Some(body)) => {
                let unmet = self.success.unmet(body, &shown)?;
                Some(format!("success: {unmet}"))
            }
            (422, Some(_)) => Some(format!("errors: there are none in \"{}\"", self.errors)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
