//! `cargo xtask build`: the release in `dist/`, measured.

use std::path::PathBuf;
use std::thread;

use anyhow::Result;
use launcher::{BUILD, Steps};

use crate::budget::{Budget, OverBudget};
use crate::fingerprint::Fingerprint;
use crate::npm::Packages;
use crate::programs::{APP, MODULES, Profile, WasmProgram};
use crate::project::Project;
use crate::result_cache::ResultCache;
use crate::stage::{self, Stage};
use crate::{prerender, sizes, wasm};

/// Builds the release, prints what it weighs, and checks that against the budget.
pub fn build(project: &Project) -> Result<()> {
    build_in(project, &mut Steps::new(BUILD, 1))
}

/// The same as steps of a longer work.
pub fn build_in(project: &Project, steps: &mut Steps) -> Result<()> {
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
    thread::scope(|scope| -> Result<()> {
        // wasm-opt runs on one processor, so it works on one program while the next is compiled.
        // What fails here fails again where the files are named, and is reported there.
        let minify = |program: WasmProgram| {
            let folder = &stage.folder;
            scope.spawn(move || {
                let stem = program.name;
                let [module, glue] =
                    ["_bg.wasm", ".js"].map(|end| folder.join(format!("{stem}{end}")));
                if let (Ok(module), Ok(glue)) = (fs_err::read(module), fs_err::read_to_string(glue))
                {
                    drop(wasm::minify(project, stem, &module, &glue));
                }
            });
        };
        let about = "about a minute from nothing, 10 to 20 s after a change";
        let step = steps.begin("Compile the page's Wasm", about);
        APP.build(project, Profile::Release, &stage.folder)?;
        step.end();
        minify(APP);
        let step = steps.begin("Compile the modules for other backends and guides", about);
        for module in MODULES {
            module.build(project, Profile::Release, &stage.folder)?;
            minify(module);
        }
        step.end();
        Ok(())
    })?;
    let about = "half a minute from nothing, seconds after a change";
    let step = steps.begin("Render the pages, minify everything, compress it", about);
    prerender::run(project, &stage)?;
    stage::publish(&stage.folder, &project.dist())?;
    ResultCache::of(project).clear()?;
    // The state before the build: a change made meanwhile is not in it.
    before.keep(project)?;
    step.end();
    weigh(project)
}

/// Whether `dist/` already is what a build would make.
pub fn is_built(project: &Project) -> Result<bool> {
    Ok(Fingerprint::of(project)?.is_kept(project)?)
}

/// Builds unless `dist/` is current. A page over the budget is a warning here: it works all the same.
pub fn build_if_changed(project: &Project) -> Result<()> {
    if is_built(project)? {
        return Ok(());
    }
    within_any_budget(build(project))
}

/// Builds unless `dist/` already is what a build would make, and checks it against the budget.
pub fn build_or_weigh(project: &Project) -> Result<()> {
    match is_built(project)? {
        true => weigh(project),
        false => build(project),
    }
}

/// A budget that does not hold becomes a warning.
pub fn within_any_budget(built: Result<()>) -> Result<()> {
    match built {
        Err(error) if error.is::<OverBudget>() => {
            eprintln!("warning: {error}");
            Ok(())
        }
        built => built,
    }
}

/// Renders the pages without their Wasm into this folder of `target/careguide`: that takes seconds,
/// and what is in it works.
pub fn render_without_wasm(project: &Project, name: &str) -> Result<PathBuf> {
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
fn weigh(project: &Project) -> Result<()> {
    let dist = project.dist();
    let sizes = sizes::measure(&dist)?;
    print!("\n{}\n", sizes::table(&sizes));
    print!("{}", Budget::read(project)?.check(&dist, &sizes)?);
    Ok(())
}
