//! The native tests: compiled once for the whole workspace, run as many programs at a time as there
//! are processors.

use std::collections::BTreeMap;
use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Instant, UNIX_EPOCH};

use launcher::seconds;

use site::inputs;
use site::process::{self, ProgramError};
use site::project::Project;

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
#[derive(Debug, Clone)]
struct TestProgram {
    /// The package's folder, which it runs in.
    folder: PathBuf,
    file: PathBuf,
    /// What it was when it was compiled: its file and when that was written.
    identity: String,
}

/// Compiles the tests and runs them.
pub fn run(project: &Project, which: Which) -> Result<(), Box<dyn Error>> {
    let programs = programs(project)?;
    let mut passed = Passed::read(project)?;
    let (unchanged, due): (Vec<_>, Vec<_>) = programs
        .into_iter()
        .partition(|program| which == Which::Changed && passed.has(program));
    if !unchanged.is_empty() {
        println!(
            "{} test programs are unchanged since they passed",
            unchanged.len()
        );
    }
    let failed = run_each(&due, |program| passed.note(program));
    passed.write()?;
    if !failed.is_empty() {
        return Err(format!("tests failed in {}", failed.join(", ")).into());
    }
    if which == Which::All {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["test", "--workspace", "--doc"])
            .current_dir(project.root());
        for line in results(&process::quiet(&mut cargo)?) {
            println!("documentation: {line}");
        }
    }
    Ok(())
}

/// Compiles all test programs but the journeys'.
fn programs(project: &Project) -> Result<Vec<TestProgram>, Box<dyn Error>> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["test", "--workspace", "--no-run"])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(project.root());
    let messages = process::quiet(&mut cargo)?;
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
            identity: identity(&file)?,
            file,
        });
    }
    Ok(programs)
}

fn identity(file: &Path) -> io::Result<String> {
    let written = fs_err::metadata(file)?.modified()?;
    let written = written.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{} {}", file.display(), written.as_nanos()))
}

/// Runs the programs and returns the names of those that failed; prints all that these said.
fn run_each(programs: &[TestProgram], mut passed: impl FnMut(&TestProgram)) -> Vec<String> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let left = Mutex::new(programs.iter().rev());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let (sender, ended) = std::sync::mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let sender = sender.clone();
            scope.spawn(move || {
                while let Some(program) = next() {
                    let begun = Instant::now();
                    let output = program.run();
                    // Fails only where nobody listens any more.
                    let _ = sender.send((program, output, begun.elapsed()));
                }
            });
        }
        drop(sender);
        let mut failed = Vec::new();
        for (program, output, took) in ended {
            let name = program.name();
            let took = seconds(took);
            match output {
                Ok(output) if output.status.success() => {
                    for line in results(&String::from_utf8_lossy(&output.stdout)) {
                        println!("{name}: {line} ({took})");
                    }
                    passed(program);
                }
                Ok(output) => {
                    println!("{}", String::from_utf8_lossy(&output.stdout));
                    eprintln!("{}", String::from_utf8_lossy(&output.stderr));
                    failed.push(name);
                }
                Err(error) => {
                    eprintln!("{error}");
                    failed.push(name);
                }
            }
        }
        failed
    })
}

/// The lines that say how many tests passed, but those of programs without any.
fn results(stdout: &str) -> impl Iterator<Item = &str> {
    let lines = stdout
        .lines()
        .filter(|line| line.starts_with("test result: "));
    lines.filter(|line| !line.contains(" 0 passed; 0 failed; 0 ignored"))
}

impl TestProgram {
    fn run(&self) -> Result<Output, ProgramError> {
        let mut command = Command::new(&self.file);
        command
            .current_dir(&self.folder)
            // As cargo sets it.
            .env("CARGO_MANIFEST_DIR", &self.folder)
            // A snapshot that differs is a failure, never a new snapshot.
            .env("INSTA_UPDATE", "no");
        process::captured(&mut command)
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

/// Which programs have passed, and what they could read then.
struct Passed {
    file: PathBuf,
    read: String,
    programs: BTreeMap<String, String>,
}

impl Passed {
    fn read(project: &Project) -> io::Result<Self> {
        let file = project.work().join("passed/test-programs.json");
        let text = fs_err::read(&file).unwrap_or_default();
        Ok(Self {
            file,
            read: inputs::digest(project.root(), &READ)?,
            // A file that is not there or is broken knows of none.
            programs: serde_json::from_slice(&text).unwrap_or_default(),
        })
    }

    /// Whether the program is the same as when it passed. Its sources are compiled into it, so they
    /// do not count among what it reads.
    fn has(&self, program: &TestProgram) -> bool {
        self.programs.get(&program.identity) == Some(&self.read)
    }

    fn note(&mut self, program: &TestProgram) {
        self.programs
            .insert(program.identity.clone(), self.read.clone());
    }

    fn write(mut self) -> io::Result<()> {
        // What was compiled anew or read other files is not asked for again.
        self.programs.retain(|_, read| *read == self.read);
        if let Some(folder) = self.file.parent() {
            fs_err::create_dir_all(folder)?;
        }
        fs_err::write(self.file, serde_json::to_vec(&self.programs)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_that_say_how_many_passed_are_told() {
        let stdout = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured\n\
                      test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured\n";
        let lines: Vec<_> = results(stdout).collect();
        assert_eq!(
            lines,
            ["test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured"]
        );
    }

    #[test]
    fn a_program_has_passed_until_it_is_compiled_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::at(folder.path());
        let program = |identity: &str| TestProgram {
            folder: folder.path().to_owned(),
            file: folder.path().join("guides-0123"),
            identity: identity.to_owned(),
        };
        let mut passed = Passed::read(&project).expect("nothing has passed");
        assert!(!passed.has(&program("a 1")));
        passed.note(&program("a 1"));
        passed.write().expect("it is noted");
        let passed = Passed::read(&project).expect("it was noted");
        assert!(passed.has(&program("a 1")) && !passed.has(&program("a 2")));
        fs_err::write(folder.path().join("Cargo.toml"), "").expect("a file");
        let passed = Passed::read(&project).expect("it was noted");
        assert!(!passed.has(&program("a 1")), "it may read that file");
    }

    #[test]
    fn a_program_that_fails_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = |file: &str| TestProgram {
            folder: folder.path().to_owned(),
            file: PathBuf::from(file),
            identity: file.to_owned(),
        };
        let mut passed = Vec::new();
        let programs = [program("/bin/true"), program("/bin/false")];
        let failed = run_each(&programs, |program| passed.push(program.file.clone()));
        assert_eq!(failed.len(), 1);
        assert!(failed[0].ends_with("/false"), "{failed:?}");
        assert_eq!(passed, [PathBuf::from("/bin/true")]);
    }
}
