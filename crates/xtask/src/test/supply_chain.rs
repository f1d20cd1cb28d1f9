//! Licences, origins and known weaknesses of the packages.

use std::process::Command;

use anyhow::Result;
use site::process;
use site::project::Project;

use crate::tools;

/// The fuzzer's program is a workspace of its own.
const WORKSPACES: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// Every package has a licence that is allowed, comes from the registry, and names its version.
pub fn check(project: &Project) -> Result<()> {
    for workspace in WORKSPACES {
        let mut deny = deny(project, workspace)?;
        deny.args(["check", "bans", "licenses", "sources"]);
        process::run(&mut deny)?;
    }
    Ok(())
}

/// Reports packages with a known weakness. It never fails: its list changes without the project,
/// and comes from GitHub, which many build machines cannot reach.
pub fn advisories(project: &Project) -> Result<()> {
    for workspace in WORKSPACES {
        let mut deny = deny(project, workspace)?;
        deny.args(["check", "advisories"]);
        let checked = process::captured(&mut deny)?;
        let stated = String::from_utf8_lossy(&checked.stderr);
        println!(
            "{workspace}: {}",
            finding(checked.status.success(), &stated)
        );
    }
    Ok(())
}

/// What cargo-deny has found, in words.
fn finding(success: bool, stated: &str) -> String {
    if success {
        return "no known weakness".to_owned();
    }
    let unreachable = [
        "failed to fetch advisory database",
        "unable to load advisory",
    ];
    if unreachable.iter().any(|words| stated.contains(words)) {
        return "NOT LOOKED AT: the list of weaknesses could not be fetched from \
                https://github.com/RustSec/advisory-db"
            .to_owned();
    }
    format!("warning: there are advisories\n{stated}")
}

fn deny(project: &Project, workspace: &str) -> Result<Command> {
    let mut deny = Command::new(tools::CARGO_DENY.find_or_install()?);
    // By itself it would look at the app alone.
    deny.args(["--locked", "--workspace", "--manifest-path", workspace])
        .args(["--config", "deny.toml"])
        .current_dir(project.root());
    Ok(deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_cannot_be_fetched_is_not_a_clean_one() {
        let stated =
            "[ERROR] failed to fetch advisory database https://github.com/RustSec/advisory-db";
        assert!(finding(false, stated).starts_with("NOT LOOKED AT"));
        assert!(finding(false, "error[vulnerability]: a").contains("error[vulnerability]: a"));
        assert_eq!(finding(true, ""), "no known weakness");
    }
}
