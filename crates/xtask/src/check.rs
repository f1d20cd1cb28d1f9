//! `cargo xtask check`: what one runs before a commit.

use std::time::Instant;

use anyhow::{Result, bail};
use launcher::seconds;
use site::project::Project;

use crate::test::{Context, Step, Tier, native};

/// The steps that take seconds after a small change.
const STEPS: [Step; 5] = [
    Step::Format,
    Step::Javascript,
    Step::Schema,
    Step::Clippy,
    Step::ClippyWasm,
];

/// Runs all of it, whatever fails, and then reports what did.
pub fn check(project: &Project) -> Result<()> {
    let context = Context {
        project,
        tier: Tier::Default,
        names: &[],
    };
    let begun = Instant::now();
    let mut failed = Vec::new();
    let mut step = |name: &str, run: &dyn Fn() -> Result<()>| {
        println!("==> {name}");
        let begun = Instant::now();
        match run() {
            Ok(()) => println!("<== {name}: {}", seconds(begun.elapsed())),
            Err(error) => {
                println!("<== {name} FAILED: {error:#}");
                failed.push(name.to_owned());
            }
        }
    };
    for each in STEPS {
        step(&each.to_string(), &|| each.run(&context));
    }
    step("native tests of what changed", &|| {
        native::run(project, native::Which::Changed)
    });
    let took = seconds(begun.elapsed());
    match &failed[..] {
        [] => {
            println!(
                "All in order, in {took}. `cargo xtask test` also builds and visits the page."
            );
            Ok(())
        }
        failed => bail!("not in order: {} ({took})", failed.join(", ")),
    }
}
