//! `cargo xtask test`: everything that must hold before a change lands, cheapest first.

use std::error::Error;
use std::fmt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::project::Project;
pub use browser::Engine;

use crate::{bench, build, fuzz, program, receiver, schema, tools};

mod axe;
mod browser;
mod examples;
mod left_out;
mod schemathesis;

/// One step of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Chromium, axe-core and schemathesis are there, or are installed
    Browsers,
    /// Every file is formatted
    Format,
    /// Clippy has nothing to say about what runs natively
    Clippy,
    /// Clippy has nothing to say about what runs in the browser
    ClippyWasm,
    /// The committed JSON Schemas and the OpenAPI document are those of the types
    Schema,
    /// Every package has a licence that is allowed and comes from the registry
    SupplyChain,
    /// The native tests pass
    Native,
    /// The fuzzer finds nothing within seconds, where there is a C++ compiler
    Fuzz,
    /// The receiver answers as its OpenAPI document says
    Api,
    /// The release builds and is within its budget
    Build,
    /// A person's journeys succeed in Chromium
    Journeys,
    /// They succeed in Firefox, where that is installed or can be
    JourneysFirefox,
    /// They succeed in WebKit, where that is installed or can be
    JourneysWebkit,
    /// The examples build, and somebody can use them in a real browser
    Examples,
    /// The pages that the benchmark compares can be built, and show the same
    Bench,
}

/// A step that failed.
#[derive(Debug)]
pub struct Failed {
    step: Step,
    after: Duration,
    error: Box<dyn Error>,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, after, error } = self;
        let seconds = after.as_secs_f32();
        write!(
            f,
            "the step `{step}` failed after {seconds:.1} s: {error}\n\
             `cargo xtask test --only {step}` runs it alone."
        )
    }
}

impl Error for Failed {}

/// Runs every step, or one; stops at the first that fails.
pub fn run(project: &Project, only: Option<Step>) -> Result<(), Failed> {
    let steps = Step::value_variants().iter().copied();
    let mut done = Vec::new();
    let mut not_run = Vec::new();
    for step in steps.filter(|step| only.is_none_or(|only| only == *step)) {
        if let Some(why) = step.is_left_out().filter(|_| only.is_none()) {
            println!("\n==> {step} is not run: {why}");
            not_run.push((step, why));
            continue;
        }
        println!("\n==> {step}");
        let start = Instant::now();
        let result = step.run(project);
        let after = start.elapsed();
        result.map_err(|error| Failed { step, after, error })?;
        println!("<== {step}: {:.1} s", after.as_secs_f32());
        done.push((step, after));
    }
    println!("\nAll passed:");
    for (step, after) in done {
        println!("  {:<16} {:>7.1} s", step.to_string(), after.as_secs_f32());
    }
    for (step, why) in not_run {
        println!("  {:<16} not run: {why}", step.to_string());
    }
    Ok(())
}

impl Step {
    /// Why it is left out where all steps are run. By itself it runs.
    fn is_left_out(self) -> Option<String> {
        let missing = |engine: Engine| {
            let missing = engine.find_or_install().err();
            missing.map(|error| error.to_string())
        };
        match self {
            Self::JourneysFirefox => missing(Engine::Firefox),
            Self::JourneysWebkit => missing(Engine::WebKit),
            Self::Fuzz if !fuzz::has_its_compiler() => Some(
                "its library wants a C++ compiler as `c++` (Debian: `apt-get install g++`)"
                    .to_owned(),
            ),
            Self::Bench if !bench::has_its_node() => {
                Some("its tools want Node 20.19 or newer, from https://nodejs.org".to_owned())
            }
            _ => None,
        }
    }

    fn run(self, project: &Project) -> Result<(), Box<dyn Error>> {
        let cargo = |line| cargo(project, line);
        match self {
            // First, because it may need somebody's hands, and the rest takes long.
            Self::Browsers => {
                Engine::Chromium.find_or_install()?;
                axe::SCRIPT.find_or_fetch()?;
                schemathesis::find_or_install()?;
            }
            Self::Format => program::run(&mut cargo("fmt --all --check"))?,
            // xtask depends on the app with `ssr`, which so is on here; `--all-features` would
            // turn on `hydrate` as well, and never both.
            Self::Clippy => {
                program::run(&mut cargo(
                    "clippy --workspace --all-targets -- -D warnings",
                ))?;
            }
            Self::ClippyWasm => {
                tools::add_wasm_target(project)?;
                program::run(&mut cargo(
                    "clippy -p careguide --target wasm32-unknown-unknown --features hydrate -- \
                     -D warnings",
                ))?;
                // By itself: it prints, so it has the app with `ssr`.
                program::run(&mut cargo(
                    "clippy -p backend --features module --target wasm32-unknown-unknown -- \
                     -D warnings",
                ))?;
                program::run(&mut cargo(
                    "clippy -p printer --target wasm32-unknown-unknown -- -D warnings",
                ))?;
            }
            Self::Schema => schema::check(project)?,
            Self::SupplyChain => {
                // The fuzzer's programs are a workspace of their own.
                for workspace in ["Cargo.toml", "fuzz/Cargo.toml"] {
                    let mut deny = Command::new(tools::cargo_deny()?);
                    // By itself it would look at the app alone.
                    deny.args(["--locked", "--workspace", "--manifest-path", workspace]);
                    deny.args(["--config", "deny.toml"]);
                    deny.args(["check", "bans", "licenses", "sources"]);
                    program::run(deny.current_dir(project.root()).stdin(Stdio::null()))?;
                }
            }
            // A snapshot that differs is a failure, never a new snapshot.
            Self::Native => program::run(
                cargo("test --workspace --exclude journeys").env("INSTA_UPDATE", "no"),
            )?,
            Self::Fuzz => fuzz::run(project, None, fuzz::Length::Short)?,
            Self::Api => schemathesis::run(project)?,
            Self::Build => build::build(project)?,
            Self::Journeys => journeys(project, Engine::Chromium)?,
            Self::JourneysFirefox => journeys(project, Engine::Firefox)?,
            Self::JourneysWebkit => journeys(project, Engine::WebKit)?,
            Self::Examples => {
                build::build_if_changed(project)?;
                let mut journeys = cargo("test --package journeys -- examples::");
                journeys.env("CAREGUIDE_EXAMPLES", examples::build(project)?);
                equip(&mut journeys, project, Engine::Chromium)?;
                program::run(&mut journeys)?;
            }
            Self::Bench => bench::check(project)?,
        }
        Ok(())
    }
}

fn journeys(project: &Project, engine: Engine) -> Result<(), Box<dyn Error>> {
    build::build_if_changed(project)?;
    let mut journeys = cargo(project, "test --package journeys -- --skip examples::");
    equip(&mut journeys, project, engine)?;
    let list = left_out::begin(project, engine)?;
    program::run(journeys.env("CAREGUIDE_LEFT_OUT", &list))?;
    Ok(left_out::tell(&list, engine)?)
}

/// Tells the journeys where everything is.
fn equip(journeys: &mut Command, project: &Project, engine: Engine) -> Result<(), Box<dyn Error>> {
    journeys
        .env("CAREGUIDE_DIST", project.dist())
        .env("CAREGUIDE_RECEIVER", receiver::build(project)?)
        .env("CAREGUIDE_AXE", axe::SCRIPT.find_or_fetch()?)
        .env("CAREGUIDE_ENGINE", engine.name())
        .envs(engine.find_or_install()?);
    Ok(())
}

fn cargo(project: &Project, line: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .args(line.split(' '))
        .current_dir(project.root())
        .stdin(Stdio::null());
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_step_and_how_to_run_it_alone() {
        let failed = Failed {
            step: Step::ClippyWasm,
            after: Duration::from_millis(1500),
            error: "it failed".into(),
        };
        assert_eq!(
            failed.to_string(),
            "the step `clippy-wasm` failed after 1.5 s: it failed\n\
             `cargo xtask test --only clippy-wasm` runs it alone."
        );
    }
}
