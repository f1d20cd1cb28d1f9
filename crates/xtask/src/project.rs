//! Where things are in the checkout, and the one version that is written only there.

use std::env;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

/// The checkout that the command works on.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
}

/// Why `Cargo.lock` does not say which wasm-bindgen to use.
#[derive(Debug, Error)]
pub enum LockError {
    /// It cannot be read.
    #[error("{0}; `cargo generate-lockfile` writes it")]
    Unreadable(#[from] std::io::Error),
    /// It is not what cargo writes.
    #[error("Cargo.lock: {0}; `cargo generate-lockfile` writes it anew")]
    Malformed(#[from] toml::de::Error),
    /// Nothing in the project uses wasm-bindgen.
    #[error(
        "Cargo.lock names no wasm-bindgen; Cargo.toml should depend on `wasm-bindgen = \"=…\"`"
    )]
    NoWasmBindgen,
}

impl Project {
    /// The checkout that this crate is part of.
    ///
    /// `cargo run` says where that is. The path of the time of building stands in for it where
    /// the binary is started by hand.
    pub fn find() -> Self {
        let crate_folder = env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .filter(|folder| folder.ends_with("crates/xtask"))
            .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = crate_folder.ancestors().nth(2).unwrap_or(&crate_folder);
        Self::at(root)
    }

    /// The checkout in this folder.
    pub fn at(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// The folder that holds the workspace's `Cargo.toml`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The guide files.
    pub fn guides(&self) -> PathBuf {
        self.root.join("guides")
    }

    /// What Trunk builds.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The version of wasm-bindgen that the Wasm is compiled with.
    ///
    /// The command line tool must be of exactly this version. Cargo.toml pins it (`=0.2.…`) and
    /// nothing else names it, so the two cannot drift apart.
    pub fn wasm_bindgen_version(&self) -> Result<String, LockError> {
        #[derive(Deserialize)]
        struct Lock {
            package: Vec<Package>,
        }
        #[derive(Deserialize)]
        struct Package {
            name: String,
            version: String,
        }
        let text = fs_err::read_to_string(self.root.join("Cargo.lock"))?;
        let lock: Lock = toml::from_str(&text)?;
        lock.package
            .into_iter()
            .find(|package| package.name == "wasm-bindgen")
            .map(|package| package.version)
            .ok_or(LockError::NoWasmBindgen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_toml_pins_the_wasm_bindgen_that_cargo_lock_holds() {
        let project = Project::find();
        let manifest = fs_err::read_to_string(project.root().join("Cargo.toml")).expect("manifest");
        let manifest: toml::Table = manifest.parse().expect("Cargo.toml is TOML");
        let version = |table: &toml::Value| {
            let dependency = table.get("wasm-bindgen")?;
            let version = dependency.get("version").unwrap_or(dependency);
            version.as_str().map(str::to_owned)
        };
        let pin = manifest.get("dependencies").and_then(version).or_else(|| {
            let workspace = manifest.get("workspace")?;
            workspace.get("dependencies").and_then(version)
        });
        let locked = project.wasm_bindgen_version().expect("Cargo.lock names it");
        assert_eq!(pin, Some(format!("={locked}")));
    }
}
