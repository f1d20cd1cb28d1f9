//! What `cargo xtask test` tells the journeys.

use std::env;
use std::fs::{File, OpenOptions};
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

/// Firefox.
pub fn firefox() -> PathBuf {
    path("FIREFOX")
}

/// Its driver.
pub fn geckodriver() -> PathBuf {
    path("GECKODRIVER")
}

/// The small browser that comes with WebKitGTK.
pub fn minibrowser() -> PathBuf {
    path("MINIBROWSER")
}

/// Its driver.
pub fn webkitwebdriver() -> PathBuf {
    path("WEBKITWEBDRIVER")
}

/// The program that makes a screen in memory.
pub fn xvfb() -> PathBuf {
    path("XVFB")
}

/// The engine to run in; Chromium where nobody says.
pub fn engine() -> Option<String> {
    env::var("CAREGUIDE_ENGINE").ok()
}

/// The file for what was left out, where somebody counts.
pub fn left_out() -> Option<File> {
    let file = env::var_os("CAREGUIDE_LEFT_OUT")?;
    let file = OpenOptions::new().create(true).append(true).open(file);
    Some(file.expect("the file for what was left out can be written"))
}

/// The folder of these tests.
pub fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Changes one of these and tests nothing else? Then run `cargo xtask test --only journeys`, which
/// builds what is missing.
fn path(variable: &str) -> PathBuf {
    match env::var_os(variable) {
        Some(value) => PathBuf::from(value),
        None => panic!("{variable} is not set; run `cargo xtask test --only journeys`"),
    }
}
