//! schemathesis, which sends the receiver all that its OpenAPI document allows, and much that it does
//! not, and looks whether the answers are those of the document.

use std::env::consts::EXE_SUFFIX;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::receiver::{self, NotServing};
use site::process::{self, ProgramError};
use site::project::Project;
use site::user_cache::{self, NoCache};

/// The program and all that it needs, each by the digests of its files.
const REQUIREMENTS: &str = include_str!("../../schemathesis/requirements.txt");

/// A Python that can run it, and make a place for it.
const PYTHON_CHECK: &str = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))";

/// Why the API could not be checked, or what is wrong with it.
#[derive(Debug, Error)]
pub enum ApiError {
    /// The cache folder is unknown.
    #[error(transparent)]
    NoCache(#[from] NoCache),
    /// There is no Python for it.
    #[error(
        "schemathesis needs Python 3.11 or newer with `venv`; on Debian and Ubuntu: \
         `sudo apt-get install python3 python3-venv`; elsewhere install it from https://www.python.org"
    )]
    NoPython,
    /// It could not be installed, or it found something; what it printed stands above.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// A file cannot be read or written; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The receiver does not run.
    #[error(transparent)]
    Receiver(#[from] NotServing),
}

/// Sends requests to a receiver of its own. The same requests each time, so that a change never fails
/// for what another one has brought.
pub fn run(project: &Project) -> Result<(), ApiError> {
    let schemathesis = find_or_install()?;
    let program = receiver::build(project)?;
    let folder = project.root().join("target/careguide/api");
    if folder.exists() {
        fs_err::remove_dir_all(&folder)?;
    }
    fs_err::create_dir_all(&folder)?;
    let (log, _) = fs_err::File::create(folder.join("log"))?.into_parts();
    let unlimited = u32::MAX.to_string();
    let receiver = receiver::Running::start(
        Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--database"])
            .arg(folder.join("requests.sqlite3"))
            .args(["--origin", "https://clinic.example"])
            .args(["--rate-limit", &unlimited])
            .stderr(log),
    )?;
    let mut command = Command::new(schemathesis);
    command
        .arg("run")
        .arg(project.root().join("docs/openapi.json"))
        .args(["--url", receiver.address()])
        .args(["--checks", "all", "--continue-on-failure"])
        .arg("--generation-deterministic")
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env(
            "PYTHONPATH",
            project.root().join("crates/xtask/schemathesis"),
        )
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(&folder)
        .stdin(Stdio::null());
    Ok(process::run(&mut command)?)
}

/// The program in the cache, installed once from the Python package index.
pub fn find_or_install() -> Result<PathBuf, ApiError> {
    let digest = Sha256::digest(REQUIREMENTS);
    let digest: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let folder = user_cache::folder()?.join(format!("schemathesis-{digest}"));
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let schemathesis = programs.join(format!("schemathesis{EXE_SUFFIX}"));
    let complete = folder.join("complete");
    if complete.exists() && runs(Command::new(&schemathesis).arg("--version")) {
        return Ok(schemathesis);
    }
    let shown = folder.display();
    println!("Installing schemathesis into {shown}, once: about half a minute.");
    let python = find_python()?;
    // The folder may hold a broken copy of an earlier try.
    let mut venv = Command::new(python);
    venv.args(["-m", "venv", "--clear"]).arg(&folder);
    process::run(venv.stdin(Stdio::null()))?;
    let requirements = folder.join("requirements.txt");
    fs_err::write(&requirements, REQUIREMENTS)?;
    let mut pip = Command::new(programs.join(format!("python{EXE_SUFFIX}")));
    pip.args(["-m", "pip", "install", "--quiet", "--require-hashes"])
        .args(["--only-binary", ":all:", "--requirement"])
        .arg(&requirements);
    process::run(pip.stdin(Stdio::null()))?;
    fs_err::write(&complete, "")?;
    Ok(schemathesis)
}

fn find_python() -> Result<PathBuf, ApiError> {
    match fitting_python() {
        None if process::may_install_debian_packages() => {
            println!("Installing python3 and python3-venv, once: about a minute.");
            process::install_debian_packages(&["python3", "python3-venv"])?;
            fitting_python()
        }
        found => found,
    }
    .ok_or(ApiError::NoPython)
}

fn fitting_python() -> Option<PathBuf> {
    ["python3", "python"]
        .into_iter()
        .filter_map(process::on_path)
        .find(|python| runs(Command::new(python).args(["-c", PYTHON_CHECK])))
}

fn runs(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null());
    quiet
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
