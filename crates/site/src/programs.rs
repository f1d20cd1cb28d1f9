//! The programs that run in the browser: each compiled to Wasm and joined to its glue.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::Project;
use crate::{process, remap};

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
    /// The arguments by which cargo knows it: package, features and target.
    pub fn selection(self) -> [&'static str; 7] {
        [
            "--package",
            self.name,
            "--no-default-features",
            "--features",
            self.features,
            "--target",
            WASM,
        ]
    }

    /// Compiles it and puts it into the folder as wasm-bindgen makes it: `careguide.js` and
    /// `careguide_bg.wasm`.
    pub fn build(self, project: &Project, profile: Profile, folder: &Path) -> Result<()> {
        add_wasm_target(project)?;
        let mut cargo = process::cargo(project.root(), &["build", "--bin", self.name]);
        cargo.args(self.selection()).args(match profile {
            Profile::Dev => &[][..],
            Profile::Release => &["--profile", "wasm"],
        });
        cargo.env(remap::VARIABLE, remap::flags());
        let wasm = process::executable(&mut cargo, self.name)?;
        bind(self.name, &wasm, folder)
    }
}

/// Joins a Wasm to its glue, as Trunk does.
pub fn bind(stem: &str, wasm: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    let bindgen = bindgen.input_path(wasm).out_name(stem).typescript(false);
    let bound = bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    bound.context("wasm-bindgen")
}

/// Adds the standard library for Wasm where the toolchain lacks it.
pub fn add_wasm_target(project: &Project) -> Result<()> {
    let no_target = || {
        format!(
            "the target {WASM} is missing, and rustup cannot add it; a Rust that does not come from \
             rustup needs its distribution's package for it (Debian: `apt-get install \
             libstd-rust-dev-wasm32`)"
        )
    };
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    let folder = process::output(rustc.current_dir(project.root())).with_context(no_target)?;
    if !Path::new(folder.trim()).exists() {
        eprintln!("      Adding the target {WASM}, once: about a minute.");
        let mut rustup = Command::new("rustup");
        rustup.args(["target", "add", WASM]);
        process::quiet(rustup.current_dir(project.root())).with_context(no_target)?;
    }
    Ok(())
}
