//! The programs that run in the browser: each compiled to Wasm and joined to its glue.

use std::path::Path;
use std::process::Command;

use thiserror::Error;
use wasm_bindgen_cli_support::Bindgen;

use crate::process::{self, ProgramError};
use crate::project::Project;
use crate::remap;

/// Why a program is not there.
#[derive(Debug, Error)]
pub enum ProgramsError {
    /// The Wasm target is missing and rustup cannot add it.
    #[error(
        "the target {WASM} is missing: {0}; a Rust that does not come from rustup needs its \
         distribution's package for it (Debian: `apt-get install libstd-rust-dev-wasm32`)"
    )]
    NoTarget(ProgramError),
    /// Cargo failed.
    #[error(transparent)]
    Cargo(#[from] ProgramError),
    /// wasm-bindgen cannot join the Wasm to its glue.
    #[error("wasm-bindgen: {0:#}")]
    Bindgen(String),
}

/// The target of what runs in the browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// A package with one binary of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WasmProgram {
    /// What it is called.
    pub name: &'static str,
    /// The features it is built with, separated by commas.
    features: &'static str,
}

/// The page itself.
pub const APP: WasmProgram = WasmProgram {
    name: "careguide",
    features: "hydrate",
};

/// The programs that only those pages load that need them.
pub const MODULES: [WasmProgram; 2] = [
    // Talks to a backend other than the default one.
    WasmProgram {
        name: "backend",
        features: "module",
    },
    // Shows a guide that is not of the build.
    WasmProgram {
        name: "renderer",
        features: "",
    },
];

/// How a program is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quickly, as `trunk serve` does.
    Dev,
    /// For size, as `trunk build --release` does.
    Release,
}

impl WasmProgram {
    /// Compiles it and puts it into the folder as wasm-bindgen makes it: `careguide.js` and
    /// `careguide_bg.wasm`.
    pub fn build(
        self,
        project: &Project,
        profile: Profile,
        folder: &Path,
    ) -> Result<(), ProgramsError> {
        add_wasm_target(project)?;
        let mut cargo = Command::new("cargo");
        cargo
            .args(["build", "--package", self.name, "--bin", self.name])
            .args(["--no-default-features", "--features", self.features])
            .args(["--target", WASM])
            .args(match profile {
                Profile::Dev => &[][..],
                Profile::Release => &["--profile", "wasm"],
            })
            .env(remap::VARIABLE, remap::flags())
            .current_dir(project.root());
        let wasm = process::executable(&mut cargo, self.name)?;
        bind(self.name, &wasm, folder).map_err(ProgramsError::Bindgen)
    }
}

/// Joins a Wasm to its glue, as Trunk does.
pub fn bind(stem: &str, wasm: &Path, folder: &Path) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    let bound = bindgen
        .input_path(wasm)
        .out_name(stem)
        .typescript(false)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    bound.map_err(|error| format!("{error:#}"))
}

/// Adds the standard library for Wasm where the toolchain lacks it.
pub fn add_wasm_target(project: &Project) -> Result<(), ProgramsError> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    let folder =
        process::output(rustc.current_dir(project.root())).map_err(ProgramsError::NoTarget)?;
    if Path::new(folder.trim()).exists() {
        return Ok(());
    }
    eprintln!("      Adding the target {WASM}, once: about a minute.");
    let mut rustup = Command::new("rustup");
    rustup
        .args(["target", "add", WASM])
        .current_dir(project.root());
    process::quiet(&mut rustup)
        .map(drop)
        .map_err(ProgramsError::NoTarget)
}
