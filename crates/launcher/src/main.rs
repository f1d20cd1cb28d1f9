//! `cargo xtask`: compiles the program `xtask`, shows the progress, and becomes it.
//!
//! It is a program of its own, without dependencies, so that the first line comes within a second:
//! `xtask` has some 300 packages to compile before it can say anything.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use launcher::{BUILD, DEV, SERVE, Steps};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    match launch(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: `cargo` cannot be started: {error}");
            ExitCode::FAILURE
        }
    }
}

fn launch(arguments: &[OsString]) -> io::Result<ExitCode> {
    let root = root();
    let command = arguments.first().and_then(|first| first.to_str());
    let of = match command {
        Some("serve") => Some(SERVE),
        Some("dev") => Some(DEV),
        Some("build" | "package") => Some(BUILD),
        _ => None,
    };
    let what = "Compile xtask, with the receiver";
    let about = "2 to 3 minutes from nothing, else seconds";
    let step = of.map(|of| Steps::new(of, 0).begin(what, about));
    if of.is_none() && !root.join("target/debug/xtask").exists() {
        eprintln!("{what} ({about})");
    }
    // The whole workspace, as the steps of the tests select it: each package is compiled
    // once for all of them.
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build
        .args(["build", "--workspace", "--bin", "xtask"])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(&root);
    let built = launcher::run(&mut build)?;
    let Some(program) = executable(&built.stdout).filter(|_| built.status.success()) else {
        return Ok(ExitCode::FAILURE);
    };
    if let Some(step) = step {
        step.end();
    }
    let mut xtask = Command::new(program);
    xtask.args(arguments).env("CAREGUIDE_ROOT", &root);
    launcher::replace_process(&mut xtask)
}

/// The checkout. `cargo run` says where this package is in it.
fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR");
    let package = package.unwrap_or_else(|| OsStr::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    let package = Path::new(&package);
    package.ancestors().nth(2).unwrap_or(package).to_owned()
}

/// The last executable that cargo's messages name, one JSON object a line.
fn executable(messages: &str) -> Option<PathBuf> {
    let mut named = messages.lines().filter_map(|line| {
        let (_, rest) = line.split_once("\"executable\":\"")?;
        let (path, _) = rest.split_once("\",\"")?;
        // The only characters of a path that JSON escapes in practice are those of Windows.
        Some(PathBuf::from(path.replace("\\\\", "\\")))
    });
    named.next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_executable_is_the_last_that_cargo_names() {
        let messages = "{\"reason\":\"compiler-artifact\",\"executable\":null}\n\
                        {\"executable\":\"/t/xtask\",\"fresh\":true}\n\
                        {\"reason\":\"build-finished\",\"success\":true}\n";
        assert_eq!(executable(messages), Some(PathBuf::from("/t/xtask")));
        assert_eq!(executable(""), None);
    }
}
