//! The fields of the form: labelled, the hint before the control, an error that says what to do.
//!
//! Before hydration they are the same, and keep what is typed: no control's value is ever set.

use contract::consultation::{MESSAGE_LIMIT, Source, Token};
use contract::guide::{Choice, ConsultationWords, FieldWords};
use contract::{ConsultationRequest, Field, Guide};

use super::field_errors::FieldErrors;
use markup::{Markup, html};

/// A field of one line. `autocomplete` is what browsers may fill in (WCAG 1.3.5).
pub fn text_field(
    field: Field,
    kind: &'static str,
    autocomplete: &'static str,
    value: &str,
    errors: FieldErrors,
) -> Markup {
    let input = html::input()
        .attr("type", kind)
        .attr("autocomplete", autocomplete);
    let input = match value {
        "" => input,
        _ => input.attr("value", value),
    };
    let input = input.attr("required", field == Field::Name);
    wrapper("div", field, errors)
        .inert(move |guide: &Guide| label(field, guide))
        .child(error(field, errors))
        .child(control(input, field, errors))
}

/// The field of many lines.
pub fn message_field(value: String, errors: FieldErrors) -> Markup {
    let field = Field::Message;
    let area = html::textarea().attr("rows", "5").text(value);
    wrapper("div", field, errors)
        .inert(move |guide: &Guide| label(field, guide))
        .child(error(field, errors))
        .child(control(area, field, errors))
}

/// A group of choices: radio buttons, or check boxes where several may be chosen.
pub fn choice_field(field: Field, chosen: Vec<String>, errors: FieldErrors) -> Markup {
    let several = field == Field::Topics;
    let group = wrapper("fieldset", field, errors)
        .attr("aria-describedby", move || errors.description(field));
    let group = match several {
        true => group,
        false => group
            .attr("role", "radiogroup")
            .attr("aria-invalid", move || errors.invalid(field)),
    };
    let group = match field {
        Field::ContactBy => group.attr("aria-required", "true"),
        _ => group,
    };
    group
        .inert(move |guide: &Guide| {
            let words = words(field, &guide.consultation);
            named(html::legend(), field, &words.label, &guide.consultation)
        })
        .inert(move |guide: &Guide| hint(field, &guide.consultation))
        .child(error(field, errors))
        .inert(move |guide: &Guide| {
            let rows = choices(field, guide).into_iter().enumerate();
            let rows = rows.map(|(index, choice)| row(field, several, index, &choice, &chosen));
            html::div().class("choices").children(rows)
        })
}

/// The box of a consent. The style sheet shows that to text messages with their choice, or an error.
pub fn consent_field(field: Field, given: bool, errors: FieldErrors) -> Markup {
    let is_texts = field == Field::ConsentText;
    let described = move || match is_texts {
        true => errors.description(field),
        false => errors.at(field).then(|| format!("error-{field}").into()),
    };
    let input = named_input("checkbox", field)
        .attr("id", format_args!("field-{field}"))
        .attr("value", "yes")
        .attr("required", true)
        .attr("checked", given)
        .attr("aria-invalid", move || errors.invalid(field))
        .attr("aria-describedby", described);
    let label = html::label()
        .class("check")
        .child(input)
        .inert(move |guide: &Guide| {
            let words = &guide.consultation.consent;
            html::span()
                .attr("data-clinic", field.as_str())
                .text(if is_texts {
                    &words.text
                } else {
                    &words.contact
                })
        });
    let field_of = wrapper("div", field, errors)
        .child(error(field, errors))
        .child(label);
    if !is_texts {
        return field_of;
    }
    field_of.inert(|guide: &Guide| {
        let hint = &guide.consultation.consent.text_hint;
        html::p()
            .class("hint")
            .attr("id", "hint-consent_text")
            .attr("hidden", hint.is_empty())
            .text(hint)
    })
}

/// The hidden fields, which the page fills in, and the honeypot, which people never see.
pub fn hidden_fields(guide: &Guide, request: &ConsultationRequest) -> Markup {
    let consent = &guide.consultation.consent;
    let wording = format!("{}\n{}", consent.contact, consent.text);
    let values = ConsultationRequest::FIELDS.iter().filter_map(|field| {
        let value = match (field.name, field.source) {
            ("consent_wording", _) => &wording,
            ("guide", _) => &guide.name,
            ("guide_revision", _) => &guide.revision,
            ("language", _) => &guide.language,
            (name, Source::Script | Source::Campaign) => request.text(name)?,
            _ => return None,
        };
        Some((field.name, value))
    });
    let filled = values.filter(|(_, value)| !value.is_empty());
    let values = filled.map(|(name, value)| {
        html::input()
            .attr("type", "hidden")
            .attr("name", name)
            .attr("value", value)
    });
    let honeypot = html::input()
        .attr("name", "website")
        .attr("tabindex", "-1")
        .attr("autocomplete", "off");
    let label = html::label().text(&guide.consultation.website);
    html::div()
        .class("website")
        .attr("aria-hidden", "true")
        .children(values)
        .child(label.child(honeypot))
}

/// The id of the field's control.
pub fn id(field: Field) -> String {
    format!("field-{field}")
}

/// The word that travels for a choice, if one was made.
pub fn word<T: Token>(choice: Option<T>) -> Vec<String> {
    choice
        .map(|choice| choice.as_str().to_owned())
        .into_iter()
        .collect()
}

/// The box around a field, marked while the field has an error.
fn wrapper(tag: &'static str, field: Field, errors: FieldErrors) -> Markup {
    markup::element(tag)
        .class(match field {
            Field::ConsentText => "field consent-text",
            _ => "field",
        })
        .attr("part", "field")
        .attr("data-wrong", move || errors.at(field))
}

/// A control, tied to its label, its hint and its error. What is typed is checked and completed by
/// nobody: enhanced spell checking and writing suggestions send it to third parties (HTML, sections 6.8.4
/// and 6.8.5), and automatic correction writes other addresses.
fn control(control: Markup, field: Field, errors: FieldErrors) -> Markup {
    control
        .attr("part", "input")
        .attr("spellcheck", "false")
        .attr("writingsuggestions", "false")
        .attr("autocorrect", "off")
        .attr("id", format_args!("field-{field}"))
        .attr("name", field.as_str())
        .attr("aria-invalid", move || errors.invalid(field))
        .attr("aria-describedby", move || errors.description(field))
}

/// The label and the hint.
fn label(field: Field, guide: &Guide) -> Markup {
    let words = &guide.consultation;
    let label = html::label().attr("for", format_args!("field-{field}"));
    html::div()
        .child(named(label, field, &self::words(field, words).label, words))
        .child(hint(field, words))
}

/// A label, and the mark of an optional field.
fn named(target: Markup, field: Field, text: &str, words: &ConsultationWords) -> Markup {
    let optional = matches!(
        field,
        Field::BestTime | Field::ForWhom | Field::Topics | Field::Message
    );
    match optional {
        false => target.text(text),
        true => target
            .text(format!("{text} "))
            .child(html::span().class("optional").text(&words.optional)),
    }
}

fn hint(field: Field, words: &ConsultationWords) -> Markup {
    let text = &self::words(field, words).hint;
    let hint = html::p()
        .class("hint")
        .attr("id", format_args!("hint-{field}"));
    match text.as_str() {
        "" => hint.attr("hidden", true),
        text => hint.text(text.replace("{limit}", &MESSAGE_LIMIT.to_string())),
    }
}

/// The error above the control. It is in the HTML, hidden, before it is needed.
fn error(field: Field, errors: FieldErrors) -> Markup {
    let error = html::p()
        .class("error")
        .attr("id", format_args!("error-{field}"))
        .attr("hidden", move || !errors.at(field))
        .inert(|guide: &Guide| {
            let prefix = format!("{} ", guide.consultation.error_prefix);
            html::span().class("visually-hidden").text(prefix)
        });
    errors.words(field, error)
}

fn row(field: Field, several: bool, index: usize, choice: &Choice, chosen: &[String]) -> Markup {
    // The first has the field's own id, where the error summary leads.
    let id = match index {
        0 => id(field),
        _ => format!("{}-{}", id(field), choice.id),
    };
    let kind = if several { "checkbox" } else { "radio" };
    let input = named_input(kind, field)
        .attr("id", id)
        .attr("value", &choice.id);
    check(input, chosen.contains(&choice.id), &choice.label)
}

fn named_input(kind: &str, field: Field) -> Markup {
    html::input()
        .attr("type", kind)
        .attr("name", field.as_str())
}

/// A check box or radio button inside its label.
fn check(input: Markup, checked: bool, label: &str) -> Markup {
    html::label()
        .class("check")
        .child(input.attr("checked", checked))
        .child(html::span().text(label))
}

fn choices(field: Field, guide: &Guide) -> Vec<Choice> {
    let words = &guide.consultation;
    match field {
        Field::ContactBy => words.contact_by_choices.clone(),
        Field::BestTime => words.best_time_choices.clone(),
        Field::ForWhom => words.for_whom_choices.clone(),
        _ => words.topic_choices.clone(),
    }
}

fn words(field: Field, words: &ConsultationWords) -> &FieldWords {
    match field {
        Field::Name => &words.name,
        Field::ContactBy => &words.contact_by,
        Field::Email => &words.email,
        Field::Phone => &words.phone,
        Field::BestTime => &words.best_time,
        Field::ForWhom => &words.for_whom,
        Field::Topics => &words.topics,
        // The consents have words of their own kind.
        Field::Message | Field::ConsentContact | Field::ConsentText => &words.message,
    }
}
