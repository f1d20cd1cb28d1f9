//! The tools of the tests at the versions they are meant for: Trunk, cargo-deny,
//! cargo-fuzz and geckodriver. `serve`, `dev` and `build` need none of them.
//!
//! Many build machines cannot reach GitHub, so the tools are compiled from the package registry,
//! once for each user, each with the lock file that it was released with.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use thiserror::Error;

use site::process::{self, ProgramError};
use site::user_cache::{self, NoCache};

/// The version of Trunk; the newest that Rust 1.95 compiles.
const TRUNK_VERSION: &str = "0.21.14";
/// The version of cargo-deny.
const CARGO_DENY_VERSION: &str = "0.20.2";
/// The version of cargo-fuzz.
const CARGO_FUZZ_VERSION: &str = "0.13.2";
/// The version of geckodriver, which drives Firefox.
const GECKODRIVER_VERSION: &str = "0.37.1";

/// Why a tool is not there.
#[derive(Debug, Error)]
pub enum ToolError {
    /// The cache folder is unknown.
    #[error(transparent)]
    NoCache(#[from] NoCache),
    /// It could not be installed.
    #[error("{name} could not be installed: {error}")]
    Install {
        /// The tool's package.
        name: &'static str,
        /// What went wrong.
        error: ProgramError,
    },
}

/// A program that `cargo install` compiles.
struct Tool {
    package: &'static str,
    binary: &'static str,
    version: &'static str,
    /// How long that takes on two cores.
    minutes: &'static str,
}

/// Trunk, installed where it is missing: the tests compare its site with that of `build`.
pub fn trunk() -> Result<PathBuf, ToolError> {
    let tool = Tool {
        package: "trunk",
        binary: "trunk",
        version: TRUNK_VERSION,
        minutes: "3 to 6 minutes",
    };
    tool.find_or_install()
}

/// The cargo-deny that looks at the packages, installed where it is missing.
pub fn cargo_deny() -> Result<PathBuf, ToolError> {
    let tool = Tool {
        package: "cargo-deny",
        binary: "cargo-deny",
        version: CARGO_DENY_VERSION,
        minutes: "1 to 2 minutes",
    };
    tool.find_or_install()
}

/// The driver of Firefox, installed where it is missing.
pub fn geckodriver() -> Result<PathBuf, ToolError> {
    let tool = Tool {
        package: "geckodriver",
        binary: "geckodriver",
        version: GECKODRIVER_VERSION,
        minutes: "1 to 2 minutes",
    };
    tool.find_or_install()
}

/// The fuzzer, installed where it is missing.
pub fn cargo_fuzz() -> Result<PathBuf, ToolError> {
    let tool = Tool {
        package: "cargo-fuzz",
        binary: "cargo-fuzz",
        version: CARGO_FUZZ_VERSION,
        minutes: "half a minute",
    };
    tool.find_or_install()
}

impl Tool {
    fn find_or_install(&self) -> Result<PathBuf, ToolError> {
        if let Some(found) = process::on_path(self.binary).filter(|file| self.is(file)) {
            return Ok(found);
        }
        let name = format!("{}-{}", self.package, self.version);
        let root = user_cache::folder()?.join("tools").join(name);
        let binary = root
            .join("bin")
            .join(format!("{}{EXE_SUFFIX}", self.binary));
        if !self.is(&binary) {
            self.install(&root).map_err(|error| ToolError::Install {
                name: self.package,
                error,
            })?;
        }
        Ok(binary)
    }

    /// Whether the file is this tool at exactly this version.
    fn is(&self, file: &Path) -> bool {
        let mut command = Command::new(file);
        let printed = command.arg("--version").env_remove("NO_COLOR").output();
        printed.is_ok_and(|printed| version(&printed.stdout) == Some(self.version.as_bytes()))
    }

    fn install(&self, root: &Path) -> Result<(), ProgramError> {
        let Self {
            package,
            version,
            minutes,
            ..
        } = self;
        let shown = root.display();
        println!("Installing {package} {version} into {shown}, once: about {minutes}.");
        let mut cargo = Command::new("cargo");
        // Not optimised: that would take minutes more, and save a build a second.
        cargo
            .args([
                "install",
                package,
                "--debug",
                "--version",
                version,
                "--root",
            ])
            .arg(root)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .arg("--locked")
            // The folder may hold a broken copy of an earlier try.
            .arg("--force");
        process::quiet(&mut cargo).map(drop)
    }
}

/// The second word of `trunk 0.21.14` and of `wasm-bindgen 0.2.130 (abc)`.
fn version(printed: &[u8]) -> Option<&[u8]> {
    let mut words = printed.split(u8::is_ascii_whitespace);
    words.nth(1).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn the_version_is_the_second_word() {
        assert_eq!(version(b"trunk 0.21.14\n"), Some(&b"0.21.14"[..]));
        assert_eq!(
            version(b"wasm-bindgen 0.2.130 (1a2b3c)"),
            Some(&b"0.2.130"[..])
        );
    }

    #[test]
    fn a_program_that_prints_something_else_has_no_version() {
        assert_eq!(version(b""), None);
        assert_eq!(version(b"trunk"), None);
        assert_eq!(version(b"trunk  "), None);
    }
}
