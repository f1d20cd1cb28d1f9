//! The printer, compiled for the browser: what shows a guide that is not of the build.
//!
//! Trunk builds one program for a page, so this one is built beside it, the same way.

use std::path::Path;
use std::process::Command;

use thiserror::Error;

use crate::program::{self, ProgramError};
use crate::project::Project;
use crate::tools::{self, ToolError};
use crate::{compiled, remap};

/// Why there is no printer.
#[derive(Debug, Error)]
pub enum PrinterError {
    /// A tool is missing.
    #[error(transparent)]
    Tool(#[from] ToolError),
    /// Cargo or wasm-bindgen failed.
    #[error(transparent)]
    Program(#[from] ProgramError),
}

/// Puts `printer.js` and `printer_bg.wasm` into the folder.
pub fn build(project: &Project, folder: &Path) -> Result<(), PrinterError> {
    let mut cargo = Command::new("cargo");
    cargo
        .args([
            "build",
            "--quiet",
            "--package",
            "printer",
            "--bin",
            "printer",
        ])
        .args(["--target", tools::WASM, "--profile", "wasm"])
        .env(remap::VARIABLE, remap::flags())
        .current_dir(project.root());
    let wasm = compiled::executable(&mut cargo, "printer")?;
    let mut join = Command::new(tools::wasm_bindgen(project)?);
    join.args([
        "--target",
        "web",
        "--no-typescript",
        "--out-name",
        "printer",
    ])
    .arg("--out-dir")
    .arg(folder)
    .arg(wasm);
    Ok(program::run(&mut join)?)
}
