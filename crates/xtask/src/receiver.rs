//! The receiver's binary, as `serve` and the journeys run it.

use std::path::PathBuf;
use std::process::Command;

use crate::compiled;
use crate::program::ProgramError;
use crate::project::Project;

/// Builds the receiver where it changed and returns where cargo put it.
pub fn build(project: &Project) -> Result<PathBuf, ProgramError> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--package", "receiver", "--bin", "receiver"])
        .current_dir(project.root());
    compiled::executable(&mut cargo, "receiver")
}
