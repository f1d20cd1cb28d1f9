//! `cargo xtask`: everything that is done with the project, in one place.
//!
//! Nothing but Rust, a C compiler and a network is needed beforehand. What else a command needs it
//! installs, or says how to.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use site::project::Project;
use site::stage::Stage;
use site::{build, prerender, programs};

mod bench;
mod check;
mod dev;
mod fuzz;
mod guide;
mod local;
mod receiver;
mod schema;
mod serve;
mod test;
mod tools;
mod wasm_bindgen;

/// Careguide's commands
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Show the page at http://127.0.0.1:8080 and take requests there
    ///
    /// Builds what changed, and shows the page as soon as its HTML is rendered: its Wasm follows.
    /// Ctrl-C ends it.
    Serve {
        /// Where to listen on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// The same while you work: the page shows each change by itself
    ///
    /// Compiles quickly rather than small. The modules for other backends and for guides by their
    /// address are not there.
    Dev {
        /// Where to listen on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// What to run before a commit: format, scripts, schemas, Clippy, native tests of what changed
    Check,
    /// Build the release into dist/ and check its size
    ///
    /// Adds the Wasm target where it is missing. Needs Node with npm, which bring wasm-opt and
    /// esbuild. Fails over the budget in crates/site/budget.toml.
    Build,
    /// Make what a release gives away, in target/package/: a zip to upload, an npm package, checksums,
    /// an SBOM
    Package,
    /// Run what catches a mistake in a change; `--all` runs everything
    ///
    /// Needs Chromium, its driver, npm and Python: installed on Debian as root, named with the line
    /// that installs them elsewhere. docs/testing.md says which tier proves what.
    Test(test::Request),
    /// Report packages with a known weakness
    Advisories,
    /// Make the release twice, in two folders, and compare every file
    ///
    /// What is committed is cloned into two folders below target/, one deeper than the other. The
    /// first run compiles everything twice, which takes some 20 minutes; later ones take 5.
    Reproduce,
    /// Let the fuzzer look for what breaks what is read: guides, requests, profiles, attributes
    ///
    /// Its first build takes about 5 minutes. It stops at the first thing that it finds.
    Fuzz {
        /// This target alone, such as `inline`; without it each, one after the other
        target: Option<String>,
        /// How long each target takes
        #[arg(long, value_name = "MINUTES", default_value_t = 5)]
        minutes: u32,
    },
    /// Measure the page beside the same page by hand and in Preact, Svelte and React
    ///
    /// Takes about a quarter of an hour and a machine with nothing else to do, and writes
    /// docs/benchmarks.md. Needs Chromium, and npm with Node 20.19 or newer.
    Bench {
        /// Only check that the others can be built, and show what the page shows
        #[arg(long)]
        check: bool,
    },
    /// Lint the guide files
    Guide {
        #[command(subcommand)]
        command: guide::Command,
    },
    /// Write the JSON Schemas of the guide file and of the request, and the OpenAPI document
    Schema {
        /// Only check that the committed files are what they should be
        #[arg(long)]
        check: bool,
    },
    /// Check the guides and render one into the page: Trunk runs this after each build
    Prerender,
    /// Join a Wasm to its glue, for Trunk, as the tests run it
    #[command(hide = true, disable_version_flag = true)]
    WasmBindgen(wasm_bindgen::Arguments),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<ExitCode> {
    let project = Project::find();
    match task {
        Task::Serve { port } => serve::serve(&project, port)?,
        Task::Dev { port } => dev::dev(&project, port)?,
        Task::Check => check::check(&project)?,
        Task::Build => build::build(&project)?,
        Task::Package => drop(package::make(&project)?),
        Task::Reproduce => package::reproduce::run(&project)?,
        Task::Fuzz { target, minutes } => {
            fuzz::run(&project, target.as_deref(), fuzz::Length::Minutes(minutes))?;
        }
        Task::Guide { command } => return guide::run(&project, command),
        Task::Bench { check: true } => bench::check(&project)?,
        Task::Bench { check: false } => bench::measure(&project)?,
        Task::Test(request) => test::run(&project, &request)?,
        Task::Advisories => test::supply_chain::advisories(&project)?,
        Task::WasmBindgen(arguments) => wasm_bindgen::run(arguments)?,
        Task::Schema { check: true } => schema::check(&project)?,
        Task::Schema { check: false } => schema::write(&project)?,
        Task::Prerender => {
            let stage = Stage::from_environment()?;
            if stage.release {
                for module in programs::MODULES {
                    module.build(&project, programs::Profile::Release, &stage.folder)?;
                }
            }
            prerender::run(&project, &stage)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
