//! Paths of the machine that builds, kept out of what it builds.
//!
//! A panic's message names the file it is in, and for a crate from the registry that is a path
//! below the builder's home: of no use to a visitor, a few hundred bytes, and different bytes on
//! each machine.

use std::env;
use std::fs;
use std::path::PathBuf;

/// Where cargo reads the flags for the Wasm alone: flags for everything would build this program
/// again.
pub const VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The flags for the compiler, as `CARGO_TARGET_…_RUSTFLAGS` takes them: separated by spaces, so
/// that a path with a space in it is left as it is.
pub fn flags() -> String {
    let sources = cargo_home().map(|home| home.join("registry").join("src"));
    let registries = sources.and_then(|sources| fs::read_dir(sources).ok());
    let registries = registries.into_iter().flatten().flatten();
    let flags: Vec<_> = registries
        .map(|registry| format!("--remap-path-prefix={}=crates", registry.path().display()))
        .filter(|flag| !flag.contains(char::is_whitespace))
        .collect();
    flags.join(" ")
}

fn cargo_home() -> Option<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}
