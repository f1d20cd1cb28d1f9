//! The console messages of the engines for the same event.

use super::Engine;

/// Chromium's messages, and Firefox's, if it has any.
const CHROMIUM_AND_FIREFOX: [(&str, &[&str]); 11] = [
    ("Failed to load resource", &[]),
    ("status of ", &[]),
    ("404 (Not Found)", &[]),
    ("net::ERR_", &["Cross-Origin Request Blocked"]),
    ("ERR_BLOCKED_BY_CLIENT", &[]),
    ("blocked by CORS policy", &["Cross-Origin Request Blocked"]),
    (
        "Content Security Policy",
        &["Content-Security-Policy: ", "Content Security Policy: "],
    ),
    ("valid digest", &["hashes in the integrity attribute match"]),
    (
        "integrity checks failed",
        &["hashes in the integrity attribute match"],
    ),
    ("MIME type", &["disallowed MIME type"]),
    // Firefox logs an error of Wasm as a plain object.
    (
        "RuntimeError",
        &[
            "is not hydrated: [object Object]",
            "is not hydrated: Object(",
            "unreachable executed",
        ],
    ),
];

/// For a blocked request or response.
const BLOCKED: &[&str] = &[
    "Failed to load resource",
    "due to access control checks",
    "Access-Control-Allow-",
    "Preflight response is not successful",
    "Could not connect to ",
];

/// Chromium's messages, and WebKit's. Those about a status are the same.
const CHROMIUM_AND_WEBKIT: [(&str, &[&str]); 8] = [
    ("Failed to load resource", BLOCKED),
    ("net::ERR_", BLOCKED),
    ("ERR_BLOCKED_BY_CLIENT", BLOCKED),
    ("blocked by CORS policy", BLOCKED),
    ("Content Security Policy", &["Content Security Policy"]),
    ("valid digest", OTHER_DIGEST),
    ("integrity checks failed", OTHER_DIGEST),
    // WebKit fires no event for blocked Wasm, it only throws.
    (
        "needs 'wasm-unsafe-eval' in script-src",
        &["'wasm-unsafe-eval' is not an allowed source of script"],
    ),
];

/// For a file with another digest.
const OTHER_DIGEST: &[&str] = &[
    "Failed integrity metadata check",
    "Cannot load script due to integrity mismatch",
    "due to access control checks",
];

impl Engine {
    /// Whether the engine logs this for a correct page.
    pub fn is_noise(self, text: &str) -> bool {
        // WebKit lacks this directive (CSP Level 3, section 6.1.9).
        let unknown = "Unrecognized Content-Security-Policy directive 'manifest-src'";
        self == Self::WebKit && text.contains(unknown)
    }

    /// Whether this is a message of Chromium that the engine words differently, any number of
    /// times. Messages of the guide are the same in all engines.
    pub fn has_other_messages_than(self, chromium: &str) -> bool {
        self.own(chromium).next().is_some()
    }

    /// The engine's messages for this message of Chromium.
    pub fn messages_for(self, chromium: &str) -> Vec<&str> {
        match self.has_other_messages_than(chromium) {
            false => vec![chromium],
            true => self.own(chromium).flatten().copied().collect(),
        }
    }

    fn own(self, chromium: &str) -> impl Iterator<Item = &'static [&'static str]> {
        let all: &[(&str, &[&str])] = match self {
            Self::Chromium => &[],
            Self::Firefox => &CHROMIUM_AND_FIREFOX,
            Self::WebKit => &CHROMIUM_AND_WEBKIT,
        };
        let own = all
            .iter()
            .filter(move |(words, _)| chromium.contains(words));
        own.map(|(_, words)| *words)
    }
}
