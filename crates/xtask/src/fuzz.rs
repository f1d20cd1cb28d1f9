//! `cargo xtask fuzz`: lets the fuzzer look for what breaks what Careguide reads.

use std::env;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use site::project::Project;
use site::{process, sizes, stage};

use crate::tools;

/// The program, of all targets (`fuzz/fuzz_targets/`).
const PROGRAM: &str = "targets";

/// So much memory no input may take, in megabytes, nor so much time, in seconds.
const MEMORY: u32 = 512;
const TIME: u32 = 5;

/// Fails where the fuzzer's library cannot be compiled.
pub fn find_compiler() -> Result<()> {
    let mut compiler = Command::new(env::var_os("CXX").unwrap_or_else(|| "c++".into()));
    ensure!(
        process::succeeds(compiler.arg("--version")),
        "its library wants a C++ compiler as `c++` (Debian: `apt-get install g++`)"
    );
    Ok(())
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
pub fn run(project: &Project, target: Option<&str>, length: Length) -> Result<()> {
    let fuzz = project.root().join("fuzz");
    let known = targets(project)?;
    let chosen = match target {
        Some(target) => vec![target.to_owned()],
        None => known.clone(),
    };
    if let Some(target) = chosen.iter().find(|target| !known.contains(target)) {
        bail!(
            "there is no target `{target}`; there are {}",
            known.join(", ")
        );
    }
    let cargo_fuzz = tools::CARGO_FUZZ.find_or_install()?;
    for target in chosen {
        println!("\n==> {target}: {} s", length.seconds());
        let found = match length {
            Length::Short => fuzz.join("target/short").join(&target),
            Length::Minutes(_) => fuzz.join("target/corpus").join(&target),
        };
        let mut short = &[][..];
        if matches!(length, Length::Short) {
            stage::remove(&found)?;
            // The same things in the same order, so that a change fails for what it has brought.
            short = &["-seed=1"];
        }
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
            .arg("-print_final_stats=1")
            .args(short);
        let words = fuzz.join("dictionaries").join(format!("{target}.dict"));
        if words.is_file() {
            command.arg(format!("-dict={}", words.display()));
        }
        process::run(command.current_dir(project.root())).context(
            "where an input is named above, it breaks something: fix that, and put the input into \
             fuzz/corpus/",
        )?;
    }
    Ok(())
}

/// The names of the targets: there is a corpus for each.
fn targets(project: &Project) -> Result<Vec<String>> {
    Ok(sizes::names(&project.root().join("fuzz/corpus"))?)
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
    fn an_unknown_target_is_reported_with_those_there_are() {
        let error =
            run(&Project::find(), Some("guides"), Length::Minutes(1)).expect_err("it is unknown");
        let text = error.to_string();
        assert!(
            text.starts_with("there is no target `guides`; there are "),
            "{text}"
        );
        assert!(text.contains("guide_file, guide_texts"), "{text}");
    }
}
