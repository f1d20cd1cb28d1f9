//! The journeys that were skipped in an engine, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::browser::Engine;
use site::project::Project;

/// An empty list for a run in this engine.
pub fn begin(project: &Project, engine: Engine) -> io::Result<PathBuf> {
    let folder = project.root().join("target/careguide");
    fs_err::create_dir_all(&folder)?;
    let list = folder.join(format!("skipped-in-{}", engine.name()));
    fs_err::write(&list, "")?;
    Ok(list)
}

/// Says what is on it.
pub fn tell(list: &Path, engine: Engine) -> io::Result<()> {
    print!("{}", told(&fs_err::read_to_string(list)?, engine));
    Ok(())
}

/// Each line is a need, a tab and a journey. A journey of many parts may be there more than once.
fn told(list: &str, engine: Engine) -> String {
    let mut by_need = BTreeMap::<_, BTreeSet<_>>::new();
    for (need, journey) in list.lines().filter_map(|line| line.split_once('\t')) {
        by_need.entry(need).or_default().insert(journey);
    }
    let all: BTreeSet<_> = by_need.values().flatten().collect();
    let count = all.len();
    let mut told = format!("{engine} was left out of {count} journeys, or parts of them.\n");
    for (need, journeys) in by_need {
        let names: Vec<_> = journeys.into_iter().collect();
        let (count, names) = (names.len(), names.join(", "));
        told += &format!("  {count} need {need}: {names}\n");
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_is_told_by_need() {
        let list = "printing\treading::b\nlosing the connection\ta\nprinting\treading::a\n\
                    printing\ta\nprinting\ta\n";
        assert_eq!(
            told(list, Engine::WebKit),
            "WebKit was left out of 3 journeys, or parts of them.\n  \
             1 need losing the connection: a\n  \
             3 need printing: a, reading::a, reading::b\n"
        );
    }
}
