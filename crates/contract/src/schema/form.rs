//! The request as a native form posts it: the same names, and every value a text.

use serde_json::{Map, Value, json};

use crate::ConsultationRequest;
use crate::consultation::schema::ways;
use crate::consultation::{FieldSpec, Kind, Source};

/// The schema of the form's fields, made of the schema of a request in JSON.
pub fn of(request: &Value) -> Value {
    let fields: Map<String, Value> = ConsultationRequest::FIELDS
        .iter()
        .map(|field| {
            let property = &request["properties"][field.name];
            (field.name.to_owned(), schema(field, property))
        })
        .collect();
    // The visitor's: a form has no id yet, so the backend gives it one.
    let required = ConsultationRequest::fields_from(Source::Visitor).filter(|field| field.required);
    let required: Vec<_> = required.map(|field| field.name).collect();
    json!({
        "description": "A request as a form posts it. A choice that was not made may be the empty word. A name that stands here once is posted once, `topics` as often as there are any.",
        "type": "object",
        "properties": fields,
        "required": required,
        "anyOf": ways(&json!({ "minLength": 1 })),
    })
}

fn schema(field: &FieldSpec, property: &Value) -> Value {
    let description = &property["description"];
    match (field.kind, field.required) {
        (Kind::Flag, true) => json!({
            "description": format!("{} Any word means yes.", description.as_str().unwrap_or_default()),
            "type": "string",
            "minLength": 1,
        }),
        (Kind::Flag, false) => json!({ "description": description, "type": "string" }),
        (Kind::Id, true) => json!({
            "description": description,
            "anyOf": [{ "pattern": property["pattern"] }, { "const": "" }],
            "type": "string",
        }),
        // The receiver cannot tell a password manager's from a machine's.
        _ if field.source == Source::Honeypot => json!({
            "description": format!(
                "{} A form with something in it is given back without it.",
                description.as_str().unwrap_or_default()
            ),
            "type": "string",
            "maxLength": 0,
        }),
        (Kind::Id | Kind::Choice(_), false) => json!({
            "description": description,
            "anyOf": [property["anyOf"][0], { "const": "" }],
        }),
        _ => property.clone(),
    }
}
