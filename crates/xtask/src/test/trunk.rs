//! Trunk makes the same site as `cargo xtask build`, for those who work with it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};
use site::project::Project;
use site::{build, process, remap, sizes, stage};

use crate::tools;

/// Builds the release both ways, in turn, and compares every file.
pub fn compare(project: &Project) -> Result<()> {
    let trunk = tools::TRUNK.find_or_install()?;
    let ours = project.work().join("dist-of-build");
    build::build_if_changed(project)?;
    stage::remove(&ours)?;
    stage::copy(&project.dist(), &ours)?;
    let mut release = Command::new(trunk);
    release
        .args(["build", "--release", "--skip-version-check"])
        .current_dir(project.root())
        .env("PATH", process::path_with(&bindgen(project)?)?)
        .env(remap::VARIABLE, remap::flags())
        // Trunk reads it as one of its own options and stops at `1`.
        .env_remove("NO_COLOR");
    let built = process::run(&mut release);
    let differing = built
        .is_ok()
        .then(|| sizes::differing(&project.dist(), &ours));
    // What was there before stays, whatever Trunk has left.
    stage::publish(&ours, &project.dist())?;
    built?;
    match differing.transpose()?.unwrap_or_default() {
        names if names.is_empty() => Ok(()),
        names => bail!("Trunk makes other files:\n  {}", names.join("\n  ")),
    }
}

/// A folder with a `wasm-bindgen` that is this program: Trunk would download its own.
fn bindgen(project: &Project) -> Result<PathBuf> {
    let folder = project.work().join("trunk-path");
    fs_err::create_dir_all(&folder)?;
    let file = folder.join("wasm-bindgen");
    let program = std::env::current_exe()?;
    let script = format!(
        "#!/bin/sh\nexec '{}' wasm-bindgen \"$@\"\n",
        program.display()
    );
    fs_err::write(&file, script)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs_err::set_permissions(&file, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(folder)
}
