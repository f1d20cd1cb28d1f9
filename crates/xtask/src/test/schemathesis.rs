//! schemathesis, which sends the receiver all that its OpenAPI document allows, and much that it does
//! not, and looks whether the answers are those of the document.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};
use site::project::Project;
use site::{digest, process, stage, user_cache};

use crate::receiver;

/// The program and all that it needs, each by the digests of its files.
const REQUIREMENTS: &str = include_str!("../../schemathesis/requirements.txt");

/// What it takes for a refusal.
const CONFIG: &str = "crates/xtask/schemathesis/schemathesis.toml";

/// A Python that can run it, and make a place for it.
const PYTHON_CHECK: &str = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))";

/// Sends requests to a receiver of its own. The same requests each time, so that a change never fails
/// for what another one has brought.
pub fn run(project: &Project) -> Result<()> {
    let schemathesis = find_or_install()?;
    let program = receiver::build(project)?;
    let folder = project.work().join("api");
    stage::remove(&folder)?;
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
        .arg("--config-file")
        .arg(project.root().join(CONFIG))
        .arg("run")
        .arg(project.root().join("docs/openapi.json"))
        .args(["--url", &receiver.address])
        .args(["--checks", "all", "--continue-on-failure"])
        .arg("--generation-deterministic")
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env(
            "PYTHONPATH",
            project.root().join("crates/xtask/schemathesis"),
        )
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(&folder);
    process::run(&mut command)
}

/// The program in the cache, installed once from the Python package index.
pub fn find_or_install() -> Result<PathBuf> {
    let digest = digest::short(REQUIREMENTS.as_bytes());
    let folder = user_cache::folder()?.join(format!("schemathesis-{digest}"));
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let schemathesis = programs.join(format!("schemathesis{EXE_SUFFIX}"));
    let complete = folder.join("complete");
    if complete.exists() && process::succeeds(Command::new(&schemathesis).arg("--version")) {
        return Ok(schemathesis);
    }
    let shown = folder.display();
    println!("Installing schemathesis into {shown}, once: about half a minute.");
    let python = find_python()?;
    // The folder may hold a broken copy of an earlier try.
    let mut venv = Command::new(python);
    venv.args(["-m", "venv", "--clear"]).arg(&folder);
    process::run(&mut venv)?;
    let requirements = folder.join("requirements.txt");
    fs_err::write(&requirements, REQUIREMENTS)?;
    let mut pip = Command::new(programs.join(format!("python{EXE_SUFFIX}")));
    pip.args(["-m", "pip", "install", "--quiet", "--require-hashes"])
        .args(["--only-binary", ":all:", "--requirement"])
        .arg(&requirements);
    process::run(&mut pip)?;
    fs_err::write(&complete, "")?;
    Ok(schemathesis)
}

/// A Python that can run it, installed where that needs no asking.
fn find_python() -> Result<PathBuf> {
    process::find_or_install(&["python3", "python3-venv"], || {
        let mut programs = ["python3", "python"]
            .into_iter()
            .filter_map(process::on_path);
        let fits =
            |python: &PathBuf| process::succeeds(Command::new(python).args(["-c", PYTHON_CHECK]));
        programs.find(fits).context(
            "schemathesis needs Python 3.11 or newer with `venv`; on Debian and Ubuntu: `sudo \
             apt-get install python3 python3-venv`; elsewhere install it from \
             https://www.python.org",
        )
    })
}
