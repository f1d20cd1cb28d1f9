//! `cargo xtask`: everything that is done with the project, in one place.
//!
//! Nothing but Rust, a C compiler and a network is needed beforehand. What else a command needs it
//! installs, or says how to.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use project::Project;

mod bench;
mod budget;
mod build;
mod cache;
mod compiled;
mod fingerprint;
mod first_view;
mod fuzz;
mod guide;
mod modules;
mod npm;
mod prerender;
mod program;
mod project;
mod receiver;
mod remap;
mod reproduce;
mod schema;
mod serve;
mod sizes;
mod suite;
mod tools;

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
    /// Builds what changed, then runs the receiver, which prints the address and where it stores
    /// the requests. Ctrl-C ends it.
    Serve {
        /// Where to listen on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Build the release into dist/ and check its size
    ///
    /// Adds the Wasm target, and installs Trunk and wasm-bindgen into a per-user cache where they
    /// are missing, which takes 6 to 16 minutes, once. Node runs wasm-opt, which npm fetches. Fails over the budget in crates/xtask/budget.toml.
    Build,
    /// Run everything that CI runs
    ///
    /// Needs Chromium, its driver, npm (which fetches axe-core) and Python (which runs schemathesis):
    /// installed on Debian as root, named with the line that installs them elsewhere.
    Test {
        /// Run this step alone
        #[arg(long, value_name = "STEP")]
        only: Option<suite::Step>,
    },
    /// Build the release twice, in two folders, and compare every file
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
        /// Only tell whether the others can be built, and show what the page shows
        #[arg(long)]
        check: bool,
    },
    /// What there is to say about the guide files
    Guide {
        #[command(subcommand)]
        command: guide::Command,
    },
    /// Write the JSON Schemas of the guide file and of the request, and the OpenAPI document
    Schema {
        /// Only tell whether the committed files are what they should be
        #[arg(long)]
        check: bool,
    },
    /// Check the guides and print one into the page: Trunk runs this after each build
    Prerender,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let project = Project::find();
    match task {
        Task::Serve { port } => return Ok(serve::serve(&project, port)?.into()),
        Task::Build => build::build(&project)?,
        Task::Reproduce => reproduce::run(&project)?,
        Task::Fuzz { target, minutes } => {
            fuzz::run(&project, target.as_deref(), fuzz::Length::Minutes(minutes))?;
        }
        Task::Guide { command } => return Ok(guide::run(&project, command)?),
        Task::Bench { check: true } => bench::check(&project)?,
        Task::Bench { check: false } => bench::measure(&project)?,
        Task::Test { only } => suite::run(&project, only)?,
        Task::Schema { check: true } => schema::check(&project)?,
        Task::Schema { check: false } => schema::write(&project)?,
        Task::Prerender => {
            let stage = prerender::Stage::from_environment()?;
            if stage.release {
                modules::build(&project, &stage.folder)?;
            }
            prerender::run(&project, &stage)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
