//! The folder for what is fetched once for each user, shared by every checkout.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

/// The project's cache: `$XDG_CACHE_HOME/careguide`, else where the system keeps caches.
///
/// Not `target/`: a fresh clone lacks that, and what is in here takes minutes to make again.
pub fn folder() -> Result<PathBuf> {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty());
    let home = |below: &str| Some(PathBuf::from(variable("HOME")?).join(below));
    let caches = variable("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| {
        if cfg!(windows) {
            variable("LOCALAPPDATA").map(PathBuf::from)
        } else if cfg!(target_os = "macos") {
            home("Library/Caches")
        } else {
            home(".cache")
        }
    });
    let caches = caches.context(
        "no variable names the cache folder: set XDG_CACHE_HOME (or HOME) to a folder you can write",
    )?;
    Ok(caches.join("careguide"))
}
