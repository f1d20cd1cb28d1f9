//! The request as a native form posts it: the same names, and every value a text.

use serde_json::{Map, Value, json};

/// The schema of the form's fields, made of the schema of a request in JSON.
pub fn of(request: &Value) -> Value {
    let properties = request["properties"].as_object();
    let fields: Map<String, Value> = properties
        .into_iter()
        .flatten()
        .map(|(name, property)| (name.clone(), field(name, property)))
        .collect();
    json!({
        "description": "A request as a form posts it. A choice that was not made may be the empty word. A name that stands here once is posted once, `topics` as often as there are any.",
        "type": "object",
        "properties": fields,
        // Whoever posts a form has no id yet: the backend gives it one.
        "required": ["name", "contact_by", "consent_contact"],
        "anyOf": request["anyOf"],
    })
}

fn field(name: &str, property: &Value) -> Value {
    let description = &property["description"];
    match name {
        "consent_contact" => json!({
            "description": format!("{} Any word means yes.", description.as_str().unwrap_or_default()),
            "type": "string",
            "minLength": 1,
        }),
        "consent_text" => json!({ "description": description, "type": "string" }),
        "id" => json!({
            "description": description,
            "anyOf": [{ "pattern": property["pattern"] }, { "const": "" }],
            "type": "string",
        }),
        // The receiver cannot tell a password manager's from a machine's.
        "website" => json!({
            "description": format!(
                "{} A form with something in it is given back without it.",
                description.as_str().unwrap_or_default()
            ),
            "type": "string",
            "maxLength": 0,
        }),
        "replaces" | "best_time" | "for_whom" => json!({
            "description": description,
            "anyOf": [property["anyOf"][0], { "const": "" }],
        }),
        _ => property.clone(),
    }
}
