//! Sample requests.

use serde_json::{Value, json};

/// The ids of the tests' requests.
pub const A: &str = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
pub const B: &str = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
pub const C: &str = "cccccccc-cccc-4ccc-8ccc-cccccccccccc";

/// Another id for each number.
pub fn id(number: usize) -> String {
    format!("{number:08x}-0000-4000-8000-000000000000")
}

pub const FORM: &str = "application/x-www-form-urlencoded";
pub const CONSULTATIONS: &str = "/api/consultations";

/// A valid request.
pub fn request(id: &str) -> Value {
    json!({
        "id": id,
        "name": "Ana Núñez",
        "email": "ana@example.org",
        "contact_by": "email",
        "best_time": "morning",
        "topics": ["risks", "research"],
        "message": "I have a question.",
        "consent_contact": true,
        "consent_wording": "Contact me.",
        "guide": "mdma",
        "guide_revision": "1",
        "language": "en",
    })
}

/// The same request as a native form posts it.
pub fn form() -> Vec<(&'static str, &'static str)> {
    vec![
        ("name", "Ana Núñez"),
        ("email", "ana@example.org"),
        ("phone", ""),
        ("contact_by", "email"),
        ("topics", "risks"),
        ("message", "One line\r\nand another."),
        ("consent_contact", "yes"),
        ("consent_wording", "Contact me.\r\nText me."),
        ("guide", "mdma"),
        ("language", "en"),
        ("website", ""),
    ]
}
