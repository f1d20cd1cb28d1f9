//! Other people's programs: finding them, running them, and saying what is wrong with them.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};

use anyhow::{Context as _, Error, Result, anyhow, ensure};
use serde::Deserialize;

/// `cargo` with these arguments, run in the checkout.
pub fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments).current_dir(root);
    cargo
}

/// Runs a program to its end, its output going where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).status();
    let status = status.map_err(|error| cannot_start(command, error))?;
    check(command, status)
}

/// Runs a program to its end and returns what it printed to standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output = captured(command.stderr(Stdio::inherit()))?;
    check(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program to its end and returns all that it printed, whether it succeeded or not.
pub fn captured(command: &mut Command) -> Result<Output> {
    let output = command.stdin(Stdio::null()).output();
    output.map_err(|error| cannot_start(command, error))
}

/// Whether a program can be started and succeeds; what it prints is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    captured(command).is_ok_and(|output| output.status.success())
}

/// Runs a program to its end, shows what it prints as it comes, and returns it too.
pub fn watched(command: &mut Command) -> Result<(ExitStatus, String)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| cannot_start(command, error))?;
    let mut stdout = String::new();
    if let Some(lines) = child.stdout.take() {
        for line in BufReader::new(lines).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            stdout += &line;
            stdout.push('\n');
        }
    }
    Ok((child.wait()?, stdout))
}

/// Runs a program to its end with its progress on one line, where only its messages stay. Returns
/// what it printed to standard output.
pub fn quiet(command: &mut Command) -> Result<String> {
    let ended = launcher::run(command).map_err(|error| cannot_start(command, error))?;
    check(command, ended.status)?;
    Ok(ended.stdout)
}

/// Runs a `cargo build` of one binary and returns the file: cargo says where it puts it.
pub fn executable(cargo: &mut Command, name: &str) -> Result<PathBuf> {
    let messages = quiet(cargo.arg("--message-format=json-render-diagnostics"))?;
    let found = artifacts(&messages).filter_map(|artifact| artifact.executable);
    found.last().ok_or_else(|| missing(name))
}

/// What cargo has compiled, by its messages, one JSON object a line.
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
    which::which(name).ok()
}

/// PATH with this folder before everything else.
pub fn path_with(folder: &Path) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = [folder.to_owned()]
        .into_iter()
        .chain(env::split_paths(&path));
    env::join_paths(all).with_context(|| format!("PATH cannot hold {}", folder.display()))
}

/// What `found` finds. Where it finds nothing, on Debian as root, these packages are installed, and
/// it looks again. Not on Debian's kin: Ubuntu's packages of these names hold no browser.
pub fn find_or_install<T>(packages: &[&str], found: impl Fn() -> Result<T>) -> Result<T> {
    let is_debian_root = || {
        let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        let user = Command::new("id").arg("-u").output();
        system.lines().any(|line| line.trim() == "ID=debian")
            && user.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
    };
    match found() {
        Err(_) if is_debian_root() => {
            println!("Installing {}, once: 1 to 2 minutes.", packages.join(", "));
            let apt = |arguments: &[&str]| {
                let mut apt = Command::new("apt-get");
                run(apt.env("DEBIAN_FRONTEND", "noninteractive").args(arguments))
            };
            apt(&["-qq", "update"])?;
            let install = ["-qq", "install", "--yes", "--no-install-recommends"];
            apt(&[&install[..], packages].concat())?;
            found()
        }
        found => found,
    }
}

/// That a program is not there, with the line that installs it.
pub fn missing(program: &str) -> Error {
    let how = match program {
        "cargo" | "rustc" | "rustup" => "install Rust from https://rustup.rs",
        "chromium" | "chromedriver" => {
            "on Debian: `sudo apt-get install chromium chromium-driver`; elsewhere \
             install Chrome and the chromedriver of its version, and put both on PATH"
        }
        "firefox-esr" => {
            "on Debian: `sudo apt-get install firefox-esr`; elsewhere install Firefox and put it \
             on PATH"
        }
        "MiniBrowser" | "WebKitWebDriver" | "Xvfb" => {
            "on Debian and Ubuntu: `sudo apt-get install webkit2gtk-driver xvfb`; elsewhere \
             install WebKitGTK with its driver and Xvfb, and name them in MINIBROWSER, \
             WEBKITWEBDRIVER and XVFB"
        }
        "node" | "npm" => {
            "on Debian and Ubuntu: `sudo apt-get install npm`; elsewhere install Node.js from \
             https://nodejs.org"
        }
        _ => "install it and put it on PATH",
    };
    anyhow!("`{program}` is missing; {how}")
}

fn cannot_start(command: &Command, error: io::Error) -> Error {
    let program = command.get_program().to_string_lossy();
    match error.kind() {
        io::ErrorKind::NotFound => missing(&program),
        _ => anyhow!("`{program}` cannot be started: {error}"),
    }
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    ensure!(status.success(), "`{}` failed ({status})", words.join(" "));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_the_line_that_installs_it() {
        let text = cannot_start(&Command::new("npm"), io::ErrorKind::NotFound.into()).to_string();
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
        let mut rustc = Command::new("rustc");
        let error = run(rustc.arg("--no-such-option").stderr(Stdio::null()));
        let text = error.expect_err("the option does not exist").to_string();
        assert!(
            text.starts_with("`rustc --no-such-option` failed"),
            "{text}"
        );
    }
}
