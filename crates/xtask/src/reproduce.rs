//! `cargo xtask reproduce`: whether the same sources make the same release anywhere.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use site::programs::WASM;
use site::project::Project;
use site::{process, sizes, stage};

/// The two checkouts, below `target/`: paths of different lengths.
const CHECKOUTS: [&str; 2] = ["reproduce/one", "reproduce/another/that/is/deeper"];

/// Builds what is committed twice and compares every file.
pub fn run(project: &Project) -> Result<()> {
    let [one, other] = CHECKOUTS.map(|folder| project.root().join("target").join(folder));
    let one = build(project, &one)?;
    let other = build(project, &other)?;
    ensure!(
        one.join("manifest.json").exists(),
        "the builds left no manifest.json in dist/"
    );
    let differing = sizes::differing(&one, &other)?;
    ensure!(
        differing.is_empty(),
        "{} of the two builds differ; compare them in target/{} and target/{}:\n  {}",
        differing.len(),
        CHECKOUTS[0],
        CHECKOUTS[1],
        differing.join("\n  ")
    );
    let count = sizes::all_files(&one)?.len();
    println!("All {count} files of the two builds are the same.");
    Ok(())
}

/// Returns the built site.
fn build(project: &Project, folder: &Path) -> Result<PathBuf> {
    println!("\n==> {}", folder.display());
    check_out(project, folder)?;
    // What runs natively may stay from an earlier run. What visitors load is compiled anew.
    for made in ["dist", "target/careguide", &format!("target/{WASM}")] {
        stage::remove(&folder.join(made))?;
    }
    let mut cargo = process::cargo(folder, &["xtask", "build"]);
    cargo
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_BUILD_DIR");
    process::run(&mut cargo)?;
    Ok(folder.join("dist"))
}

/// Puts the last commit into the folder, which may hold an earlier one.
fn check_out(project: &Project, folder: &Path) -> Result<()> {
    let git = |arguments: &[&str], at: &Path| {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(at);
        git
    };
    let head = process::output(&mut git(&["rev-parse", "HEAD"], project.root()))?;
    if !folder.join(".git").exists() {
        fs_err::create_dir_all(folder)?;
        process::run(&mut git(&["init", "--quiet"], folder))?;
    }
    let origin = project.root().display().to_string();
    process::run(&mut git(&["fetch", "--quiet", &origin, "HEAD"], folder))?;
    process::run(&mut git(
        &["checkout", "--quiet", "--force", "--detach", head.trim()],
        folder,
    ))?;
    Ok(())
}
