//! `cargo xtask test`: everything that must hold before a change lands, cheapest first.

use std::error::Error;
use std::fmt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::project::Project;
use crate::{build, program, receiver, schema, tools};

mod axe;
mod browser;
mod examples;
mod schemathesis;

/// One step of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// The browser, axe-core and schemathesis are there, or are installed
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
    /// The receiver answers as its OpenAPI document says
    Api,
    /// The release builds and is within its budget
    Build,
    /// A person's journeys succeed in a real browser
    Journeys,
    /// The examples build, and somebody can use them in a real browser
    Examples,
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
    for step in steps.filter(|step| only.is_none_or(|only| only == *step)) {
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
        println!("  {:<12} {:>7.1} s", step.to_string(), after.as_secs_f32());
    }
    Ok(())
}

impl Step {
    fn run(self, project: &Project) -> Result<(), Box<dyn Error>> {
        let cargo = |line: &str| {
            let mut cargo = Command::new("cargo");
            cargo
                .args(line.split(' '))
                .current_dir(project.root())
                .stdin(Stdio::null());
            cargo
        };
        match self {
            // First, because it may need somebody's hands, and the rest takes long.
            Self::Browsers => {
                browser::find_or_install()?;
                axe::find_or_fetch()?;
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
                let mut deny = Command::new(tools::cargo_deny()?);
                deny.args(["--locked", "check", "bans", "licenses", "sources"]);
                program::run(deny.current_dir(project.root()).stdin(Stdio::null()))?;
            }
            // A snapshot that differs is a failure, never a new snapshot.
            Self::Native => program::run(
                cargo("test --workspace --exclude journeys").env("INSTA_UPDATE", "no"),
            )?,
            Self::Api => schemathesis::run(project)?,
            Self::Build => build::build(project)?,
            Self::Journeys => {
                build::build_if_changed(project)?;
                let mut journeys = cargo("test --package journeys -- --skip examples::");
                equip(&mut journeys, project)?;
                program::run(&mut journeys)?;
            }
            Self::Examples => {
                build::build_if_changed(project)?;
                let mut journeys = cargo("test --package journeys -- examples::");
                journeys.env("CAREGUIDE_EXAMPLES", examples::build(project)?);
                equip(&mut journeys, project)?;
                program::run(&mut journeys)?;
            }
        }
        Ok(())
    }
}

/// Tells the journeys where everything is.
fn equip(journeys: &mut Command, project: &Project) -> Result<(), Box<dyn Error>> {
    let browser = browser::find_or_install()?;
    journeys
        .env("CAREGUIDE_DIST", project.dist())
        .env("CAREGUIDE_RECEIVER", receiver::build(project)?)
        .env("CAREGUIDE_AXE", axe::find_or_fetch()?)
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.chromedriver);
    Ok(())
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
