//! `cargo xtask fuzz`: lets the fuzzer look for what breaks what Careguide reads.

use std::io;
use std::process::{Command, Stdio};

use thiserror::Error;

use crate::program::{self, ProgramError};
use crate::project::Project;
use crate::tools::{self, ToolError};

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

/// Runs one target, or one after the other, for so many minutes each. What the fuzzer finds new
/// and worth keeping it leaves in `fuzz/target/corpus/`.
pub fn run(project: &Project, target: Option<&str>, minutes: u32) -> Result<(), FuzzError> {
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
        println!("\n==> {target}: {minutes} min");
        let found = fuzz.join("target/corpus").join(&target);
        fs_err::create_dir_all(&found)?;
        let mut command = Command::new(&cargo_fuzz);
        // Without a sanitizer a stable compiler will do; there is no unsafe code to watch.
        command
            .args(["run", "--sanitizer", "none", &target])
            .arg(&found)
            .arg(fuzz.join("corpus").join(&target))
            .arg("--")
            .arg(format!("-max_total_time={}", minutes * 60))
            .arg(format!("-rss_limit_mb={MEMORY}"))
            .arg(format!("-timeout={TIME}"))
            .arg("-print_final_stats=1");
        let words = fuzz.join("dictionaries").join(format!("{target}.dict"));
        if words.is_file() {
            command.arg(format!("-dict={}", words.display()));
        }
        program::run(command.current_dir(project.root()).stdin(Stdio::null()))?;
    }
    Ok(())
}

/// The names of the targets: there is a program for each.
fn targets(project: &Project) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs_err::read_dir(project.root().join("fuzz/fuzz_targets"))? {
        let path = file?.path();
        let name = path.file_stem().and_then(|name| name.to_str());
        names.extend(name.map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_there_is_not_is_told_with_those_there_are() {
        let error = run(&Project::find(), Some("guides"), 1).expect_err("there is none");
        let text = error.to_string();
        assert!(
            text.starts_with("there is no target `guides`; there are "),
            "{text}"
        );
        assert!(text.contains("guide_file, guide_texts"), "{text}");
    }
}
