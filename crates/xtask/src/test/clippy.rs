//! What cargo checks in all that is written in Rust: its format, and Clippy's lints.

use anyhow::Result;
use site::process;
use site::programs::{self, WASM};
use site::project::Project;

/// Every file is formatted.
pub fn format(project: &Project) -> Result<()> {
    process::run(&mut process::cargo(
        project.root(),
        &["fmt", "--all", "--check"],
    ))
}

/// What runs natively. `xtask` depends on the app with `ssr`, which so is on here; `--all-features`
/// would turn on `hydrate` as well, and never both.
pub fn native(project: &Project) -> Result<()> {
    clippy(project, &["--workspace", "--all-targets"])
}

/// What runs in the browser: each by itself, because two of them have the app with `ssr`.
pub fn wasm(project: &Project) -> Result<()> {
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

fn clippy(project: &Project, arguments: &[&str]) -> Result<()> {
    let mut cargo = process::cargo(project.root(), &["clippy"]);
    process::quiet(cargo.args(arguments).args(["--", "-D", "warnings"])).map(drop)
}
