//! The browsers and their drivers, for the journeys.

use std::env;
use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use site::npm::Packages;
use site::process;
use site::project::Project;

use crate::tools;

/// An engine that the journeys run in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, on a screen in memory.
    WebKit,
}

/// Variables of the environment, each with the program that it names.
pub type Programs = Vec<(&'static str, PathBuf)>;

/// What Chromium is called, Debian's name first.
const CHROMIUM: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Where Debian has Chromium without windows. What is on PATH there is a script that runs it: the
/// driver would end the script, and leave a browser open for each journey.
const CHROMIUM_SHELL: &str = "/usr/lib/chromium/chromium-headless-shell";

/// What Firefox is called, Debian's name first.
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// Where WebKitGTK's own small browser is, below a folder for the machine's kind or not.
const MINIBROWSER: [&str; 4] = [
    "webkit2gtk-4.1/MiniBrowser",
    "webkit2gtk-4.0/MiniBrowser",
    "libexec/webkit2gtk-4.1/MiniBrowser",
    "libexec/webkit2gtk-4.0/MiniBrowser",
];

impl Engine {
    /// Finds the engine's programs (those that variables name before those on PATH), or installs
    /// them where that needs no asking: on Debian as root.
    pub fn find_or_install(self) -> Result<Programs> {
        let mut programs = process::find_or_install(self.packages(), || self.find())?;
        if self == Self::Firefox {
            programs.push(("GECKODRIVER", tools::GECKODRIVER.find_or_install()?));
        }
        if self == Self::Chromium {
            // The same engine without what only windows need: it takes half of the processor's time.
            // What it lacks is tried in the whole browser.
            programs.extend(chromium_shell().map(|shell| ("CHROMIUM_SHELL", shell)));
        }
        Ok(programs)
    }

    /// What the journeys call it.
    pub fn name(self) -> String {
        self.to_string().to_lowercase()
    }

    /// What Debian calls it.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver", "chromium-headless-shell"],
            Self::Firefox => &["firefox-esr"],
            Self::WebKit => &["webkit2gtk-driver", "xvfb"],
        }
    }

    fn find(self) -> Result<Programs> {
        Ok(match self {
            Self::Chromium => vec![
                ("CHROMIUM", one_of("CHROMIUM", &CHROMIUM)?),
                ("CHROMEDRIVER", one_of("CHROMEDRIVER", &["chromedriver"])?),
            ],
            Self::Firefox => vec![("FIREFOX", one_of("FIREFOX", &FIREFOX)?)],
            Self::WebKit => {
                let driver = one_of("WEBKITWEBDRIVER", &["WebKitWebDriver"])?;
                vec![
                    ("MINIBROWSER", minibrowser()?),
                    ("WEBKITWEBDRIVER", driver),
                    ("XVFB", one_of("XVFB", &["Xvfb"])?),
                ]
            }
        })
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Chromium without windows, where it is there and no script.
fn chromium_shell() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM_SHELL").map(PathBuf::from);
    let places = [
        named,
        Some(PathBuf::from(CHROMIUM_SHELL)),
        process::on_path("chrome-headless-shell"),
    ];
    places.into_iter().flatten().find(|file| is_no_script(file))
}

fn is_no_script(file: &Path) -> bool {
    let mut start = [0; 2];
    let read = std::fs::File::open(file).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start != *b"#!"
}

fn one_of(variable: &str, names: &[&str]) -> Result<PathBuf> {
    named_by(variable)
        .or_else(|| names.iter().find_map(|name| process::on_path(name)))
        .ok_or_else(|| process::missing(names.first().copied().unwrap_or(variable)))
}

/// No package puts it on PATH.
fn minibrowser() -> Result<PathBuf> {
    let machines = std::fs::read_dir("/usr/lib").into_iter().flatten();
    let machines = machines.filter_map(|entry| Some(entry.ok()?.path()));
    let folders = [PathBuf::from("/usr"), PathBuf::from("/usr/lib")];
    let mut places = folders.into_iter().chain(machines).flat_map(|folder| {
        let place = move |name: &&str| folder.join(name);
        MINIBROWSER.iter().map(place)
    });
    named_by("MINIBROWSER")
        .or_else(|| places.find(|file| file.is_file()))
        .ok_or_else(|| process::missing("MiniBrowser"))
}

fn named_by(variable: &str) -> Option<PathBuf> {
    let file = env::var_os(variable).map(PathBuf::from);
    file.filter(|file| file.is_file())
}

/// axe-core, which the journeys run in every state of the page to find accessibility faults.
pub fn axe(project: &Project) -> Result<PathBuf> {
    let modules = Packages::Test.find_or_install(project)?;
    Ok(modules.join("axe-core/axe.min.js"))
}

#[cfg(test)]
mod tests {
    use super::is_no_script;

    #[test]
    fn a_script_is_no_browser_to_be_driven() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, bytes: &[u8]| {
            let file = folder.path().join(name);
            std::fs::write(&file, bytes).expect("a file");
            file
        };
        assert!(!is_no_script(&file("script", b"#!/bin/sh\n")));
        assert!(is_no_script(&file("program", b"\x7fELF")));
        assert!(!is_no_script(&folder.path().join("missing")));
    }
}
