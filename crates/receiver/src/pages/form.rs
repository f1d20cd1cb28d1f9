//! The form, filled in.

use contract::consultation::{Fault, Field, Token as _};
use contract::guide::{Choice, FieldWords};
use contract::{ConsultationRequest, Guide};

use super::markup::escape;

/// The form with every value of the request.
pub fn form(guide: &Guide, request: &ConsultationRequest, faults: &[Fault]) -> String {
    let words = &guide.consultation;
    let errors = Errors { guide, faults };
    let one =
        |chosen: Option<&'static str>| chosen.map(str::to_owned).into_iter().collect::<Vec<_>>();
    let topics: Vec<_> = guide
        .sections
        .iter()
        .map(|section| Choice {
            id: section.id.clone(),
            label: section.label.clone(),
        })
        .collect();
    let consent = &words.consent;
    [
        "<form method=\"post\" action=\"/api/consultations\" novalidate>\n".to_owned(),
        hidden(guide, request),
        errors.input(Field::Name, &words.name, "text", "name", &request.name),
        errors.choices(Field::ContactBy, &words.contact_by, "radio", &words.contact_by_choices, &one(request.contact_by.map(|c| c.as_str()))),
        errors.input(Field::Email, &words.email, "email", "email", &request.email),
        errors.input(Field::Phone, &words.phone, "tel", "tel", &request.phone),
        errors.choices(Field::BestTime, &words.best_time, "radio", &words.best_time_choices, &one(request.best_time.map(|c| c.as_str()))),
        errors.choices(Field::ForWhom, &words.for_whom, "radio", &words.for_whom_choices, &one(request.for_whom.map(|c| c.as_str()))),
        errors.choices(Field::Topics, &words.topics, "checkbox", &topics, &request.topics),
        errors.message(&request.message),
        format!("<fieldset><legend>{}</legend>\n", escape(&words.consent_heading)),
        errors.consent(Field::ConsentContact, &consent.contact, request.consent_contact),
        errors.consent(Field::ConsentText, &consent.text, request.consent_text),
        "</fieldset>\n".to_owned(),
        format!(
            "<p class=\"trap\" aria-hidden=\"true\"><label>{} <input name=\"website\" tabindex=\"-1\" autocomplete=\"off\" value=\"{}\"></label></p>\n",
            escape(&words.website),
            escape(&request.website)
        ),
        format!("<button>{}</button>\n</form>\n", escape(&words.submit)),
    ]
    .concat()
}

/// What the page sends along. The wording and the revision are those shown here, not those of
/// the page that was filled in first.
fn hidden(guide: &Guide, request: &ConsultationRequest) -> String {
    let consent = &guide.consultation.consent;
    let wording = format!("{}\n{}", consent.contact, consent.text);
    let id = |id: &Option<_>| id.as_ref().map(ToString::to_string).unwrap_or_default();
    [
        ("replaces", id(&request.replaces)),
        ("consent_wording", wording),
        ("guide", guide.name.clone()),
        ("guide_revision", guide.revision.clone()),
        ("language", guide.language.clone()),
        ("page", request.page.clone()),
        ("utm_source", request.utm_source.clone()),
        ("utm_medium", request.utm_medium.clone()),
        ("utm_campaign", request.utm_campaign.clone()),
        ("utm_term", request.utm_term.clone()),
        ("utm_content", request.utm_content.clone()),
    ]
    .iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| {
        format!(
            "<input type=\"hidden\" name=\"{name}\" value=\"{}\">\n",
            escape(value)
        )
    })
    .collect()
}

struct Errors<'a> {
    guide: &'a Guide,
    faults: &'a [Fault],
}

impl Errors<'_> {
    /// The error of a field, and the attributes that tie the field to it.
    fn of(&self, field: Field) -> (String, String) {
        let words = &self.guide.consultation;
        match self.faults.iter().find(|fault| fault.field() == field) {
            Some(fault) => (
                format!(
                    "<p id=\"{field}-error\">{} {}</p>\n",
                    escape(&words.error_prefix),
                    escape(&words.errors.message(*fault))
                ),
                format!(" aria-invalid=\"true\" aria-describedby=\"{field}-error\""),
            ),
            None => Default::default(),
        }
    }

    fn input(
        &self,
        field: Field,
        words: &FieldWords,
        kind: &str,
        autocomplete: &str,
        value: &str,
    ) -> String {
        let (error, ties) = self.of(field);
        format!(
            "<p><label for=\"{field}\">{}</label> {}</p>\n{error}<input id=\"{field}\" name=\"{field}\" type=\"{kind}\" autocomplete=\"{autocomplete}\" value=\"{}\"{ties}>\n",
            escape(&words.label),
            escape(&words.hint),
            escape(value)
        )
    }

    fn message(&self, value: &str) -> String {
        let field = Field::Message;
        let words = &self.guide.consultation.message;
        let (error, ties) = self.of(field);
        let limit = contract::consultation::MESSAGE_LIMIT.to_string();
        // HTML drops the first line feed inside a textarea, so one is put there to be dropped.
        format!(
            "<p><label for=\"{field}\">{}</label> {}</p>\n{error}<textarea id=\"{field}\" name=\"{field}\" rows=\"6\"{ties}>\n{}</textarea>\n",
            escape(&words.label),
            escape(&words.hint.replace("{limit}", &limit)),
            escape(value)
        )
    }

    fn choices(
        &self,
        field: Field,
        words: &FieldWords,
        kind: &str,
        choices: &[Choice],
        chosen: &[String],
    ) -> String {
        let (error, ties) = self.of(field);
        let boxes: String = choices
            .iter()
            .map(|choice| {
                let checked = if chosen.contains(&choice.id) { " checked" } else { "" };
                format!(
                    "<p><label><input type=\"{kind}\" name=\"{field}\" value=\"{}\"{checked}> {}</label></p>\n",
                    escape(&choice.id),
                    escape(&choice.label)
                )
            })
            .collect();
        format!(
            "<fieldset id=\"{field}\"{ties}><legend>{}</legend> {}\n{error}{boxes}</fieldset>\n",
            escape(&words.label),
            escape(&words.hint)
        )
    }

    fn consent(&self, field: Field, words: &str, given: bool) -> String {
        let (error, ties) = self.of(field);
        let checked = if given { " checked" } else { "" };
        format!(
            "{error}<p><label><input id=\"{field}\" type=\"checkbox\" name=\"{field}\" value=\"yes\"{checked}{ties}> {}</label></p>\n",
            escape(words)
        )
    }
}
