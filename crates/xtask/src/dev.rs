//! `cargo xtask dev`: the page with live reload, and the endpoint behind it.
//!
//! A change of a style, a script, a guide or `index.html` is printed anew. A change of Rust compiles
//! `xtask`, which has the components in it, and becomes the new one; then it compiles the Wasm.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use launcher::{DEV, Steps, seconds};
use notify::{RecursiveMode, Watcher as _};
use thiserror::Error;

use crate::current_site::{self, CurrentSite, with_receiver};
use crate::serve::{self, ServeError};
use site::build::{self, BuildError};
use site::prerender::{self, Stage};
use site::process::{self, ProgramError};
use site::programs::{APP, Profile};
use site::project::Project;
use site::stage;

mod changes;
mod reload;

use changes::Change;
use reload::Reload;

/// Changes that come within this time of each other are one: an editor writes a file in pieces.
const QUIET: Duration = Duration::from_millis(60);

/// Why the page is not shown.
#[derive(Debug, Error)]
pub enum DevError {
    /// It could not be served.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The files cannot be watched.
    #[error("the files cannot be watched for changes: {0}")]
    Watch(#[from] notify::Error),
}

/// Shows the page until a signal comes, and shows it anew after each change.
pub fn dev(project: &Project, port: u16) -> Result<(), DevError> {
    let listener = current_site::listen(port).map_err(ServeError::Port)?;
    let (watcher, changed) = watch(project)?;
    let mut steps = Steps::new(DEV, 1);
    let step = steps.begin("Print the page without its Wasm", "seconds");
    let folder = build::print_without_wasm(project, "dev-early").map_err(ServeError::Build)?;
    let reload = Reload::new();
    let router = reload
        .site(project, &folder)
        .map_err(ServeError::Receiver)?;
    let site = CurrentSite::new(router);
    step.end();
    current_site::announce(&listener).map_err(ServeError::System)?;
    let workshop = Workshop {
        project: project.clone(),
        site: site.clone(),
        reload,
        program: written(&std::env::current_exe().map_err(ServeError::System)?),
    };
    thread::spawn(move || {
        let about = "a minute or two from nothing, else seconds";
        let step = steps.begin("Compile the page's Wasm, and show the page with it", about);
        workshop.report(workshop.compile_wasm().and_then(|()| workshop.show()));
        step.end();
        println!("Waiting for changes.");
        workshop.follow(&changed);
        drop(watcher);
    });
    Ok(serve::run(listener, &site)?)
}

/// Tells of every file that changes among those that the page is made from.
fn watch(
    project: &Project,
) -> Result<(notify::RecommendedWatcher, Receiver<PathBuf>), notify::Error> {
    let (sender, changed) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a file is an event too.
        let Ok(event) = event else { return };
        if event.kind.is_access() {
            return;
        }
        for path in event.paths {
            // Fails only where nobody waits for changes any more.
            let _ = sender.send(path);
        }
    })?;
    let root = project.root();
    for folder in ["src", "crates", "guides", "public"] {
        watcher.watch(&root.join(folder), RecursiveMode::Recursive)?;
    }
    // Editors put a new file in the place of the old one, so the folder is watched and not the files.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    Ok((watcher, changed))
}

/// When a file was written last.
fn written(file: &Path) -> Option<SystemTime> {
    fs_err::metadata(file).and_then(|file| file.modified()).ok()
}

/// What makes the page anew.
struct Workshop {
    project: Project,
    site: CurrentSite,
    reload: Reload,
    /// When this program was compiled.
    program: Option<SystemTime>,
}

/// Why a change does not show.
#[derive(Debug, Error)]
enum NotShown {
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error(transparent)]
    Cargo(#[from] ProgramError),
    #[error("{0}")]
    Receiver(receiver::app::Error),
    #[error(transparent)]
    File(#[from] io::Error),
}

impl Workshop {
    /// Waits for changes and shows each.
    fn follow(&self, changed: &Receiver<PathBuf>) {
        while let Ok(path) = changed.recv() {
            let mut change = Change::of(self.project.root(), &path);
            while let Ok(path) = changed.recv_timeout(QUIET) {
                change = change.max(Change::of(self.project.root(), &path));
            }
            let begun = Instant::now();
            let shown = match change {
                Change::Nothing => continue,
                Change::Page => self.show(),
                Change::Rust => self.compile(),
            };
            if self.report(shown) {
                println!("Shown after {}.", seconds(begun.elapsed()));
            }
        }
    }

    /// Compiles what is written in Rust. Where that changes this program, it becomes the new one.
    fn compile(&self) -> Result<(), NotShown> {
        println!("Rust has changed: compiling.");
        let mut cargo = Command::new("cargo");
        cargo
            .args(["build", "--workspace", "--bin", "xtask"])
            .current_dir(self.project.root());
        let program = process::executable(&mut cargo, "xtask")?;
        if written(&program) != self.program {
            return Err(become_it(&program).into());
        }
        self.compile_wasm()?;
        self.show()
    }

    fn compile_wasm(&self) -> Result<(), NotShown> {
        let folder = self.wasm();
        APP.build(&self.project, Profile::Dev, &folder)
            .map_err(BuildError::Programs)?;
        Ok(())
    }

    /// Prints the page and puts it in the place of the one before.
    fn show(&self) -> Result<(), NotShown> {
        let stage = Stage {
            folder: self.project.work().join("dev.stage"),
            release: false,
            has_wasm: true,
        };
        stage::prepare(&self.project, &stage.folder).map_err(BuildError::Staging)?;
        stage::copy(&self.wasm(), &stage.folder)?;
        prerender::run(&self.project, &stage).map_err(BuildError::Prerender)?;
        let folder = self.project.work().join("dev");
        stage::publish(&stage.folder, &folder)?;
        let router = self
            .reload
            .site(&self.project, &folder)
            .map_err(NotShown::Receiver)?;
        self.site.replace(router);
        self.reload.now();
        Ok(())
    }

    /// Where wasm-bindgen leaves the Wasm and its glue.
    fn wasm(&self) -> PathBuf {
        self.project.work().join("dev-wasm")
    }

    /// Says what went wrong; the page stays as it was.
    fn report(&self, shown: Result<(), NotShown>) -> bool {
        if let Err(error) = &shown {
            eprintln!("error: {error}\nThe page stays as it was.");
        }
        shown.is_ok()
    }
}

/// Turns this process into the new program, with the same arguments. Returns only if it cannot be
/// started.
#[cfg(unix)]
fn become_it(program: &Path) -> io::Error {
    use std::os::unix::process::CommandExt as _;
    println!("This program has changed: starting the new one.");
    Command::new(program)
        .args(std::env::args_os().skip(1))
        .exec()
}

/// A running program cannot be replaced here.
#[cfg(not(unix))]
fn become_it(_: &Path) -> io::Error {
    io::Error::other("this program has changed; end it with Ctrl-C and start it again")
}
