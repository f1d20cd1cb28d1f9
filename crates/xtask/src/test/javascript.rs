//! The scripts that travel to the browser: they parse, and the parser warns of nothing.

use std::process::Command;

use site::npm::{NpmError, Packages};
use site::process::{self, ProgramError};
use site::project::Project;

/// The loader, what is put at the end of the glue, and what starts each program.
const SCRIPTS: [&str; 3] = ["public/care-guide.js", "src/wake.js", "src/wasm.js"];

/// Why the scripts are not in order.
#[derive(Debug, thiserror::Error)]
pub enum JavascriptError {
    /// esbuild is not installed.
    #[error(transparent)]
    Npm(#[from] NpmError),
    /// It cannot be started.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// It had something to say.
    #[error("{script}:\n{said}")]
    Warnings {
        /// The script.
        script: &'static str,
        /// What esbuild says, with the line.
        said: String,
    },
}

/// Parses each script as a module; an error or a warning fails.
pub fn check(project: &Project) -> Result<(), JavascriptError> {
    let modules = Packages::Build.find_or_install(project)?;
    for script in SCRIPTS {
        let mut esbuild = Command::new("node");
        esbuild
            .arg(modules.join("esbuild/bin/esbuild"))
            .args([
                "--format=esm",
                "--log-level=warning",
                "--color=false",
                script,
            ])
            .current_dir(project.root());
        let parsed = process::captured(&mut esbuild)?;
        let said = String::from_utf8_lossy(&parsed.stderr).trim().to_owned();
        if !parsed.status.success() || !said.is_empty() {
            return Err(JavascriptError::Warnings { script, said });
        }
    }
    Ok(())
}
