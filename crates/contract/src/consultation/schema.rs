//! Completes the JSON Schema of the request, with what its type alone does not say: required fields,
//! lengths, and addresses.

use schemars::Schema;
use serde_json::{Map, Value, json};

use super::{ConsultationRequest, FieldSpec, Kind, TOPICS_LIMIT};

/// Spaces and control characters, in a class of a pattern.
const SPACE: &str = r"\s\u0000-\u001f\u007f-\u009f";
/// Quotes, of which no name consists.
const QUOTES: &str = r#"'"«»\u02bc\u2018-\u201f\u2032-\u2033\uff02\uff07"#;
/// A text with 7 to 15 digits, of the scripts that [`super::address`] knows.
const NUMBER: &str = concat!(
    r"^[^0-9٠-٩۰-۹०-९০-৯๐-๙０-９]*",
    r"(?:[0-9٠-٩۰-۹०-९০-৯๐-๙０-９][^0-9٠-٩۰-۹०-९০-৯๐-๙０-９]*){7,15}$",
);

/// Completes the schema of a request in JSON.
pub fn complete(schema: &mut Schema) {
    let (mail, number) = (mail(), number());
    let blank = json!({ "pattern": format!("^[{SPACE}{}]*$", invisible()) });
    let fields = ConsultationRequest::FIELDS;
    let required = fields.iter().filter(|field| field.required);
    let required: Vec<_> = required.map(|field| field.name).collect();
    let limits = fields
        .iter()
        .map(|field| (field.name.to_owned(), limits(field)));
    let of_the_table = json!({
        "properties": Map::from_iter(limits),
        "required": required,
        "anyOf": ways(&json!({ "const": true })),
    });
    let of_addresses = json!({ "properties": {
        "email": { "anyOf": [mail, blank] },
        "phone": { "anyOf": [number, blank] },
    } });
    for patch in [of_the_table, of_addresses] {
        if let Value::Object(patch) = patch {
            merge(schema.ensure_object(), patch);
        }
    }
}

/// What each way of contact needs. `given` is the schema of a consent that was given.
pub fn ways(given: &Value) -> Value {
    json!([
        {
            "title": "By mail",
            "properties": { "contact_by": { "const": "email" }, "email": mail() },
            "required": ["email"],
        },
        {
            "title": "By telephone",
            "properties": { "contact_by": { "const": "phone" }, "phone": number() },
            "required": ["phone"],
        },
        {
            "title": "By text message",
            "properties": {
                "contact_by": { "const": "text" },
                "phone": number(),
                "consent_text": given,
            },
            "required": ["phone", "consent_text"],
        },
    ])
}

fn mail() -> Value {
    json!({ "format": "idn-email" })
}

fn number() -> Value {
    json!({ "pattern": NUMBER })
}

/// Invisible characters, in a class of a pattern.
fn invisible() -> String {
    // No way to escape a character beyond U+FFFF is known to all.
    let written = |c: char| match u32::from(c) {
        code @ ..0x10000 => format!("\\u{code:04x}"),
        _ => c.to_string(),
    };
    let ranges = super::INVISIBLE.iter();
    let ranges = ranges.map(|(first, last)| format!("{}-{}", written(*first), written(*last)));
    ranges.collect()
}

/// What the table says of one field.
fn limits(field: &FieldSpec) -> Value {
    let mut limits = match (field.kind, field.limit) {
        (Kind::Text, Some(limit)) => json!({ "maxLength": limit }),
        (Kind::List, Some(limit)) => {
            json!({ "maxItems": TOPICS_LIMIT, "items": { "maxLength": limit } })
        }
        _ => json!({}),
    };
    match (field.kind, field.required) {
        (Kind::Text, true) => {
            limits["pattern"] = format!("[^{SPACE}{}{QUOTES}]", invisible()).into()
        }
        (Kind::Flag, true) => limits["const"] = true.into(),
        _ => {}
    }
    if field.required {
        // Takes out the default.
        limits["default"] = Value::Null;
    }
    limits
}

/// Lays a patch over an object (RFC 7396): objects are merged, null takes a member out.
fn merge(target: &mut Map<String, Value>, patch: Map<String, Value>) {
    for (name, value) in patch {
        if let (Some(Value::Object(below)), Value::Object(value)) = (target.get_mut(&name), &value)
        {
            merge(below, value.clone());
        } else if value.is_null() {
            target.remove(&name);
        } else {
            target.insert(name, value);
        }
    }
}
