//! The engines that the journeys run in.

use std::fmt;

use crate::environment;

/// Each journey is written once for all engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK with its MiniBrowser.
    WebKit,
}

impl Engine {
    /// The engine of this run.
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
