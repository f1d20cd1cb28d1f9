//! Tools and scripts from the npm registry, at the versions and digests of a lock file.

use std::io;
use std::path::PathBuf;
use std::process::Command;

use thiserror::Error;

use crate::digest;
use crate::process::{self, ProgramError};
use crate::project::Project;
use crate::user_cache::{self, NoCache};

/// A folder in `crates/xtask/npm/` with a `package.json` and its lock file.
#[derive(Debug, Clone, Copy)]
pub enum Packages {
    /// What a release is made with: wasm-opt and esbuild.
    Build,
    /// What checks the scripts of `src/loader` and drives the browser for their tests.
    JavaScript,
    /// What the tests run: axe-core.
    Test,
}

/// Why the packages are not there.
#[derive(Debug, Error)]
pub enum NpmError {
    /// The cache folder is unknown.
    #[error(transparent)]
    NoCache(#[from] NoCache),
    /// npm is missing or failed.
    #[error("the packages of crates/xtask/npm/{folder} could not be installed: {error}")]
    Install {
        /// The folder.
        folder: &'static str,
        /// What went wrong.
        error: ProgramError,
    },
    /// A file cannot be read or written; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
}

impl Packages {
    fn name(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::JavaScript => "javascript",
            Self::Test => "test",
        }
    }

    /// The folder `node_modules` with the packages, installed once for each lock file. npm checks
    /// each package against its digest there; no package runs a script when it is installed.
    pub fn find_or_install(self, project: &Project) -> Result<PathBuf, NpmError> {
        let name = self.name();
        let source = project.root().join("crates/xtask/npm").join(name);
        let lock = fs_err::read(source.join("package-lock.json"))?;
        let folder = format!("npm-{name}-{}", digest::short(&lock));
        let folder = user_cache::folder()?.join(folder);
        let modules = folder.join("node_modules");
        let complete = folder.join("complete");
        if complete.exists() {
            return Ok(modules);
        }
        let install = |error| NpmError::Install {
            folder: name,
            error,
        };
        process::find_or_install_npm().map_err(install)?;
        fs_err::create_dir_all(&folder)?;
        for file in ["package.json", "package-lock.json"] {
            fs_err::copy(source.join(file), folder.join(file))?;
        }
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--loglevel=error"])
            .args(["--no-audit", "--no-fund"])
            .current_dir(&folder);
        process::quiet(&mut npm).map_err(install)?;
        fs_err::write(complete, "")?;
        Ok(modules)
    }
}
