//! `cargo xtask reproduce`: whether the same sources make the same release anywhere.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use site::programs::WASM;
use site::project::Project;
use site::{process, sizes, stage};

/// The two checkouts, below `target/`: paths of different lengths.
const CHECKOUTS: [&str; 2] = ["reproduce/one", "reproduce/another/that/is/deeper"];

/// What is compared: the built site, and what a release gives away.
const MADE: [&str; 2] = ["dist", "target/package"];

/// Makes the release of what is committed twice and compares every file.
pub fn run(project: &Project) -> Result<()> {
    let [one, other] = CHECKOUTS.map(|folder| project.root().join("target").join(folder));
    make(project, &one)?;
    make(project, &other)?;
    let mut count = 0;
    let mut differing = Vec::new();
    for made in MADE {
        let [one, other] = [&one, &other].map(|folder| folder.join(made));
        count += sizes::all_files(&one)?.len();
        let names = sizes::differing(&one, &other)?.into_iter();
        differing.extend(names.map(|name| format!("{made}/{name}")));
    }
    ensure!(
        differing.is_empty(),
        "{} of the two builds differ; compare them in target/{} and target/{}:\n  {}",
        differing.len(),
        CHECKOUTS[0],
        CHECKOUTS[1],
        differing.join("\n  ")
    );
    println!("All {count} files of the two builds are the same.");
    Ok(())
}

fn make(project: &Project, folder: &Path) -> Result<()> {
    println!("\n==> {}", folder.display());
    check_out(project, folder)?;
    // What runs natively may stay from an earlier run. What visitors load is compiled anew.
    let kept = ["target/careguide".to_owned(), format!("target/{WASM}")];
    for made in MADE.map(str::to_owned).iter().chain(&kept) {
        stage::remove(&folder.join(made))?;
    }
    let mut cargo = process::cargo(folder, &["xtask", "package"]);
    cargo
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_BUILD_DIR");
    process::run(&mut cargo)
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
