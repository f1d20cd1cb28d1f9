//! The receiver's binary, as the tests run it.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use site::process;
use site::project::Project;

/// Builds the receiver where it changed and returns where cargo put it.
pub fn build(project: &Project) -> Result<PathBuf> {
    let arguments = ["build", "--workspace", "--bin", "receiver"];
    process::executable(&mut process::cargo(project.root(), &arguments), "receiver")
}

/// A receiver that runs beside us. It ends when this is dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    /// Where it listens: `http://127.0.0.1:41321`.
    pub address: String,
    /// Kept open, because the receiver logs more than its first line.
    _output: Option<BufReader<ChildStdout>>,
}

impl Running {
    /// Starts it, and waits until it listens.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("the receiver cannot be started")?;
        let mut output = child.stdout.take().map(BufReader::new);
        let mut stated = String::new();
        let read = output.as_mut().map(|output| output.read_line(&mut stated));
        let running = Self {
            child,
            address: address(&stated).unwrap_or_default().to_owned(),
            _output: output,
        };
        read.transpose()?;
        ensure!(
            !running.address.is_empty(),
            "the receiver did not say where it listens; it said: {stated:?}"
        );
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address in the line with which it begins.
fn address(line: &str) -> Option<&str> {
    let start = line.find("http://")?;
    line[start..].split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_stands_in_the_first_line() {
        let line = "Listening on http://127.0.0.1:41321\n";
        assert_eq!(address(line), Some("http://127.0.0.1:41321"));
        assert_eq!(address("error: no\n"), None);
    }
}
