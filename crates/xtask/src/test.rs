//! `cargo xtask test`: the steps of the tests, cheapest first.

use std::collections::BTreeMap;
use std::env;
use std::time::{Duration, Instant};

use anyhow::{Error, Result, anyhow};
use clap::{Args, ValueEnum};
use launcher::seconds;

pub use browser::Engine;
use site::project::Project;
pub use step::Step;

mod browser;
mod clippy;
mod examples;
pub mod javascript;
mod journeys;
pub mod native;
mod passed;
mod schemathesis;
mod skipped;
mod step;
pub mod supply_chain;
mod trunk;

use passed::Passed;

/// What `cargo xtask test` is asked for.
#[derive(Debug, Clone, Default, Args)]
pub struct Request {
    /// Run everything, the slow and the rare too: before a release, and before an issue is closed
    #[arg(long)]
    pub all: bool,
    /// Run these steps alone; repeatable
    #[arg(long, value_name = "STEP")]
    pub only: Vec<Step>,
    /// Begin at this step
    #[arg(long, value_name = "STEP", conflicts_with = "only")]
    pub from: Option<Step>,
    /// Run also the steps whose inputs have not changed since they passed
    #[arg(long)]
    pub fresh: bool,
    /// Run the steps so many times, and report which journeys failed how often
    #[arg(long, value_name = "TIMES", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..), requires = "only")]
    pub repeat: u32,
    /// With `--only journeys` and the like: journeys whose names have one of these parts
    #[arg(value_name = "JOURNEY", requires = "only")]
    pub names: Vec<String>,
}

/// How much is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// What catches a mistake in a change.
    Default,
    /// Everything.
    All,
}

impl Tier {
    /// What the journeys call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::All => "all",
        }
    }
}

/// That a step failed, with how to run it again.
fn failed(step: Step, after: Duration, error: &Error) -> Error {
    let after = seconds(after);
    anyhow!(
        "the step `{step}` failed after {after}: {error:#}\n\
         `cargo xtask test --only {step}` runs it alone, `--from {step}` goes on there."
    )
}

/// How a step ended that did not fail.
struct Outcome {
    /// How long it took, `unchanged`, or `not run:`.
    end: String,
    /// Why it did not run; empty if it did.
    why: String,
}

/// What a step works with.
pub struct Context<'a> {
    /// The checkout.
    pub project: &'a Project,
    /// How much is proved.
    pub tier: Tier,
    /// The journeys that were asked for by parts of their names.
    pub names: &'a [String],
}

/// Runs the steps; stops at the first that fails.
pub fn run(project: &Project, request: &Request) -> Result<()> {
    let context = Context {
        project,
        tier: match request.all {
            true => Tier::All,
            false => Tier::Default,
        },
        names: &request.names,
    };
    let steps = steps(request);
    if request.repeat > 1 {
        return repeat(&context, request.repeat, &steps);
    }
    // CI trusts no run before it.
    let fresh = request.fresh || !request.only.is_empty() || env::var_os("CI").is_some();
    let begun = Instant::now();
    let mut outcomes = Vec::new();
    for (at, step) in steps.iter().copied().enumerate() {
        println!(
            "\n==> {step} ({} of {}): {}",
            at + 1,
            steps.len(),
            step.about()
        );
        let outcome = one(&context, step, fresh, !request.only.is_empty())?;
        let Outcome { end, why } = &outcome;
        println!("{}", format!("<== {step}: {end} {why}").trim_end());
        outcomes.push((step, outcome));
    }
    println!("\nAll passed, in {}:", seconds(begun.elapsed()));
    for (step, Outcome { end, why }) in outcomes {
        println!("{}", format!("  {step:<16} {end:>12}  {why}").trim_end());
    }
    if context.tier == Tier::Default && request.only.is_empty() {
        println!("`cargo xtask test --all` runs everything: docs/testing.md says what that adds.");
    }
    Ok(())
}

/// The steps that are asked for, in their order.
fn steps(request: &Request) -> Vec<Step> {
    let all = Step::value_variants().iter().copied();
    let chosen = all.filter(|step| match request.only[..] {
        [] => request.all || step.tier() == Tier::Default,
        _ => request.only.contains(step),
    });
    let from = request.from;
    chosen
        .skip_while(|step| from.is_some_and(|from| *step != from))
        .collect()
}

fn one(context: &Context<'_>, step: Step, fresh: bool, alone: bool) -> Result<Outcome> {
    let begun = Instant::now();
    // Where it is asked for by name, it says itself what it lacks.
    if let Some(why) = step.lacks().filter(|_| !alone) {
        let end = "not run:".to_owned();
        return Ok(Outcome { end, why });
    }
    let run = || -> Result<_> {
        let passed = Passed::of(context, step)?;
        if !fresh && passed.is_known(context.tier) {
            return Ok(Outcome {
                end: "unchanged".to_owned(),
                why: "since it passed; `--fresh` runs it all the same".to_owned(),
            });
        }
        step.run(context)?;
        if context.names.is_empty() {
            passed.note(context.tier)?;
        }
        Ok(Outcome {
            end: seconds(begun.elapsed()).to_string(),
            why: String::new(),
        })
    };
    run().map_err(|error| failed(step, begun.elapsed(), &error))
}

/// Runs the steps again and again, and reports what failed how often: what fails now and then has a
/// cause.
fn repeat(context: &Context<'_>, times: u32, steps: &[Step]) -> Result<()> {
    let mut failures = BTreeMap::<_, u32>::new();
    let mut last = None;
    for time in 1..=times {
        for &step in steps {
            println!("\n==> {step}: {time} of {times}");
            let begun = Instant::now();
            if let Err(error) = step.run(context) {
                println!("{error:#}");
                for name in journeys::failed(&error) {
                    *failures.entry(name).or_default() += 1;
                }
                last = Some(failed(step, begun.elapsed(), &error));
            }
        }
    }
    println!("\nOf {times} times:");
    for (name, times) in &failures {
        println!("  {times:>3} failed  {name}");
    }
    if failures.is_empty() {
        println!("  none failed");
    }
    last.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_step_and_how_to_run_it_alone() {
        let error = failed(
            Step::ClippyWasm,
            Duration::from_millis(1500),
            &Error::msg("it failed"),
        );
        assert_eq!(
            error.to_string(),
            "the step `clippy-wasm` failed after 1.5 s: it failed\n\
             `cargo xtask test --only clippy-wasm` runs it alone, `--from clippy-wasm` goes on there."
        );
    }

    #[test]
    fn the_default_tier_is_a_part_of_everything_in_the_same_order() {
        let default = steps(&Request::default());
        let all = steps(&Request {
            all: true,
            ..Request::default()
        });
        assert_eq!(all, Step::value_variants());
        let part: Vec<_> = all
            .into_iter()
            .filter(|step| default.contains(step))
            .collect();
        assert_eq!(part, default);
        assert!(default.contains(&Step::Journeys) && !default.contains(&Step::Fuzz));
    }

    #[test]
    fn a_run_goes_on_where_it_stopped() {
        let request = Request {
            from: Some(Step::Build),
            ..Request::default()
        };
        let rest = steps(&request);
        assert_eq!(rest.first(), Some(&Step::Build));
        assert!(!rest.contains(&Step::Native));
    }
}
