//! What the driver is asked for.

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

/// What all engines are asked for, beside what each is asked for by itself. Whether navigating
/// waits for pages is decided once, for all of a browser's life.
pub fn with_common(mut capabilities: Capabilities, waits: bool) -> Capabilities {
    capabilities.extend(object(json!({
        // The clinic's certificate is of its own making.
        "acceptInsecureCerts": true,
        "pageLoadStrategy": if waits { "normal" } else { "none" },
        "timeouts": { "pageLoad": 30_000, "script": 120_000 },
    })));
    capabilities
}

/// The members of an object.
pub fn object(value: Value) -> Capabilities {
    match value {
        Value::Object(members) => members,
        other => panic!("{other} is no object"),
    }
}
