//! The journeys that an engine was left out of, and why.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::browser::Engine;
use crate::project::Project;

/// An empty list for a run in this engine.
pub fn begin(project: &Project, engine: Engine) -> io::Result<PathBuf> {
    let folder = project.root().join("target/careguide");
    fs_err::create_dir_all(&folder)?;
    let list = folder.join(format!("left-out-of-{}", engine.name()));
    fs_err::write(&list, "")?;
    Ok(list)
}

/// Says what is on it.
pub fn tell(list: &Path, engine: Engine) -> io::Result<()> {
    print!("{}", told(&fs_err::read_to_string(list)?, engine));
    Ok(())
}

/// Each line is a need, a tab and a journey.
fn told(list: &str, engine: Engine) -> String {
    let mut by_need = BTreeMap::<_, Vec<_>>::new();
    for (need, journey) in list.lines().filter_map(|line| line.split_once('\t')) {
        by_need.entry(need).or_default().push(journey);
    }
    let count: usize = by_need.values().map(Vec::len).sum();
    let mut told = format!("{engine} was left out of {count} journeys.\n");
    for (need, mut journeys) in by_need {
        journeys.sort_unstable();
        let (count, names) = (journeys.len(), journeys.join(", "));
        told += &format!("  {count} need {need}: {names}\n");
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_is_told_by_need() {
        let list = "printing\treading::b\nlosing the connection\ta\nprinting\treading::a\n";
        assert_eq!(
            told(list, Engine::WebKit),
            "WebKit was left out of 3 journeys.\n  \
             1 need losing the connection: a\n  \
             2 need printing: reading::a, reading::b\n"
        );
    }
}
