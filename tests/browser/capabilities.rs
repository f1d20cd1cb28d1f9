//! WebDriver capabilities.

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

/// Adds the capabilities that all engines share. Navigation waits for pages or not for the whole
/// session.
pub fn with_common(mut capabilities: Capabilities, waits: bool) -> Capabilities {
    capabilities.extend(object(json!({
        // The test server has a self-signed certificate.
        "acceptInsecureCerts": true,
        "pageLoadStrategy": if waits { "normal" } else { "none" },
        "timeouts": { "pageLoad": 30_000, "script": 120_000 },
    })));
    capabilities
}

pub fn object(value: Value) -> Capabilities {
    match value {
        Value::Object(members) => members,
        other => panic!("{other} is no object"),
    }
}
