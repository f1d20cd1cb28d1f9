//! What `cargo xtask test` tells the journeys.

use std::env;
use std::path::PathBuf;

/// The built site.
pub fn dist() -> PathBuf {
    path("CAREGUIDE_DIST")
}

/// The examples, built.
pub fn examples() -> PathBuf {
    path("CAREGUIDE_EXAMPLES")
}

/// The script of axe-core.
pub fn axe() -> PathBuf {
    path("CAREGUIDE_AXE")
}

/// The receiver's program.
pub fn receiver() -> PathBuf {
    path("CAREGUIDE_RECEIVER")
}

/// The browser.
pub fn chromium() -> PathBuf {
    path("CHROMIUM")
}

/// Its driver.
pub fn chromedriver() -> PathBuf {
    path("CHROMEDRIVER")
}

/// Changes one of these and tests nothing else? Then run `cargo xtask test --only journeys`, which
/// builds what is missing.
fn path(variable: &str) -> PathBuf {
    match env::var_os(variable) {
        Some(value) => PathBuf::from(value),
        None => panic!("{variable} is not set; run `cargo xtask test --only journeys`"),
    }
}
