//! The journeys that were skipped in an engine, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use site::project::Project;

use super::browser::Engine;

/// An empty list for a run in this engine.
pub fn begin(project: &Project, engine: Engine) -> Result<PathBuf> {
    let folder = project.work();
    fs_err::create_dir_all(&folder)?;
    let list = folder.join(format!("skipped-in-{}", engine.name()));
    fs_err::write(&list, "")?;
    Ok(list)
}

/// Prints what is on it.
pub fn report(list: &Path, engine: Engine) -> Result<()> {
    print!("{}", text(&fs_err::read_to_string(list)?, engine));
    Ok(())
}

/// Each line is a need, a tab and a journey. A journey of many parts may be there more than once.
fn text(list: &str, engine: Engine) -> String {
    let mut by_need = BTreeMap::<_, BTreeSet<_>>::new();
    for (need, journey) in list.lines().filter_map(|line| line.split_once('\t')) {
        by_need.entry(need).or_default().insert(journey);
    }
    let all: BTreeSet<_> = by_need.values().flatten().collect();
    let count = all.len();
    let mut text = format!("{engine} was left out of {count} journeys, or parts of them.\n");
    for (need, journeys) in by_need {
        let names: Vec<_> = journeys.into_iter().collect();
        let (count, names) = (names.len(), names.join(", "));
        text += &format!("  {count} need {need}: {names}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skipped_journeys_are_reported_by_need() {
        let list = "printing\treading::b\nlosing the connection\ta\nprinting\treading::a\n\
                    printing\ta\nprinting\ta\n";
        assert_eq!(
            text(list, Engine::WebKit),
            "WebKit was left out of 3 journeys, or parts of them.\n  \
             1 need losing the connection: a\n  \
             3 need printing: a, reading::a, reading::b\n"
        );
    }
}
