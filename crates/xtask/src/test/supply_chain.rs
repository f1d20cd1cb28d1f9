//! What the packages are, and whether a weakness of one is known.

use std::error::Error;
use std::process::Command;

use crate::tools::{self, ToolError};
use site::process;
use site::project::Project;

/// The fuzzer's program is a workspace of its own.
const WORKSPACES: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// Every package has a licence that is allowed, comes from the registry, and names its version.
pub fn check(project: &Project) -> Result<(), Box<dyn Error>> {
    for workspace in WORKSPACES {
        let mut deny = deny(project, workspace)?;
        deny.args(["check", "bans", "licenses", "sources"]);
        process::run(&mut deny)?;
    }
    Ok(())
}

/// Says which packages have a known weakness. It never fails: its list changes without the project,
/// and comes from GitHub, which many build machines cannot reach.
pub fn advisories(project: &Project) -> Result<(), Box<dyn Error>> {
    for workspace in WORKSPACES {
        let mut deny = deny(project, workspace)?;
        deny.args(["check", "advisories"]);
        let checked = process::captured(&mut deny)?;
        let said = String::from_utf8_lossy(&checked.stderr);
        println!("{workspace}: {}", verdict(checked.status.success(), &said));
    }
    Ok(())
}

/// What cargo-deny has found, in words.
fn verdict(success: bool, said: &str) -> String {
    if success {
        return "no known weakness".to_owned();
    }
    let unreachable = [
        "failed to fetch advisory database",
        "unable to load advisory",
    ];
    if unreachable.iter().any(|words| said.contains(words)) {
        return "NOT LOOKED AT: the list of weaknesses could not be fetched from \
                https://github.com/RustSec/advisory-db"
            .to_owned();
    }
    format!("warning: there are advisories\n{said}")
}

fn deny(project: &Project, workspace: &str) -> Result<Command, ToolError> {
    let mut deny = Command::new(tools::cargo_deny()?);
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
        let said =
            "[ERROR] failed to fetch advisory database https://github.com/RustSec/advisory-db";
        assert!(verdict(false, said).starts_with("NOT LOOKED AT"));
        assert!(verdict(false, "error[vulnerability]: a").contains("error[vulnerability]: a"));
        assert_eq!(verdict(true, ""), "no known weakness");
    }
}
