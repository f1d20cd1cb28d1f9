//! Other people's programs: finding them, running them, and saying what is wrong with them.

use std::env::{self, consts::EXE_SUFFIX};
use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Output, Stdio};

use serde::Deserialize;
use thiserror::Error;

/// Why a program did not do its work.
#[derive(Debug, Error)]
pub enum ProgramError {
    /// It is not installed.
    #[error("`{program}` is missing; {}", how_to_get(program))]
    Missing {
        /// What it is called.
        program: String,
    },
    /// It cannot be started.
    #[error("`{program}` cannot be started: {error}")]
    Unstartable {
        /// What it is called.
        program: String,
        /// What the system says.
        error: io::Error,
    },
    /// It ran and failed; what it printed stands above.
    #[error("`{line}` failed ({status})")]
    Failed {
        /// The line that one could type.
        line: String,
        /// How it ended.
        status: ExitStatus,
    },
}

/// Runs a program to its end, its output going where ours goes.
pub fn run(command: &mut Command) -> Result<(), ProgramError> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| unstartable(command, error))?;
    succeeded(command, status)
}

/// Runs a program to its end and returns what it printed to standard output.
pub fn output(command: &mut Command) -> Result<String, ProgramError> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| unstartable(command, error))?;
    succeeded(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program to its end and returns all that it printed, whether it succeeded or not.
pub fn captured(command: &mut Command) -> Result<Output, ProgramError> {
    let output = command.stdin(Stdio::null()).output();
    output.map_err(|error| unstartable(command, error))
}

/// Runs a program to its end, shows what it prints as it comes, and returns it too.
pub fn watched(command: &mut Command) -> Result<Output, ProgramError> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| unstartable(command, error))?;
    let mut stdout = Vec::new();
    if let Some(lines) = child.stdout.take() {
        for line in BufReader::new(lines).split(b'\n').map_while(Result::ok) {
            println!("{}", String::from_utf8_lossy(&line));
            stdout.extend(line);
            stdout.push(b'\n');
        }
    }
    let status = child.wait().map_err(|error| unstartable(command, error))?;
    let stderr = Vec::new();
    Ok(Output {
        status,
        stdout,
        stderr,
    })
}

/// What a program on PATH says of its version; nothing where it is not there.
pub fn version(name: &str) -> String {
    let mut command = Command::new(name);
    let printed = captured(command.arg("--version"));
    let printed = printed.map(|printed| String::from_utf8_lossy(&printed.stdout).into_owned());
    printed.unwrap_or_default()
}

/// Runs a program that has much to say to its end: what it is at is shown on one line, and only its
/// messages stay. Returns what it printed to standard output.
pub fn quiet(command: &mut Command) -> Result<String, ProgramError> {
    let ended = launcher::run(command).map_err(|error| unstartable(command, error))?;
    succeeded(command, ended.status)?;
    Ok(ended.stdout)
}

/// Runs a `cargo build` of one binary and returns the file: cargo says itself where it puts it.
pub fn executable(cargo: &mut Command, name: &str) -> Result<PathBuf, ProgramError> {
    let messages = quiet(cargo.arg("--message-format=json-render-diagnostics"))?;
    let found = artifacts(&messages).filter_map(|artifact| artifact.executable);
    found.last().ok_or(ProgramError::Missing {
        program: name.to_owned(),
    })
}

/// What cargo has compiled, as its messages tell, one JSON object a line.
pub fn artifacts(messages: &str) -> impl Iterator<Item = Artifact> {
    let parsed = messages.lines().map(serde_json::from_str::<Artifact>);
    parsed.filter_map(Result::ok)
}

/// A message of cargo's about a target that it has compiled.
#[derive(Debug, Deserialize)]
pub struct Artifact {
    /// The manifest of the package.
    pub manifest_path: PathBuf,
    /// What was compiled.
    pub target: Target,
    /// The program, where it is one.
    pub executable: Option<PathBuf>,
    /// How.
    pub profile: ArtifactProfile,
}

/// A target of a package.
#[derive(Debug, Deserialize)]
pub struct Target {
    /// What it is called.
    pub name: String,
}

/// How a target was compiled.
#[derive(Debug, Deserialize)]
pub struct ArtifactProfile {
    /// Whether it runs tests.
    pub test: bool,
}

/// The first program of this name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(format!("{name}{EXE_SUFFIX}")))
        .find(|file| file.is_file())
}

/// PATH with these folders before everything else.
///
/// A folder whose name PATH cannot hold (one with a colon) is an error of the system's kind.
pub fn path_with(folders: &[PathBuf]) -> io::Result<std::ffi::OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    env::join_paths(all).map_err(io::Error::other)
}

/// Whether this is Debian and the user may install packages without being asked. Not its kin:
/// Ubuntu's packages of these names hold no browser.
pub fn may_install_debian_packages() -> bool {
    let root = Command::new("id").arg("-u").output();
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    system.lines().any(|line| line.trim() == "ID=debian")
        && root.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Installs packages on Debian.
pub fn install_debian_packages(packages: &[&str]) -> Result<(), ProgramError> {
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt.stdin(Stdio::null());
        apt
    };
    run(apt().args(["-qq", "update"]))?;
    let install = ["-qq", "install", "--yes", "--no-install-recommends"];
    run(apt().args(install).args(packages))
}

/// Makes sure that npm is there, where that needs no asking; otherwise whoever runs it says how to
/// get it.
pub fn find_or_install_npm() -> Result<(), ProgramError> {
    if on_path("npm").is_none() && may_install_debian_packages() {
        println!("Installing nodejs and npm, once: about 2 minutes.");
        install_debian_packages(&["nodejs", "npm"])?;
    }
    Ok(())
}

fn unstartable(command: &Command, error: io::Error) -> ProgramError {
    let program = command.get_program().to_string_lossy().into_owned();
    match error.kind() {
        io::ErrorKind::NotFound => ProgramError::Missing { program },
        _ => ProgramError::Unstartable { program, error },
    }
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<(), ProgramError> {
    if status.success() {
        return Ok(());
    }
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    let line = words.join(" ");
    Err(ProgramError::Failed { line, status })
}

/// The line that installs a program.
fn how_to_get(program: &str) -> String {
    match program {
        "cargo" | "rustc" | "rustup" => "install Rust from https://rustup.rs".to_owned(),
        "chromium" | "chromedriver" => {
            "on Debian: `sudo apt-get install chromium chromium-driver`; elsewhere \
             install Chrome and the chromedriver of its version, and put both on PATH"
                .to_owned()
        }
        "firefox-esr" => {
            "on Debian: `sudo apt-get install firefox-esr`; elsewhere install Firefox and put it \
             on PATH"
                .to_owned()
        }
        "MiniBrowser" | "WebKitWebDriver" | "Xvfb" => {
            "on Debian and Ubuntu: `sudo apt-get install webkit2gtk-driver xvfb`; elsewhere \
             install WebKitGTK with its driver and Xvfb, and name them in MINIBROWSER, \
             WEBKITWEBDRIVER and XVFB"
                .to_owned()
        }
        "node" | "npm" => {
            "on Debian and Ubuntu: `sudo apt-get install npm`; elsewhere install Node.js from \
             https://nodejs.org"
                .to_owned()
        }
        _ => format!("install `{program}` and put it on PATH"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_the_line_that_gets_it() {
        let error = unstartable(&Command::new("npm"), io::ErrorKind::NotFound.into());
        let text = error.to_string();
        assert!(text.starts_with("`npm` is missing; "), "{text}");
        assert!(text.contains("`sudo apt-get install npm`"), "{text}");
    }

    #[test]
    fn the_programs_are_those_that_cargo_names() {
        let messages = "{\"reason\":\"compiler-message\"}\n\
            {\"manifest_path\":\"/c/Cargo.toml\",\"target\":{\"name\":\"a\"},\
             \"profile\":{\"test\":false},\"executable\":null}\n\
            {\"manifest_path\":\"/c/Cargo.toml\",\"target\":{\"name\":\"b\"},\
             \"profile\":{\"test\":true},\"executable\":\"/t/b\"}\n\
            {\"reason\":\"build-finished\",\"success\":true}\n";
        let programs: Vec<_> = artifacts(messages)
            .filter_map(|artifact| Some((artifact.target.name, artifact.executable?)))
            .collect();
        assert_eq!(programs, [("b".to_owned(), PathBuf::from("/t/b"))]);
    }

    #[test]
    fn a_failure_quotes_the_line_that_one_could_type() {
        let error = run(Command::new("rustc")
            .arg("--no-such-option")
            .stderr(Stdio::null()));
        let text = error.expect_err("there is no such option").to_string();
        assert!(
            text.starts_with("`rustc --no-such-option` failed"),
            "{text}"
        );
    }
}
