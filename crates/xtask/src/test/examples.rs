//! The examples: other people's pages, built as their developers would, and used in a browser.

use std::path::PathBuf;

use anyhow::Result;
use site::project::Project;
use site::{build, npm, process};

use super::{Context, Engine, journeys};

/// Builds them and makes their journeys.
pub fn run(context: &Context<'_>) -> Result<()> {
    let project = context.project;
    build::build_if_changed(project)?;
    let examples = build(project)?;
    let program = journeys::compile(project)?;
    let mut command = journeys::equipped(context, &program, Engine::Chromium)?;
    command
        .arg("examples::")
        .env("CAREGUIDE_EXAMPLES", examples);
    journeys::run_and_report(project, Engine::Chromium, &mut command)
}

/// Installs, checks and bundles what has to be. Returns the folder of the examples.
///
/// They take the types of the element from `dist/`, so that has to be there.
fn build(project: &Project) -> Result<PathBuf> {
    let examples = project.root().join("examples");
    for arguments in [&npm::CI[..], &["run", "--silent", "build"]] {
        let mut npm = npm::npm()?;
        process::run(npm.args(arguments).current_dir(examples.join("react")))?;
    }
    Ok(examples)
}
