//! The examples, and what a release gives away: other people's pages, made as they would make them,
//! and used in a browser.

use std::path::PathBuf;

use anyhow::Result;
use site::project::Project;
use site::{npm, process};

use super::{Context, Engine, journeys};

/// Builds them and makes their journeys.
pub fn run(context: &Context<'_>) -> Result<()> {
    let project = context.project;
    let packages = package::check::open(project)?;
    let examples = build(project)?;
    let program = journeys::compile(project)?;
    let mut command = journeys::equipped(context, &program, Engine::Chromium)?;
    command
        .arg("examples::")
        .env("CAREGUIDE_EXAMPLES", examples)
        .env("CAREGUIDE_PACKAGES", packages);
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
