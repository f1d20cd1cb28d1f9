//! Tools and scripts from the npm registry, at the versions and digests of a lock file.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::project::Project;
use crate::{digest, process, user_cache};

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

impl Packages {
    /// The folder `node_modules` with the packages, installed once for each lock file. npm checks
    /// each package against its digest there; no package runs a script when it is installed.
    pub fn find_or_install(self, project: &Project) -> Result<PathBuf> {
        let name = match self {
            Self::Build => "build",
            Self::JavaScript => "javascript",
            Self::Test => "test",
        };
        let source = project.root().join("crates/xtask/npm").join(name);
        let lock = fs_err::read(source.join("package-lock.json"))?;
        let folder = format!("npm-{name}-{}", digest::short(&lock));
        let folder = user_cache::folder()?.join(folder);
        let complete = folder.join("complete");
        if !complete.exists() {
            fs_err::create_dir_all(&folder)?;
            for file in ["package.json", "package-lock.json"] {
                fs_err::copy(source.join(file), folder.join(file))?;
            }
            let mut npm = npm()?;
            npm.args(CI).arg("--ignore-scripts").current_dir(&folder);
            process::quiet(&mut npm).with_context(|| {
                format!("the packages of crates/xtask/npm/{name} could not be installed")
            })?;
            fs_err::write(complete, "")?;
        }
        Ok(folder.join("node_modules"))
    }
}

/// The arguments that install exactly what a lock file names.
pub const CI: [&str; 4] = ["ci", "--loglevel=error", "--no-audit", "--no-fund"];

/// npm, installed with Node where that needs no asking.
pub fn npm() -> Result<Command> {
    process::find_or_install(&["nodejs", "npm"], || {
        process::on_path("npm").ok_or_else(|| process::missing("npm"))
    })
    .map(Command::new)
}
