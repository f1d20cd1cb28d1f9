//! The journeys: what a person does with the page, in a real browser (`tests/`).

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Error, Result, bail};
use site::project::Project;
use site::{build, process, stage};

use super::{Context, Engine, Tier, browser, skipped};
use crate::receiver;

/// The journeys of the examples have a step of their own.
const EXAMPLES: &str = "examples::";

/// Journeys that failed.
#[derive(Debug)]
pub struct JourneysFailed {
    names: Vec<String>,
    folder: PathBuf,
}

impl fmt::Display for JourneysFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} journeys failed:", self.names.len())?;
        for name in &self.names {
            writeln!(
                f,
                "  {name}: {}",
                self.folder.join(name.replace("::", ".")).display()
            )?;
        }
        f.write_str("Each folder holds what the person did, the screenshot, the console and what the server got.")
    }
}

impl std::error::Error for JourneysFailed {}

/// The journeys that an error names.
pub fn failed(error: &Error) -> Vec<String> {
    match error.downcast_ref::<JourneysFailed>() {
        Some(failed) => failed.names.clone(),
        None => vec!["(the step itself)".to_owned()],
    }
}

/// Runs the journeys in an engine: those that are asked for by parts of their names, or those of the
/// tier.
pub fn run(context: &Context<'_>, engine: Engine) -> Result<()> {
    let project = context.project;
    build::build_if_changed(project)?;
    let program = compile(project)?;
    let mut journeys = equipped(context, &program, engine)?;
    if !context.names.is_empty() {
        journeys.args(context.names);
    } else if engine != Engine::Chromium && context.tier == Tier::Default {
        let names = of_every_engine(project, &program)?;
        journeys.arg("--exact").args(names);
    }
    journeys.args(["--skip", EXAMPLES]);
    let list = skipped::begin(project, engine)?;
    journeys.env("CAREGUIDE_SKIPPED", &list);
    run_and_report(project, engine, &mut journeys)?;
    skipped::report(&list, engine)
}

/// Compiles the journeys and returns their program.
pub fn compile(project: &Project) -> Result<PathBuf> {
    let arguments = ["test", "--workspace", "--no-run", "--test", "journeys"];
    process::executable(&mut process::cargo(project.root(), &arguments), "journeys")
}

/// The program with all that it has to know: where everything is, and how much to prove.
pub fn equipped(context: &Context<'_>, program: &Path, engine: Engine) -> Result<Command> {
    let project = context.project;
    let mut journeys = Command::new(program);
    journeys
        .current_dir(project.root().join("tests"))
        .env("CAREGUIDE_DIST", project.dist())
        .env("CAREGUIDE_RECEIVER", receiver::build(project)?)
        .env("CAREGUIDE_AXE", browser::axe(project)?)
        .env("CAREGUIDE_ENGINE", engine.name())
        .env("CAREGUIDE_TIER", context.tier.name())
        .env("CAREGUIDE_FAILURES", project.work().join("failures"))
        .envs(engine.find_or_install()?);
    Ok(journeys)
}

/// Runs the journeys; reports the slowest, and where those that failed have left what is known.
pub fn run_and_report(project: &Project, engine: Engine, journeys: &mut Command) -> Result<()> {
    fs_err::create_dir_all(project.work())?;
    let times = project.work().join(format!("times-{}", engine.name()));
    fs_err::write(&times, "")?;
    let folder = project.work().join("failures").join(engine.name());
    stage::remove(&folder)?;
    let (status, shown) = process::watched(journeys.env("CAREGUIDE_TIMES", &times))?;
    print!("{}", slowest(&fs_err::read_to_string(times)?));
    if status.success() {
        return Ok(());
    }
    let names = names_of_failed(&shown);
    if names.is_empty() {
        bail!("the journeys ended with {status}");
    }
    Err(JourneysFailed { names, folder }.into())
}

/// The names in the list with which the program ends.
fn names_of_failed(stdout: &str) -> Vec<String> {
    let Some((_, list)) = stdout.rsplit_once("\nfailures:\n") else {
        return Vec::new();
    };
    let names = list.lines().take_while(|line| line.starts_with("    "));
    names.map(|line| line.trim().to_owned()).collect()
}

/// The journeys that run in every engine in the default tier; each must be there.
fn of_every_engine(project: &Project, program: &Path) -> Result<Vec<String>> {
    let file = project.root().join("tests/every_engine.txt");
    let text = fs_err::read_to_string(file)?;
    let listed = process::captured(Command::new(program).arg("--list"))?;
    let listed = String::from_utf8_lossy(&listed.stdout);
    named(&text, &listed)
}

/// The names in the text, one a line, `#` for comments, if the list of the program has them all.
fn named(text: &str, listed: &str) -> Result<Vec<String>> {
    let lines = text.lines().map(str::trim);
    let names: Vec<_> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    let there: Vec<_> = listed
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .collect();
    match names.iter().find(|name| !there.contains(&name.as_str())) {
        Some(name) => bail!("tests/every_engine.txt: there is no journey `{name}`"),
        None => Ok(names),
    }
}

/// The ten slowest journeys. Each line is a journey, a tab and the seconds of one visit.
fn slowest(times: &str) -> String {
    let mut sums = BTreeMap::<&str, f64>::new();
    for (name, seconds) in times.lines().filter_map(|line| line.split_once('\t')) {
        *sums.entry(name).or_default() += seconds.parse().unwrap_or(0.0);
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let mut report = String::from("The slowest journeys:\n");
    for (name, seconds) in sums.into_iter().take(10) {
        report += &format!("  {seconds:>6.1} s  {name}\n");
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_journeys_that_failed_are_those_at_the_end() {
        let stdout = "failures:\n\n---- a::b stdout ----\nno\n\nfailures:\n    a::b\n    a::c\n\n\
                      test result: FAILED. 1 passed; 2 failed\n";
        assert_eq!(names_of_failed(stdout), ["a::b", "a::c"]);
        assert!(names_of_failed("test result: ok").is_empty());
    }

    #[test]
    fn a_journey_of_every_engine_that_is_not_there_is_an_error() {
        let listed = "a::b: test\nc: test\n\n2 tests, 0 benchmarks\n";
        let names = named("# why\na::b\n\nc\n", listed).expect("they are there");
        assert_eq!(names, ["a::b", "c"]);
        let error = named("a::d\n", listed).expect_err("it is not there");
        assert!(error.to_string().ends_with("no journey `a::d`"), "{error}");
    }

    #[test]
    fn the_slowest_journeys_are_reported_with_all_their_visits() {
        let report = slowest("a\t1.0\nb\t2.5\na\t2.0\n");
        assert_eq!(
            report,
            "The slowest journeys:\n     3.0 s  a\n     2.5 s  b\n"
        );
    }
}
