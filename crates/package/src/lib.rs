//! What a release gives away: `cargo xtask package` fills `target/package/`.
//!
//! A zip with `dist/` for those who have a website and no developer, an npm package for those who
//! have one, a list of what is compiled into both, and checksums. The same sources make the same
//! bytes. [`check`] opens each and uses it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use site::project::Project;
use site::{build, stage};

mod archive;
pub mod check;
mod licences;
mod npm;
mod page;
pub mod reproduce;
mod sbom;
mod shipped;
mod snippet;
mod sums;

/// What is written once in the documents and shown elsewhere.
const EMBEDDING: &str = "docs/embedding.md";

/// The names of the artefacts, without their endings.
const NAME: &str = concat!("careguide-", env!("CARGO_PKG_VERSION"));

/// The folder with the artefacts.
pub fn folder(project: &Project) -> PathBuf {
    project.root().join("target/package")
}

/// Builds the release where `dist/` is not current, and makes the artefacts anew.
pub fn make(project: &Project) -> Result<PathBuf> {
    build::build_or_weigh(project)?;
    let folder = folder(project);
    write(project, &folder)?;
    println!("\ntarget/package/ has");
    print!("{}", fs_err::read_to_string(folder.join(sums::NAME))?);
    Ok(folder)
}

/// Makes them in this folder, from `dist/` as it is.
fn write(project: &Project, folder: &Path) -> Result<()> {
    stage::remove(folder)?;
    fs_err::create_dir_all(folder)?;
    let crates = shipped::crates(project)?;
    let version = version(&project.dist())?;
    let sbom = sbom::json(
        &crates,
        &shipped::lock(project)?,
        &shipped::compiler(project)?,
        &version,
    );
    fs_err::write(folder.join(format!("{NAME}.cdx.json")), sbom?)?;
    let licences = licences::text(&crates)?;
    archive::write(
        project,
        &version,
        &licences,
        &folder.join(format!("{NAME}.zip")),
    )?;
    npm::pack(project, &licences, folder)?;
    sums::write(folder)
}

/// The version of the build, as its manifest says.
fn version(dist: &Path) -> Result<String> {
    let manifest = manifest(dist)?;
    let version = manifest["version"].as_str();
    Ok(version.context("manifest.json has no version")?.to_owned())
}

fn manifest(dist: &Path) -> Result<serde_json::Value> {
    let bytes = fs_err::read(dist.join("manifest.json"))?;
    Ok(serde_json::from_slice(&bytes)?)
}
