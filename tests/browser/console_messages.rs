//! What each engine says on the console about the same thing.

use super::Engine;

/// Words of Chromium's own, and what Firefox says where it says anything.
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
    // It writes down an error that comes out of Wasm as if it were any object.
    (
        "RuntimeError",
        &[
            "without scripts: [object Object]",
            "without scripts: Object(",
            "unreachable executed",
        ],
    ),
];

/// What WebKit says of a request that it does not let through, or whose answer.
const FORBIDDEN: &[&str] = &[
    "Failed to load resource",
    "due to access control checks",
    "Access-Control-Allow-",
    "Preflight response is not successful",
    "Could not connect to ",
];

/// Words of Chromium's own, and what WebKit says. Of an answer's status it says the same.
const CHROMIUM_AND_WEBKIT: [(&str, &[&str]); 8] = [
    ("Failed to load resource", FORBIDDEN),
    ("net::ERR_", FORBIDDEN),
    ("ERR_BLOCKED_BY_CLIENT", FORBIDDEN),
    ("blocked by CORS policy", FORBIDDEN),
    ("Content Security Policy", &["Content Security Policy"]),
    ("valid digest", CHANGED),
    ("integrity checks failed", CHANGED),
    // No event tells a page of Wasm that its policy forbids, only the error does.
    (
        "needs 'wasm-unsafe-eval' in script-src",
        &["'wasm-unsafe-eval' is not an allowed source of script"],
    ),
];

/// What WebKit says of a file that is not the one that its digest is of.
const CHANGED: &[&str] = &[
    "Failed integrity metadata check",
    "Cannot load script due to integrity mismatch",
    "due to access control checks",
];

impl Engine {
    /// Whether it says this of a page that is as it should be.
    pub fn is_noise(self, text: &str) -> bool {
        // A directive of the page's policy that this engine does not have (CSP Level 3, 6.1.9).
        let unknown = "Unrecognized Content-Security-Policy directive 'manifest-src'";
        self == Self::WebKit && text.contains(unknown)
    }

    /// Whether this is said by Chromium, and other engines say something else, as often as they
    /// like. What the guide itself says is the same in all of them, as far as they tell it why.
    pub fn has_other_messages_than(self, chromium: &str) -> bool {
        self.own(chromium).next().is_some()
    }

    /// What is said where Chromium says this.
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
