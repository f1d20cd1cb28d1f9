//! `cargo xtask build`: the release in `dist/`, measured.

use std::io;
use std::process::{Command, Stdio};

use thiserror::Error;

use crate::budget::{Budget, BudgetError};
use crate::fingerprint::Fingerprint;
use crate::npm::NpmError;
use crate::prerender::wasm_opt;
use crate::program::{self, ProgramError};
use crate::project::Project;
use crate::remap;
use crate::sizes;
use crate::tools::{self, ToolError};

/// Why there is no release.
#[derive(Debug, Error)]
pub enum BuildError {
    /// A tool is missing.
    #[error(transparent)]
    Tool(#[from] ToolError),
    /// wasm-opt is missing.
    #[error(transparent)]
    WasmOpt(#[from] NpmError),
    /// Trunk, or the hook it runs, failed.
    #[error(transparent)]
    Trunk(#[from] ProgramError),
    /// A built file cannot be read; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
    /// A built file is too large.
    #[error(transparent)]
    Budget(#[from] BudgetError),
}

/// Builds the release through Trunk, prints what it weighs, and checks that against the budget.
pub fn build(project: &Project) -> Result<(), BuildError> {
    let toolbox = tools::prepare(project)?;
    wasm_opt::prepare()?;
    let before = Fingerprint::of(project)?;
    let mut trunk = Command::new(&toolbox.trunk);
    trunk
        .args(["build", "--release", "--skip-version-check"])
        .current_dir(project.root())
        .env("PATH", &toolbox.path)
        .env(remap::VARIABLE, remap::flags())
        // Trunk reads it as one of its own options and stops at `1`.
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    program::run(&mut trunk)?;

    // The state before the build: what somebody changed meanwhile is not in it.
    before.keep(project)?;
    weigh(project)
}

/// Builds unless `dist/` already is what a build would make.
///
/// A page over the budget is a warning here: it can be looked at and walked through all the same.
pub fn build_if_changed(project: &Project) -> Result<(), BuildError> {
    if Fingerprint::of(project)?.is_kept(project)? {
        println!("Nothing changed since the last build.");
        return Ok(());
    }
    match build(project) {
        Err(BuildError::Budget(error)) => {
            eprintln!("warning: {error}");
            Ok(())
        }
        built => built,
    }
}

/// Prints what the files weigh and checks it against the budget.
fn weigh(project: &Project) -> Result<(), BuildError> {
    let dist = project.dist();
    let sizes = sizes::measure(&dist)?;
    print!("\n{}\n", sizes::table(&sizes));
    print!("{}", Budget::read(project)?.check(&dist, &sizes)?);
    Ok(())
}
