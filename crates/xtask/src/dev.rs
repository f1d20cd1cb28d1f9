//! `cargo xtask dev`: the page with live reload, and the endpoint behind it.
//!
//! A change of a style, a script, a guide or `index.html` is rendered anew. A change of Rust compiles
//! `xtask`, which has the components in it, and becomes the new one; then it compiles the Wasm.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context as _, Result, ensure};
use launcher::{DEV, Steps, seconds};
use notify::{RecursiveMode, Watcher as _};
use site::change::Change;
use site::programs::{APP, Profile};
use site::project::Project;
use site::stage::{self, Stage};
use site::{build, prerender, process};

use crate::local::{self, with_receiver};
use crate::serve;
use receiver::current::Current;

mod reload;

use reload::Reload;

/// Changes that come within this time of each other are one: an editor writes a file in pieces.
const QUIET: Duration = Duration::from_millis(60);

/// Shows the page until a signal comes, and shows it anew after each change.
pub fn dev(project: &Project, port: u16) -> Result<()> {
    let listener = local::listen(port)?;
    let watched = watch(project).context("the files cannot be watched for changes");
    let (watcher, changed) = watched?;
    let mut steps = Steps::new(DEV, 1);
    let step = steps.begin("Render the page without its Wasm", "seconds");
    let folder = build::render_without_wasm(project, "dev-early")?;
    let reload = Reload::new();
    let site = Current::new(reload.site(project, &folder)?);
    step.end();
    local::announce(&listener)?;
    let updater = Updater {
        project: project.clone(),
        site: site.clone(),
        reload,
        program: modified(&std::env::current_exe()?),
    };
    thread::spawn(move || {
        let about = "a minute or two from nothing, else seconds";
        let step = steps.begin("Compile the page's Wasm, and show the page with it", about);
        updater.report(updater.compile_wasm().and_then(|()| updater.show()));
        step.end();
        println!("Waiting for changes.");
        updater.follow(&changed);
        drop(watcher);
    });
    serve::run(listener, &site)
}

/// Reports every file that changes among those that the page is made from.
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
            // Fails only after the receiver is gone.
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
fn modified(file: &Path) -> Option<SystemTime> {
    fs_err::metadata(file).and_then(|file| file.modified()).ok()
}

/// What makes the page anew.
struct Updater {
    project: Project,
    site: Current,
    reload: Reload,
    /// When this program was compiled.
    program: Option<SystemTime>,
}

impl Updater {
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
    fn compile(&self) -> Result<()> {
        println!("Rust has changed: compiling.");
        let arguments = ["build", "--workspace", "--bin", "xtask"];
        let mut cargo = process::cargo(self.project.root(), &arguments);
        let program = process::executable(&mut cargo, "xtask")?;
        if modified(&program) != self.program {
            // A child could not have the port, which this process would keep.
            ensure!(
                cfg!(unix),
                "this program has changed; end it with Ctrl-C and start it again"
            );
            println!("This program has changed: starting the new one.");
            let mut program = Command::new(program);
            // Returns only if the program cannot be started.
            launcher::replace_process(program.args(std::env::args_os().skip(1)))?;
        }
        self.compile_wasm()?;
        self.show()
    }

    fn compile_wasm(&self) -> Result<()> {
        APP.build(&self.project, Profile::Dev, &self.wasm())
    }

    /// Renders the page and puts it in the place of the one before.
    fn show(&self) -> Result<()> {
        let stage = Stage {
            folder: self.project.work().join("dev.stage"),
            release: false,
            has_wasm: true,
        };
        stage::prepare(&self.project, &stage.folder)?;
        stage::copy(&self.wasm(), &stage.folder)?;
        prerender::run(&self.project, &stage)?;
        let folder = self.project.work().join("dev");
        stage::publish(&stage.folder, &folder)?;
        self.site.replace(self.reload.site(&self.project, &folder)?);
        self.reload.now();
        Ok(())
    }

    /// Where wasm-bindgen leaves the Wasm and its glue.
    fn wasm(&self) -> PathBuf {
        self.project.work().join("dev-wasm")
    }

    /// Says what went wrong; the page stays as it was.
    fn report(&self, shown: Result<()>) -> bool {
        if let Err(error) = &shown {
            eprintln!("error: {error:#}\nThe page stays as it was.");
        }
        shown.is_ok()
    }
}
