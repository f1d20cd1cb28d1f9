//! The Wasm modules that only those pages load that need them, compiled for the browser.
//!
//! Trunk builds one program for a page, so these are built beside it, the same way.

use std::path::Path;
use std::process::Command;

use thiserror::Error;

use crate::program::{self, ProgramError};
use crate::project::Project;
use crate::tools::{self, ToolError};
use crate::{compiled, remap};

/// Why a module is not there.
#[derive(Debug, Error)]
pub enum ModuleError {
    /// A tool is missing.
    #[error(transparent)]
    Tool(#[from] ToolError),
    /// Cargo or wasm-bindgen failed.
    #[error(transparent)]
    Program(#[from] ProgramError),
}

/// A module: a package with one program of the same name.
struct Module {
    name: &'static str,
    /// The features it is built with, separated by commas.
    features: &'static str,
}

const MODULES: [Module; 2] = [
    // Shows a guide that is not of the build.
    Module {
        name: "printer",
        features: "",
    },
    // Talks to a backend other than the default one.
    Module {
        name: "backend",
        features: "module",
    },
];

/// Puts each module and its glue into the folder: `printer.js`, `printer_bg.wasm` and so on.
pub fn build(project: &Project, folder: &Path) -> Result<(), ModuleError> {
    for module in MODULES {
        module.build(project, folder)?;
    }
    Ok(())
}

impl Module {
    fn build(&self, project: &Project, folder: &Path) -> Result<(), ModuleError> {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["build", "--quiet", "--package", self.name])
            .args(["--bin", self.name, "--features", self.features])
            .args(["--target", tools::WASM, "--profile", "wasm"])
            .env(remap::VARIABLE, remap::flags())
            .current_dir(project.root());
        let wasm = compiled::executable(&mut cargo, self.name)?;
        let mut join = Command::new(tools::wasm_bindgen(project)?);
        join.args(["--target", "web", "--no-typescript"])
            .args(["--out-name", self.name, "--out-dir"])
            .arg(folder)
            .arg(wasm);
        Ok(program::run(&mut join)?)
    }
}
