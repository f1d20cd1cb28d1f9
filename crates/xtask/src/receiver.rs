//! The receiver's binary, as `serve` and the journeys run it.

use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;

use crate::program::{self, ProgramError};
use crate::project::Project;

/// Builds the receiver where it changed and returns where cargo put it.
pub fn build(project: &Project) -> Result<PathBuf, ProgramError> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--package", "receiver", "--bin", "receiver"])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(project.root());
    let messages = program::output(&mut cargo)?;
    executable(&messages).ok_or(ProgramError::Missing {
        program: "receiver".to_owned(),
    })
}

/// The executable that cargo's messages name, one JSON object a line.
fn executable(messages: &str) -> Option<PathBuf> {
    #[derive(Deserialize)]
    struct Message {
        executable: Option<PathBuf>,
    }
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok()?.executable)
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_executable_is_the_last_that_cargo_names() {
        let messages = "{\"reason\":\"compiler-artifact\",\"executable\":null}\n\
                        {\"reason\":\"compiler-artifact\",\"executable\":\"/t/receiver\"}\n\
                        {\"reason\":\"build-finished\",\"success\":true}\n";
        assert_eq!(executable(messages), Some(PathBuf::from("/t/receiver")));
        assert_eq!(executable(""), None);
    }
}
