//! Where things are in the checkout.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

/// The checkout that the command works on.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The checkout that this crate is part of.
    ///
    /// The launcher names it in a variable. Started by hand, the program takes the path where it
    /// was compiled.
    pub fn find() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = env::var_os("CAREGUIDE_ROOT").map(PathBuf::from);
        let root = root.or_else(|| package.ancestors().nth(2).map(Path::to_owned));
        Self::at(&root.unwrap_or_else(|| package.to_owned()))
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

    /// The built site.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What the commands make on the way: `target/careguide`.
    pub fn work(&self) -> PathBuf {
        self.root.join("target/careguide")
    }

    /// The style sheet, read anew: `cargo xtask dev` shows a change without compiling.
    pub fn style(&self) -> io::Result<String> {
        let files = careguide::STYLE_FILES.iter();
        files
            .map(|name| fs_err::read_to_string(self.root.join("src/style").join(name)))
            .collect()
    }
}
