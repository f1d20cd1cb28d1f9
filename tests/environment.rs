//! The environment variables that `cargo xtask test` sets.

use std::env;
use std::fs::{File, OpenOptions};
use std::path::PathBuf;

/// The built site.
pub fn dist() -> PathBuf {
    path("CAREGUIDE_DIST")
}

pub fn examples() -> PathBuf {
    path("CAREGUIDE_EXAMPLES")
}

/// What was unpacked and installed of the packages that a release gives away.
pub fn packages() -> PathBuf {
    path("CAREGUIDE_PACKAGES")
}

pub fn axe() -> PathBuf {
    path("CAREGUIDE_AXE")
}

/// A file of a package that is installed beside axe-core.
pub fn package(file: &str) -> PathBuf {
    let axe = axe();
    let modules = axe
        .ancestors()
        .nth(2)
        .expect("axe-core is in a folder of packages");
    modules.join(file)
}

pub fn receiver() -> PathBuf {
    path("CAREGUIDE_RECEIVER")
}

pub fn chromium() -> PathBuf {
    path("CHROMIUM")
}

/// The headless shell of Chromium, if it is installed (Debian's `chromium-headless-shell`). It
/// takes a third of the time with the same driver.
pub fn chromium_shell() -> Option<PathBuf> {
    env::var_os("CHROMIUM_SHELL").map(PathBuf::from)
}

pub fn chromedriver() -> PathBuf {
    path("CHROMEDRIVER")
}

pub fn firefox() -> PathBuf {
    path("FIREFOX")
}

pub fn geckodriver() -> PathBuf {
    path("GECKODRIVER")
}

pub fn minibrowser() -> PathBuf {
    path("MINIBROWSER")
}

pub fn webkitwebdriver() -> PathBuf {
    path("WEBKITWEBDRIVER")
}

pub fn xvfb() -> PathBuf {
    path("XVFB")
}

pub fn engine() -> Option<String> {
    env::var("CAREGUIDE_ENGINE").ok()
}

/// Whether every row of every matrix runs: with `--all`, and when the tables in the documents are
/// written.
pub fn runs_all() -> bool {
    env::var("CAREGUIDE_TIER").is_ok_and(|tier| tier == "all") || writes_tables()
}

/// Whether the tables in the documents are written rather than compared.
pub fn writes_tables() -> bool {
    env::var_os("CAREGUIDE_TABLES").is_some()
}

/// The file that lists skipped journeys.
pub fn skipped() -> Option<File> {
    let file = env::var_os("CAREGUIDE_SKIPPED")?;
    let file = OpenOptions::new().create(true).append(true).open(file);
    Some(file.expect("the file for what was left out can be written"))
}

/// The file that lists the durations of visits.
pub fn times() -> Option<File> {
    let file = env::var_os("CAREGUIDE_TIMES")?;
    let file = OpenOptions::new().create(true).append(true).open(file);
    Some(file.expect("the file for times can be written"))
}

pub fn failures() -> PathBuf {
    match env::var_os("CAREGUIDE_FAILURES") {
        Some(folder) => PathBuf::from(folder),
        None => root().join("target/careguide/failures"),
    }
}

pub fn root() -> PathBuf {
    let root = here().parent().map(PathBuf::from);
    root.expect("these tests are in a folder of the workspace")
}

pub fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn path(variable: &str) -> PathBuf {
    match env::var_os(variable) {
        Some(value) => PathBuf::from(value),
        None => panic!("{variable} is not set; run `cargo xtask test --only journeys`"),
    }
}
