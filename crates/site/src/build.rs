//! `cargo xtask build`: the release in `dist/`, measured.

use std::io;
use std::path::PathBuf;
use std::thread;

use launcher::{BUILD, Steps};
use thiserror::Error;

use crate::assets;
use crate::budget::{Budget, BudgetError};
use crate::fingerprint::Fingerprint;
use crate::npm::{NpmError, Packages};
use crate::prerender::{self, PrerenderError, Stage};
use crate::programs::{APP, MODULES, Profile, ProgramsError, WasmProgram};
use crate::project::Project;
use crate::result_cache::ResultCache;
use crate::sizes;
use crate::stage::{self, StagingError};

/// Why there is no release.
#[derive(Debug, Error)]
pub enum BuildError {
    /// wasm-opt or esbuild is missing.
    #[error(transparent)]
    Npm(#[from] NpmError),
    /// A program for the browser could not be compiled.
    #[error(transparent)]
    Programs(#[from] ProgramsError),
    /// The files could not be put together.
    #[error(transparent)]
    Staging(#[from] StagingError),
    /// The pages could not be printed.
    #[error(transparent)]
    Prerender(#[from] PrerenderError),
    /// A built file cannot be read; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
    /// A built file is too large.
    #[error(transparent)]
    Budget(#[from] BudgetError),
}

/// Builds the release, prints what it weighs, and checks that against the budget.
pub fn build(project: &Project) -> Result<(), BuildError> {
    build_in(project, &mut Steps::new(BUILD, 1))
}

/// The same as steps of a longer work.
pub fn build_in(project: &Project, steps: &mut Steps) -> Result<(), BuildError> {
    let before = Fingerprint::of(project)?;
    let stage = Stage {
        folder: project.work().join("stage"),
        release: true,
        has_wasm: true,
    };
    let step = steps.begin(
        "Install wasm-opt and esbuild",
        "seconds, once; needs Node and npm",
    );
    Packages::Build.find_or_install(project)?;
    stage::prepare(project, &stage.folder)?;
    step.end();
    thread::scope(|scope| -> Result<(), BuildError> {
        // wasm-opt runs on one processor, so it works on one program while the next is compiled.
        // What fails here fails again where the files are named, and is said there.
        let shrink = |program: WasmProgram| {
            let folder = &stage.folder;
            scope.spawn(move || {
                let files =
                    ["_bg.wasm", ".js"].map(|end| folder.join(format!("{}{end}", program.name)));
                let [wasm, glue] = files;
                if let (Ok(wasm), Ok(glue)) = (fs_err::read(wasm), fs_err::read_to_string(glue)) {
                    drop(assets::smallest(project, program.name, &wasm, &glue));
                }
            });
        };
        let about = "about a minute from nothing, 10 to 20 s after a change";
        let step = steps.begin("Compile the page's Wasm", about);
        APP.build(project, Profile::Release, &stage.folder)?;
        step.end();
        shrink(APP);
        let step = steps.begin("Compile the modules for other backends and guides", about);
        for module in MODULES {
            module.build(project, Profile::Release, &stage.folder)?;
            shrink(module);
        }
        step.end();
        Ok(())
    })?;
    let about = "half a minute from nothing, seconds after a change";
    let step = steps.begin(
        "Print the pages, make everything smaller, compress it",
        about,
    );
    prerender::run(project, &stage)?;
    stage::publish(&stage.folder, &project.dist())?;
    ResultCache::of(project).clear()?;
    // The state before the build: what somebody changed meanwhile is not in it.
    before.keep(project)?;
    step.end();
    weigh(project)
}

/// Whether `dist/` already is what a build would make.
pub fn is_built(project: &Project) -> Result<bool, BuildError> {
    Ok(Fingerprint::of(project)?.is_kept(project)?)
}

/// Builds unless `dist/` already is what a build would make.
///
/// A page over the budget is a warning here: it can be looked at and walked through all the same.
pub fn build_if_changed(project: &Project) -> Result<(), BuildError> {
    if is_built(project)? {
        return Ok(());
    }
    within_any_budget(build(project))
}

/// Builds unless `dist/` already is what a build would make, and checks it against the budget.
pub fn build_or_weigh(project: &Project) -> Result<(), BuildError> {
    match is_built(project)? {
        true => weigh(project),
        false => build(project),
    }
}

/// A budget that does not hold becomes a warning.
pub fn within_any_budget(built: Result<(), BuildError>) -> Result<(), BuildError> {
    match built {
        Err(BuildError::Budget(error)) => {
            eprintln!("warning: {error}");
            Ok(())
        }
        built => built,
    }
}

/// Prints the pages without their Wasm into this folder of `target/careguide`: that takes seconds,
/// and what is in it works.
pub fn print_without_wasm(project: &Project, name: &str) -> Result<PathBuf, BuildError> {
    let stage = Stage {
        folder: project.work().join(format!("{name}.stage")),
        release: false,
        has_wasm: false,
    };
    let site = project.work().join(name);
    stage::prepare(project, &stage.folder)?;
    prerender::run(project, &stage)?;
    stage::publish(&stage.folder, &site)?;
    Ok(site)
}

/// Prints what the files weigh and checks it against the budget.
fn weigh(project: &Project) -> Result<(), BuildError> {
    let dist = project.dist();
    let sizes = sizes::measure(&dist)?;
    print!("\n{}\n", sizes::table(&sizes));
    print!("{}", Budget::read(project)?.check(&dist, &sizes)?);
    Ok(())
}
