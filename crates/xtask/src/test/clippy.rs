//! Clippy, on all that is written in Rust.

use std::error::Error;
use std::process::Command;

use site::process::{self, ProgramError};
use site::programs::{self, WASM};
use site::project::Project;

/// What runs natively. `xtask` depends on the app with `ssr`, which so is on here; `--all-features`
/// would turn on `hydrate` as well, and never both.
pub fn native(project: &Project) -> Result<(), ProgramError> {
    clippy(project, &["--workspace", "--all-targets"])
}

/// What runs in the browser: each by itself, because two of them have the app with `ssr`.
pub fn wasm(project: &Project) -> Result<(), Box<dyn Error>> {
    programs::add_wasm_target(project)?;
    let app = ["--no-default-features", "--features", "hydrate"];
    for (package, features) in [
        ("careguide", &app[..]),
        ("backend", &["--features", "module"]),
        ("renderer", &[]),
    ] {
        let package = ["--package", package, "--target", WASM];
        clippy(project, &[&package, features].concat())?;
    }
    Ok(())
}

fn clippy(project: &Project, arguments: &[&str]) -> Result<(), ProgramError> {
    let mut cargo = Command::new("cargo");
    cargo
        .arg("clippy")
        .args(arguments)
        .args(["--", "-D", "warnings"])
        .current_dir(project.root());
    process::quiet(&mut cargo).map(drop)
}
