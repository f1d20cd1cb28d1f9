//! `cargo xtask fuzz`: lets the fuzzer look for what breaks what Careguide reads.

use std::env;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use thiserror::Error;

use crate::tools::{self, ToolError};
use site::process::{self, ProgramError};
use site::project::Project;

/// The program, of all targets (`fuzz/fuzz_targets/`).
const PROGRAM: &str = "targets";

/// So much memory no input may take, in megabytes, nor so much time, in seconds.
const MEMORY: u32 = 512;
const TIME: u32 = 5;

/// Why the fuzzer did not run to its end.
#[derive(Debug, Error)]
pub enum FuzzError {
    /// There is no such target.
    #[error("there is no target `{0}`; there are {1}")]
    Unknown(String, String),
    /// The fuzzer is not there.
    #[error(transparent)]
    Tool(#[from] ToolError),
    /// It found something, or could not be built; what it printed stands above.
    #[error(
        "{0}; where an input is named above, it breaks something: mend that, and put the input into \
         fuzz/corpus/"
    )]
    Program(#[from] ProgramError),
    /// A folder cannot be read or made.
    #[error(transparent)]
    File(#[from] io::Error),
}

/// Whether the fuzzer's library can be compiled here.
pub fn has_its_compiler() -> bool {
    let mut compiler = Command::new(env::var_os("CXX").unwrap_or_else(|| "c++".into()));
    compiler.arg("--version").stdin(Stdio::null());
    compiler
        .output()
        .is_ok_and(|printed| printed.status.success())
}

/// How long the fuzzer looks.
#[derive(Debug, Clone, Copy)]
pub enum Length {
    /// For a few seconds at each target, beginning with the corpora that are kept, in a program that
    /// is compiled in less time than it would take to gain by optimising.
    Short,
    /// For so many minutes at each target, beginning also with what it has found before. What it
    /// finds new and worth keeping it leaves in `fuzz/target/corpus/`.
    Minutes(u32),
}

/// Runs one target, or one after the other.
pub fn run(project: &Project, target: Option<&str>, length: Length) -> Result<(), FuzzError> {
    let fuzz = project.root().join("fuzz");
    let known = targets(project)?;
    let chosen = match target {
        Some(target) if !known.iter().any(|known| known == target) => {
            return Err(FuzzError::Unknown(target.to_owned(), known.join(", ")));
        }
        Some(target) => vec![target.to_owned()],
        None => known,
    };
    let cargo_fuzz = tools::cargo_fuzz()?;
    for target in chosen {
        println!("\n==> {target}: {} s", length.seconds());
        let found = match length {
            Length::Short => emptied(fuzz.join("target/short").join(&target))?,
            Length::Minutes(_) => fuzz.join("target/corpus").join(&target),
        };
        let artifacts = fuzz.join("artifacts").join(&target);
        fs_err::create_dir_all(&found)?;
        fs_err::create_dir_all(&artifacts)?;
        let mut command = Command::new(&cargo_fuzz);
        // Without a sanitizer a stable compiler will do; there is no unsafe code to watch.
        command
            .env("CAREGUIDE_TARGET", &target)
            .args(["run", "--sanitizer", "none"])
            .args(matches!(length, Length::Short).then_some("--dev"))
            .arg(PROGRAM)
            .arg(&found)
            .arg(fuzz.join("corpus").join(&target))
            .arg("--")
            .arg(format!("-artifact_prefix={}/", artifacts.display()))
            .arg(format!("-max_total_time={}", length.seconds()))
            .arg(format!("-rss_limit_mb={MEMORY}"))
            .arg(format!("-timeout={TIME}"))
            .arg("-print_final_stats=1");
        if matches!(length, Length::Short) {
            // The same things in the same order, so that a change fails for what it has brought.
            command.arg("-seed=1");
        }
        let words = fuzz.join("dictionaries").join(format!("{target}.dict"));
        if words.is_file() {
            command.arg(format!("-dict={}", words.display()));
        }
        process::run(command.current_dir(project.root()).stdin(Stdio::null()))?;
    }
    Ok(())
}

fn emptied(folder: PathBuf) -> io::Result<PathBuf> {
    match fs_err::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(folder),
    }
}

/// The names of the targets: there is a corpus for each.
fn targets(project: &Project) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for folder in fs_err::read_dir(project.root().join("fuzz/corpus"))? {
        let name = folder?.file_name();
        names.extend(name.to_str().map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

impl Length {
    fn seconds(self) -> u32 {
        match self {
            Self::Short => 10,
            Self::Minutes(minutes) => minutes * 60,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_there_is_not_is_told_with_those_there_are() {
        let error =
            run(&Project::find(), Some("guides"), Length::Minutes(1)).expect_err("there is none");
        let text = error.to_string();
        assert!(
            text.starts_with("there is no target `guides`; there are "),
            "{text}"
        );
        assert!(text.contains("guide_file, guide_texts"), "{text}");
    }
}
