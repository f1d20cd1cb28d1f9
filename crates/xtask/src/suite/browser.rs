//! Chromium and its driver, for the journeys.

use std::env;
use std::path::PathBuf;

use crate::program::{self, ProgramError};

/// Where the browser is.
#[derive(Debug)]
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The driver of the same version.
    pub chromedriver: PathBuf,
}

/// What Chromium is called, Debian's name first.
const CHROMIUM: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Finds the browser (`$CHROMIUM` and `$CHROMEDRIVER` before PATH), or installs it where that
/// needs no asking: on Debian as root.
pub fn find_or_install() -> Result<Browser, ProgramError> {
    match find() {
        Err(_) if program::may_install_debian_packages() => {
            println!("Installing chromium and chromium-driver, once: about a minute.");
            program::install_debian_packages(&["chromium", "chromium-driver"])?;
            find()
        }
        found => found,
    }
}

fn find() -> Result<Browser, ProgramError> {
    Ok(Browser {
        chromium: one_of("CHROMIUM", &CHROMIUM)?,
        chromedriver: one_of("CHROMEDRIVER", &["chromedriver"])?,
    })
}

fn one_of(variable: &str, names: &[&str]) -> Result<PathBuf, ProgramError> {
    let set = env::var_os(variable)
        .map(PathBuf::from)
        .filter(|file| file.is_file());
    set.or_else(|| names.iter().find_map(|name| program::on_path(name)))
        .ok_or_else(|| ProgramError::Missing {
            program: names.first().copied().unwrap_or(variable).to_owned(),
        })
}
