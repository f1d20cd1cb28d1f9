//! The native tests: compiled once for the whole workspace, run as many programs at a time as there
//! are processors.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Instant, UNIX_EPOCH};

use anyhow::{Result, bail};
use launcher::seconds;
use rayon::prelude::*;
use site::project::Project;
use site::{inputs, process};

use super::passed::Note;

/// Which of the test programs run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Each, and the examples in documentation.
    All,
    /// Those that were compiled anew, or that may read a file that changed, since they passed.
    Changed,
}

/// The journeys' program has a step of its own.
const JOURNEYS: &str = "journeys";

/// What test programs read that is not compiled into them.
const READ: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates",
    "docs",
    "fuzz/corpus",
    "guides",
    "index.html",
    "public",
];

/// A test program.
#[derive(Debug)]
struct TestProgram {
    /// The package's folder, which it runs in.
    folder: PathBuf,
    file: PathBuf,
    /// That it has passed as it was compiled, and with the files that it may read. Its sources are
    /// compiled into it.
    note: Note,
}

/// Compiles the tests and runs them.
pub fn run(project: &Project, which: Which) -> Result<()> {
    let programs = programs(project)?;
    let (unchanged, due): (Vec<_>, Vec<_>) = programs
        .into_iter()
        .partition(|program| which == Which::Changed && program.note.is_current());
    if !unchanged.is_empty() {
        println!(
            "{} test programs are unchanged since they passed",
            unchanged.len()
        );
    }
    let failed = run_each(&due);
    if !failed.is_empty() {
        bail!("tests failed in {}", failed.join(", "));
    }
    if which == Which::All {
        let arguments = ["test", "--workspace", "--doc"];
        let mut cargo = process::cargo(project.root(), &arguments);
        for line in results(&process::quiet(&mut cargo)?) {
            println!("documentation: {line}");
        }
    }
    Ok(())
}

/// Compiles all test programs but the journeys'.
fn programs(project: &Project) -> Result<Vec<TestProgram>> {
    let mut cargo = process::cargo(project.root(), &["test", "--workspace", "--no-run"]);
    cargo.arg("--message-format=json-render-diagnostics");
    let messages = process::quiet(&mut cargo)?;
    let read = inputs::digest(project.root(), &READ)?;
    let mut programs = Vec::new();
    for artifact in process::artifacts(&messages) {
        let Some(file) = artifact.executable.filter(|_| artifact.profile.test) else {
            continue;
        };
        if artifact.target.name == JOURNEYS {
            continue;
        }
        let folder = artifact.manifest_path.parent();
        programs.push(TestProgram {
            folder: folder.unwrap_or(project.root()).to_owned(),
            note: note(project, &file, &read)?,
            file,
        });
    }
    Ok(programs)
}

fn note(project: &Project, file: &Path, read: &str) -> Result<Note> {
    let modified = fs_err::metadata(file)?.modified()?;
    let modified = modified.duration_since(UNIX_EPOCH).unwrap_or_default();
    let folder = project.work().join("passed/test-programs");
    Ok(Note {
        file: folder.join(file.file_name().unwrap_or_default()),
        inputs: format!("{} {} {read}", file.display(), modified.as_nanos()),
    })
}

/// Runs the programs, as many at a time as there are processors, and returns the names of those that
/// failed.
fn run_each(programs: &[TestProgram]) -> Vec<String> {
    let failed = programs.par_iter().filter_map(|program| {
        let passed = program.passes().unwrap_or_else(|error| {
            eprintln!("{error:#}");
            false
        });
        (!passed).then(|| program.name())
    });
    failed.collect()
}

/// The lines with the number of tests that passed, but those of programs without tests.
fn results(stdout: &str) -> impl Iterator<Item = &str> {
    let lines = stdout
        .lines()
        .filter(|line| line.starts_with("test result: "));
    lines.filter(|line| !line.contains(" 0 passed; 0 failed; 0 ignored"))
}

impl TestProgram {
    /// Runs it, and prints how many tests passed, or all that it printed.
    fn passes(&self) -> Result<bool> {
        let begun = Instant::now();
        let mut command = Command::new(&self.file);
        command
            .current_dir(&self.folder)
            // As cargo sets it.
            .env("CARGO_MANIFEST_DIR", &self.folder)
            // A snapshot that differs is a failure, never a new snapshot.
            .env("INSTA_UPDATE", "no");
        let output = process::captured(&mut command)?;
        let stdout = String::from_utf8_lossy(&output.stdout);
        if output.status.success() {
            let (name, took) = (self.name(), seconds(begun.elapsed()));
            for line in results(&stdout) {
                println!("{name}: {line} ({took})");
            }
            self.note.write()?;
        } else {
            println!("{stdout}");
            eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.status.success())
    }

    /// `contract/guides`, say: the package's folder and the program without its hash.
    fn name(&self) -> String {
        let name = |path: &Path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            name.into_owned()
        };
        let file = name(&self.file);
        let file = file
            .rsplit_once('-')
            .map_or(file.as_str(), |(name, _)| name);
        format!("{}/{file}", name(&self.folder))
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn the_number_of_tests_that_passed_is_printed() {
        let stdout = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured\n\
                      test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured\n";
        let lines: Vec<_> = results(stdout).collect();
        assert_eq!(
            lines,
            ["test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured"]
        );
    }

    #[test]
    fn a_program_has_passed_until_it_is_compiled_anew_or_may_read_another_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::at(folder.path());
        let file = folder.path().join("guides-0123");
        fs_err::write(&file, "").expect("a program");
        let now = |read| note(&project, &file, read).expect("a note");
        assert!(!now("a").is_current());
        now("a").write().expect("it is noted");
        assert!(now("a").is_current() && !now("b").is_current());
        let later = SystemTime::now() + Duration::from_secs(1);
        let program = fs_err::File::options().append(true).open(&file);
        let program = program.expect("it is there").into_parts().0;
        program.set_modified(later).expect("a time");
        assert!(!now("a").is_current());
    }

    #[test]
    fn a_program_that_fails_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = |file: &str| TestProgram {
            folder: folder.path().to_owned(),
            file: PathBuf::from(file),
            note: Note {
                file: folder.path().join(file.replace('/', "-")),
                inputs: String::new(),
            },
        };
        let programs = [program("/bin/true"), program("/bin/false")];
        let failed = run_each(&programs);
        assert_eq!(failed.len(), 1);
        assert!(failed[0].ends_with("/false"), "{failed:?}");
        assert!(programs[0].note.is_current() && !programs[1].note.is_current());
    }
}
