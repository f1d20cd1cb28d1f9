//! The examples: other people's pages, built as their developers would.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::program::{self, ProgramError};
use crate::project::Project;

/// Installs, checks and bundles what has to be. Returns the folder of the examples.
///
/// They take the types of the element from `dist/`, so that has to be there.
pub fn build(project: &Project) -> Result<PathBuf, ProgramError> {
    let examples = project.root().join("examples");
    program::find_or_install_npm()?;
    let npm = |arguments: &[&str]| {
        let mut npm = Command::new("npm");
        npm.args(arguments)
            .current_dir(examples.join("react"))
            .stdin(Stdio::null());
        program::run(&mut npm)
    };
    npm(&["ci", "--loglevel=error", "--no-audit", "--no-fund"])?;
    npm(&["run", "--silent", "build"])?;
    Ok(examples)
}
