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

/// Chromium without what needs a window, where it is installed (Debian's `chromium-headless-shell`).
/// It takes a third of the time, and the same driver drives it.
pub fn chromium_shell() -> Option<PathBuf> {
    env::var_os("CHROMIUM_SHELL").map(PathBuf::from)
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

/// Whether every row of every matrix runs: for the whole proof, and where the tables in the documents
/// are written anew.
pub fn runs_all() -> bool {
    env::var("CAREGUIDE_TIER").is_ok_and(|tier| tier == "all") || writes_tables()
}

/// Whether the tables in the documents are written anew rather than compared.
pub fn writes_tables() -> bool {
    env::var_os("CAREGUIDE_TABLES").is_some()
}

/// The file for what was left out, where somebody counts.
pub fn skipped() -> Option<File> {
    let file = env::var_os("CAREGUIDE_LEFT_OUT")?;
    let file = OpenOptions::new().create(true).append(true).open(file);
    Some(file.expect("the file for what was left out can be written"))
}

/// The file for how long each visit takes, where somebody wants to know.
pub fn times() -> Option<File> {
    let file = env::var_os("CAREGUIDE_TIMES")?;
    let file = OpenOptions::new().create(true).append(true).open(file);
    Some(file.expect("the file for times can be written"))
}

/// The folder for the reports of journeys that fail.
pub fn failures() -> PathBuf {
    match env::var_os("CAREGUIDE_FAILURES") {
        Some(folder) => PathBuf::from(folder),
        None => root().join("target/careguide/failures"),
    }
}

/// The workspace.
pub fn root() -> PathBuf {
    let root = here().parent().map(PathBuf::from);
    root.expect("these tests are in a folder of the workspace")
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
