//! What cargo compiles: it says itself where it puts it.

use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;

use crate::program::{self, ProgramError};

/// Runs a `cargo build` of one binary and returns the file.
pub fn executable(cargo: &mut Command, name: &str) -> Result<PathBuf, ProgramError> {
    let messages = program::output(cargo.arg("--message-format=json-render-diagnostics"))?;
    last(&messages).ok_or(ProgramError::Missing {
        program: name.to_owned(),
    })
}

/// The last executable that cargo's messages name, one JSON object a line.
fn last(messages: &str) -> Option<PathBuf> {
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
        assert_eq!(last(messages), Some(PathBuf::from("/t/receiver")));
        assert_eq!(last(""), None);
    }
}
