//! What the driver is asked for.

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::environment;

/// Chromium without a window, without what it would do in the background, and with its logs.
/// Whether navigating waits for pages is decided once, for all of a browser's life.
pub fn all(waits: bool) -> Capabilities {
    let capabilities = json!({
        "goog:chromeOptions": {
            "binary": environment::chromium(),
            "args": [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--disable-sync",
                "--window-size=1280,900",
            ],
        },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "pageLoadStrategy": if waits { "normal" } else { "none" },
        "timeouts": { "pageLoad": 30_000, "script": 30_000 },
    });
    match capabilities {
        Value::Object(capabilities) => capabilities,
        _ => unreachable!("an object is written above"),
    }
}
