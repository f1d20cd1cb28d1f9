//! What the request's type alone does not say of it to a reader of its JSON Schema: what is
//! required, how long texts may be, and which are addresses.

use schemars::Schema;
use serde_json::{Map, Value, json};

use super::{MESSAGE_LIMIT, NAME_LIMIT, PHONE_LIMIT, TEXT_LIMIT, TOPIC_LIMIT, TOPICS_LIMIT};

/// The texts that nobody types.
const HIDDEN: [&str; 10] = [
    "consent_wording",
    "guide",
    "guide_revision",
    "language",
    "page",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
];

/// A text with at least one character that is neither space nor control character.
const FILLED: &str = r"[^\s\u0000-\u001f\u007f-\u009f]";
/// A text without any.
const BLANK: &str = r"^[\s\u0000-\u001f\u007f-\u009f]*$";
/// A text with 7 to 15 digits, of the scripts that [`super::address`] knows.
const NUMBER: &str = concat!(
    r"^[^0-9٠-٩۰-۹०-९০-৯๐-๙０-９]*",
    r"(?:[0-9٠-٩۰-۹०-९০-৯๐-๙０-９][^0-9٠-٩۰-۹०-९০-৯๐-๙０-９]*){7,15}$",
);

/// Says it all in the schema of a request in JSON.
pub fn complete(schema: &mut Schema) {
    let mail = json!({ "format": "idn-email" });
    let number = json!({ "pattern": NUMBER });
    let blank = json!({ "pattern": BLANK });
    let hidden = HIDDEN.map(|name| (name.to_owned(), json!({ "maxLength": TEXT_LIMIT })));
    let missing = json!({
        "properties": Map::from_iter(hidden),
        "required": ["id", "name", "contact_by", "consent_contact"],
        "anyOf": [
            {
                "title": "By mail",
                "properties": { "contact_by": { "const": "email" }, "email": mail },
                "required": ["email"],
            },
            {
                "title": "By telephone",
                "properties": { "contact_by": { "enum": ["phone", "text"] }, "phone": number },
                "required": ["phone"],
            },
        ],
    });
    // What is required has no default.
    let stricter = json!({ "properties": {
        "name": { "default": null, "maxLength": NAME_LIMIT, "pattern": FILLED },
        "email": { "anyOf": [mail, blank] },
        "phone": { "anyOf": [number, blank], "maxLength": PHONE_LIMIT },
        "message": { "maxLength": MESSAGE_LIMIT },
        "consent_contact": { "default": null, "const": true },
        "topics": { "maxItems": TOPICS_LIMIT, "items": { "maxLength": TOPIC_LIMIT } },
    } });
    for patch in [missing, stricter] {
        if let Value::Object(patch) = patch {
            merge(schema.ensure_object(), patch);
        }
    }
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
