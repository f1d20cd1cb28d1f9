//! `cargo xtask reproduce`: whether the same sources make the same release anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::program::{self, ProgramError};
use crate::project::Project;
use crate::sizes;
use crate::tools::WASM;

/// The two checkouts, below `target/`: paths of different lengths.
const CHECKOUTS: [&str; 2] = ["reproduce/one", "reproduce/another/that/is/deeper"];

/// Why the release could not be compared, or that it differs.
#[derive(Debug, Error)]
pub enum ReproduceError {
    /// A program failed.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// A file cannot be read; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
    /// Files that are not the same in both.
    #[error("{} of the two builds differ; compare them in target/{} and target/{}:\n  {}",
        .0.len(), CHECKOUTS[0], CHECKOUTS[1], .0.join("\n  "))]
    Differs(Vec<String>),
    /// The build left nothing to compare.
    #[error("the builds left no manifest.json in dist/")]
    Nothing,
}

/// The files of a release by their names, each with its SHA-256.
type Release = BTreeMap<String, Vec<u8>>;

/// Builds what is committed twice and compares every file.
pub fn run(project: &Project) -> Result<(), ReproduceError> {
    let [one, other] = CHECKOUTS.map(|folder| project.root().join("target").join(folder));
    let one = build(project, &one)?;
    let other = build(project, &other)?;
    if !one.contains_key("manifest.json") {
        return Err(ReproduceError::Nothing);
    }
    let differing = differing(&one, &other);
    if !differing.is_empty() {
        return Err(ReproduceError::Differs(differing));
    }
    println!("All {} files of the two builds are the same.", one.len());
    Ok(())
}

fn build(project: &Project, folder: &Path) -> Result<Release, ReproduceError> {
    println!("\n==> {}", folder.display());
    check_out(project, folder)?;
    // What runs natively may stay from an earlier run. What visitors load is compiled anew.
    for made in ["dist", "target/wasm", &format!("target/{WASM}")] {
        remove(&folder.join(made))?;
    }
    let mut cargo = Command::new("cargo");
    cargo
        .args(["xtask", "build"])
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .stdin(Stdio::null());
    program::run(&mut cargo)?;
    Ok(release(&folder.join("dist"))?)
}

/// Puts the last commit into the folder, which may hold an earlier one.
fn check_out(project: &Project, folder: &Path) -> Result<(), ReproduceError> {
    let git = |arguments: &[&str], at: &Path| {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(at).stdin(Stdio::null());
        git
    };
    let head = program::output(&mut git(&["rev-parse", "HEAD"], project.root()))?;
    if !folder.join(".git").exists() {
        fs_err::create_dir_all(folder)?;
        program::run(&mut git(&["init", "--quiet"], folder))?;
    }
    let origin = project.root().display().to_string();
    program::run(&mut git(&["fetch", "--quiet", &origin, "HEAD"], folder))?;
    program::run(&mut git(
        &["checkout", "--quiet", "--force", "--detach", head.trim()],
        folder,
    ))?;
    Ok(())
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs_err::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Every file, the compressed copies among them.
fn release(dist: &Path) -> io::Result<Release> {
    let mut release = Release::new();
    for name in sizes::files(dist)? {
        for name in ["", ".br", ".gz"].map(|suffix| format!("{name}{suffix}")) {
            let file = dist.join(&name);
            if file.exists() {
                release.insert(name, Sha256::digest(fs_err::read(file)?).to_vec());
            }
        }
    }
    Ok(release)
}

/// The names of files that only one of them has, or that are not the same in both.
fn differing(one: &Release, other: &Release) -> Vec<String> {
    let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
    names
        .into_iter()
        .filter(|name| one.get(*name) != other.get(*name))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_differs_where_its_bytes_do_or_where_one_build_lacks_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = |name: &str, files: &[(&str, &str)]| {
            for (file, text) in files {
                let path = folder.path().join(name).join(file);
                fs_err::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs_err::write(path, text).expect("a file");
            }
            release(&folder.path().join(name)).expect("a release")
        };
        let one = made("one", &[("same", "x"), ("v/1/app.js", "x"), ("only", "x")]);
        let other = made("other", &[("same", "x"), ("v/1/app.js", "y")]);
        assert_eq!(differing(&one, &other), ["only", "v/1/app.js"]);
        assert!(differing(&one, &one).is_empty());
    }
}
