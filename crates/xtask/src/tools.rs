//! The tools of the tests at the versions they are meant for: Trunk, cargo-deny,
//! cargo-fuzz and geckodriver. `serve`, `dev` and `build` need none of them.
//!
//! Many build machines cannot reach GitHub, so the tools are compiled from the package registry,
//! once for each user, each with the lock file that it was released with.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use site::{process, user_cache};

/// A program that `cargo install` compiles, from the package of the same name.
pub struct Tool {
    name: &'static str,
    version: &'static str,
    /// How long that takes on two cores.
    about: &'static str,
}

/// The tests compare its site with that of `build`. The newest that Rust 1.95 compiles.
pub const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    about: "3 to 6 minutes",
};

/// Looks at the packages.
pub const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
    about: "1 to 2 minutes",
};

/// Runs the fuzzer.
pub const CARGO_FUZZ: Tool = Tool {
    name: "cargo-fuzz",
    version: "0.13.2",
    about: "half a minute",
};

/// Drives Firefox.
pub const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.37.1",
    about: "1 to 2 minutes",
};

impl Tool {
    /// The program at exactly this version, installed where it is missing.
    pub fn find_or_install(&self) -> Result<PathBuf> {
        if let Some(found) = process::on_path(self.name).filter(|file| self.is(file)) {
            return Ok(found);
        }
        let folder = format!("{}-{}", self.name, self.version);
        let root = user_cache::folder()?.join("tools").join(folder);
        let binary = root.join("bin").join(format!("{}{EXE_SUFFIX}", self.name));
        if !self.is(&binary) {
            let failed = || format!("{} could not be installed", self.name);
            self.install(&root).with_context(failed)?;
        }
        Ok(binary)
    }

    /// Whether the file is this tool at exactly this version.
    fn is(&self, file: &Path) -> bool {
        let mut command = Command::new(file);
        let printed = command.arg("--version").env_remove("NO_COLOR").output();
        printed.is_ok_and(|printed| version(&printed.stdout) == Some(self.version.as_bytes()))
    }

    fn install(&self, root: &Path) -> Result<()> {
        let Self {
            name,
            version,
            about,
        } = self;
        let shown = root.display();
        println!("Installing {name} {version} into {shown}, once: about {about}.");
        let mut cargo = Command::new("cargo");
        // Not optimised: that would take minutes more, and save a build a second.
        cargo
            .args(["install", name, "--debug", "--version", version, "--root"])
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
