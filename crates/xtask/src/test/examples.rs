//! The examples, and what a release gives away: other people's pages, made as they would make them,
//! and used in a browser.

use std::path::PathBuf;
use std::process::Command;

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
    for name in ["react", "eleventy"] {
        for arguments in [&npm::CI[..], &["run", "--silent", "build"]] {
            let mut npm = npm::npm()?;
            process::run(npm.args(arguments).current_dir(examples.join(name)))?;
        }
    }
    let php = examples.join("php");
    let program = process::find_or_install(&["php-cli"], || {
        process::on_path("php").ok_or_else(|| process::missing("php"))
    })?;
    let page = process::output(Command::new(program).arg("index.php").current_dir(&php))?;
    fs_err::create_dir_all(php.join("dist"))?;
    fs_err::write(php.join("dist/index.html"), page)?;
    Ok(examples)
}
