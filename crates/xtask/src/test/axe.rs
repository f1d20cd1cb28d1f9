//! axe-core, which the journeys run in every state of the page to find accessibility faults.

use std::path::PathBuf;

use site::npm::{NpmError, Packages};
use site::project::Project;

/// The script that runs in the page, installed where it is missing.
pub fn script(project: &Project) -> Result<PathBuf, NpmError> {
    let modules = Packages::Test.find_or_install(project)?;
    Ok(modules.join("axe-core/axe.min.js"))
}
