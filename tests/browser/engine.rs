//! The engines that the journeys run in.

use std::fmt;

use crate::environment;

/// An engine. Each journey is written once, for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, by the small browser that comes with it.
    WebKit,
}

impl Engine {
    /// The one that this run is for.
    pub fn chosen() -> Self {
        match environment::engine().as_deref() {
            None | Some("chromium") => Self::Chromium,
            Some("firefox") => Self::Firefox,
            Some("webkit") => Self::WebKit,
            Some(other) => {
                panic!("CAREGUIDE_ENGINE is {other:?}, not `chromium`, `firefox` or `webkit`")
            }
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}
