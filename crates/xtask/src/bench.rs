//! `cargo xtask bench`: the page beside the same page made by other means (`bench/`).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};
use careguide::config::PageContext;
use careguide::{Config, prerender};
use contract::Guide;
use site::guides::Guides;
use site::project::Project;
use site::{build, npm, process};

use crate::receiver::{self, Running};
use crate::test::Engine;

/// How many sections the guides have that are measured; the first is the guide as it is.
const SIZES: [usize; 3] = [6, 60, 600];

/// The oldest Node that the tools of `bench/` run on.
const NODE: (u32, u32) = (20, 19);

/// Fails where Node is missing or older.
pub fn find_node() -> Result<()> {
    let printed = process::output(Command::new("node").arg("--version"));
    ensure!(
        printed.is_ok_and(|printed| version(&printed) >= Some(NODE)),
        "its tools want Node 20.19 or newer, from https://nodejs.org"
    );
    Ok(())
}

/// The first two numbers of `v20.19.4`.
fn version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed.trim().strip_prefix('v')?.split('.');
    let mut next = || numbers.next()?.parse().ok();
    Some((next()?, next()?))
}

/// Measures all five, and writes `docs/benchmarks.md`.
pub fn measure(project: &Project) -> Result<()> {
    let mut node = prepare(project)?;
    let database = work(project).join("requests.sqlite3");
    let receiver = Running::start(
        Command::new(receiver::build(project)?)
            .args(["serve", "--listen", "127.0.0.1:0", "--site"])
            .arg(project.dist())
            .arg("--database")
            .arg(database)
            .stderr(Stdio::null()),
    )?;
    node.arg("bench")
        .env("CAREGUIDE_ADDRESS", &receiver.address)
        .env("BENCH_REPORT", project.root().join("docs/benchmarks.md"));
    process::run(&mut node)
}

/// Checks whether the other four can be built, and show what the page shows.
pub fn check(project: &Project) -> Result<()> {
    let mut node = prepare(project)?;
    node.arg("check");
    process::run(&mut node)
}

fn work(project: &Project) -> PathBuf {
    project.work().join("bench")
}

/// Builds the page, writes guides of every size, and fetches what `bench/` needs.
fn prepare(project: &Project) -> Result<Command> {
    build::build_if_changed(project)?;
    let work = work(project);
    let guide = read(project)?;
    for size in SIZES {
        write(&work.join(size.to_string()), &repeated(&guide, size))?;
    }
    let bench = project.root().join("bench");
    process::run(npm::npm()?.args(npm::CI).current_dir(&bench))?;
    let mut node = Command::new("node");
    node.arg("tool/run.mjs")
        .current_dir(bench)
        .env("BENCH_WORK", work)
        .env("CAREGUIDE_DIST", project.dist())
        .envs(Engine::Chromium.find_or_install()?);
    Ok(node)
}

/// The guide that `index.html` shows.
fn read(project: &Project) -> Result<Guide> {
    let guides = Guides::load_for_project(project)?;
    guides.named("mdma", "en").cloned()
}

/// The guide with so many sections: its own, again and again, under ids of their own.
fn repeated(guide: &Guide, count: usize) -> Guide {
    let own = guide.sections.len();
    let sections = (0..count).map(|index| {
        let mut section = guide.sections[index % own].clone();
        let round = index / own + 1;
        if round > 1 {
            // Writing to a string never fails.
            let _ = write!(section.id, "-{round}");
            let _ = write!(section.label, " {round}");
        }
        section
    });
    Guide {
        sections: sections.collect(),
        ..guide.clone()
    }
}

/// Writes the guide, and what the build would render for it.
fn write(folder: &Path, guide: &Guide) -> Result<()> {
    let attribute = |name: &str| match name {
        "guide" => Some(guide.name.clone()),
        "lang" => Some(guide.language.clone()),
        "endpoint" => Some("/api/consultations".to_owned()),
        "deep-links" => Some(String::new()),
        _ => None,
    };
    let (config, _) = Config::read(attribute, PageContext::default());
    fs_err::create_dir_all(folder)?;
    fs_err::write(folder.join("guide.json"), serde_json::to_string(guide)?)?;
    let fragment = prerender::fragment(guide, &config);
    fs_err::write(folder.join("fragment.html"), fragment)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_version_of_node_is_its_first_two_numbers() {
        assert_eq!(version("v20.19.4\n"), Some((20, 19)));
        assert!(version("v18.20.4") < Some(NODE) && version("v22.1.0") > Some(NODE));
        assert_eq!(version("20"), None);
    }

    #[test]
    fn a_guide_of_any_size_has_the_same_sections_under_ids_of_their_own() {
        let guide = read(&Project::find()).expect("the guide can be read");
        assert_eq!(repeated(&guide, 6), guide);
        let large = repeated(&guide, 60);
        let ids: BTreeSet<_> = large.sections.iter().map(|section| &section.id).collect();
        assert_eq!(ids.len(), 60);
        assert_eq!(large.sections[59].blocks, guide.sections[5].blocks);
    }
}
