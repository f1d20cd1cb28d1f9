//! Opens each artefact as the person does who downloads it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use site::npm::{self, Packages};
use site::project::Project;
use site::{process, sizes, stage};

use crate::{NAME, make, npm as npm_package, write};

/// The folder with what was unpacked and installed: `zip/` and `npm/`. The journeys go on from there.
pub fn open(project: &Project) -> Result<PathBuf> {
    let folder = make(project)?;
    let again = project.work().join("package-again");
    write(project, &again)?;
    let differing = sizes::differing(&folder, &again)?;
    ensure!(
        differing.is_empty(),
        "made twice, these differ: {}",
        differing.join(", ")
    );

    let mut sums = match process::on_path("sha256sum") {
        Some(program) => Command::new(program),
        None => Command::new("shasum"),
    };
    process::run(sums.args(["-c", crate::sums::NAME]).current_dir(&folder))?;

    let modules = Packages::Test.find_or_install(project)?;
    let mut node = Command::new("node");
    node.arg(project.root().join("crates/package/check/sbom.mjs"))
        .arg(modules);
    process::run(node.arg(folder.join(format!("{NAME}.cdx.json"))))?;

    let opened = project.work().join("packages");
    stage::remove(&opened)?;
    fs_err::create_dir_all(opened.join("npm"))?;
    let mut unzip = Command::new("python3");
    unzip
        .args(["-m", "zipfile", "-e"])
        .arg(folder.join(format!("{NAME}.zip")));
    process::run(unzip.arg(opened.join("zip")))?;

    fs_err::write(opened.join("npm/package.json"), "{ \"private\": true }\n")?;
    install(&folder, &opened.join("npm"))?;
    let installed = opened.join("npm/node_modules/careguide");
    let differing = sizes::differing(&npm_package::staged(project), &installed)?;
    ensure!(
        differing.is_empty(),
        "the package that was installed has other files than were put into it: {}",
        differing.join(", ")
    );
    let vite = project.root().join("examples/vite");
    process::run(npm::npm()?.args(npm::CI).current_dir(&vite))?;
    install(&folder, &vite)?;
    process::run(
        npm::npm()?
            .args(["run", "--silent", "build"])
            .current_dir(&vite),
    )?;
    Ok(opened)
}

/// Installs the packed package into a project, whose own files stay as they are.
fn install(packages: &Path, project: &Path) -> Result<()> {
    let mut npm = npm::npm()?;
    npm.args([
        "install",
        "--no-save",
        "--loglevel=error",
        "--no-audit",
        "--no-fund",
    ]);
    npm.arg(packages.join(format!("{NAME}.tgz")));
    process::run(npm.current_dir(project))
}
