//! The examples: other people's pages, built as their developers would, and used in a browser.

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

use super::{Context, Engine, journeys};
use site::build;
use site::process::{self, ProgramError};
use site::project::Project;

/// Builds them and makes their journeys.
pub fn run(context: &Context<'_>) -> Result<(), Box<dyn Error>> {
    let project = context.project;
    build::build_if_changed(project)?;
    let examples = build(project)?;
    let program = journeys::compile(project)?;
    let mut command = journeys::equipped(context, &program, Engine::Chromium)?;
    command
        .arg("examples::")
        .env("CAREGUIDE_EXAMPLES", examples);
    journeys::run_and_tell(project, Engine::Chromium, &mut command)
}

/// Installs, checks and bundles what has to be. Returns the folder of the examples.
///
/// They take the types of the element from `dist/`, so that has to be there.
fn build(project: &Project) -> Result<PathBuf, ProgramError> {
    let examples = project.root().join("examples");
    process::find_or_install_npm()?;
    let npm = |arguments: &[&str]| {
        let mut npm = Command::new("npm");
        npm.args(arguments).current_dir(examples.join("react"));
        process::run(&mut npm)
    };
    npm(&["ci", "--loglevel=error", "--no-audit", "--no-fund"])?;
    npm(&["run", "--silent", "build"])?;
    Ok(examples)
}
