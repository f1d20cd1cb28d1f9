//! What is linked into the Wasm: by cargo's own tree of each program, for its target and with its
//! features. `cargo metadata` and what is built on it unite the features of the whole workspace.
//!
//! The linker drops what is never called, so little or nothing of some is left: `syn`, which Leptos
//! links for reloading, is one. Nothing that is left is missing from the list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use site::process;
use site::programs::{APP, MODULES, WASM};
use site::project::Project;

/// A crate in one of the programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crate {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, as an SPDX expression.
    pub licence: String,
    /// Where its sources are kept.
    pub repository: String,
    /// Its folder on this machine.
    pub folder: PathBuf,
    /// What it uses itself, as name and version.
    pub uses: BTreeSet<(String, String)>,
}

/// Macros run at build time, and what only they use does not ship.
const EDGES: &str = "normal,no-proc-macro";

/// The crates of all programs, by name and version.
pub fn crates(project: &Project) -> Result<Vec<Crate>> {
    let mut uses = BTreeMap::new();
    for program in [APP].into_iter().chain(MODULES) {
        let mut cargo = process::cargo(project.root(), &["tree", "--locked", "--edges", EDGES]);
        cargo.args(program.selection());
        cargo.args(["--prefix", "depth", "--format", "\t{p}"]);
        collect(&process::output(&mut cargo)?, &mut uses)?;
    }
    let mut metadata = process::cargo(project.root(), &["metadata", "--locked"]);
    metadata.args(["--format-version", "1", "--filter-platform", WASM]);
    let metadata = process::output(&mut metadata)?;
    let metadata: Metadata = serde_json::from_str(&metadata)?;
    let found = metadata.packages.into_iter().filter_map(|package| {
        let uses = uses.get(&(package.name.clone(), package.version.clone()))?;
        let licence = package.license.unwrap_or_default();
        Some(Crate {
            // How crates wrote it before SPDX expressions.
            licence: licence.replace('/', " OR "),
            repository: package.repository.unwrap_or_default(),
            folder: package.manifest_path.parent()?.to_owned(),
            uses: uses.clone(),
            name: package.name,
            version: package.version,
        })
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    anyhow::ensure!(
        found.len() == uses.len(),
        "cargo tree and cargo metadata disagree"
    );
    Ok(found)
}

/// The SHA-256 of each package of the registry, by name and version.
pub fn lock(project: &Project) -> Result<BTreeMap<(String, String), String>> {
    let lock = fs_err::read_to_string(project.root().join("Cargo.lock"))?;
    let lock: Lock = toml::from_str(&lock).context("Cargo.lock")?;
    let packages = lock.package.into_iter();
    Ok(packages
        .filter_map(|locked| Some(((locked.name, locked.version), locked.checksum?)))
        .collect())
}

/// The version of the compiler, whose standard library is in the Wasm too.
pub fn compiler(project: &Project) -> Result<String> {
    let mut rustc = Command::new("rustc");
    let printed = process::output(rustc.arg("--version").current_dir(project.root()))?;
    let version = printed.split_whitespace().nth(1);
    Ok(version.context("rustc says no version")?.to_owned())
}

type Key = (String, String);

/// Reads lines such as `2\tfutures v0.3.34 (*)`: how deep in the tree, and which crate.
fn collect(tree: &str, uses: &mut BTreeMap<Key, BTreeSet<Key>>) -> Result<()> {
    let mut above = Vec::<Key>::new();
    for line in tree.lines() {
        let read = || {
            let (depth, crate_) = line.split_once('\t')?;
            let mut words = crate_.split(' ');
            let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
            Some((depth.parse().ok()?, (name.to_owned(), version.to_owned())))
        };
        let (depth, key): (usize, _) = read().with_context(|| format!("cargo tree: {line}"))?;
        above.truncate(depth);
        uses.entry(key.clone()).or_default();
        if let Some(user) = above.last() {
            uses.entry(user.clone()).or_default().insert(key.clone());
        }
        above.push(key);
    }
    Ok(())
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_says_which_crate_uses_which_wherever_it_is_shown_in_full() {
        let mut uses = BTreeMap::new();
        let tree = "0\ta v1.0.0 (/here)\n1\tb v2.0.0\n2\tc v3.0.0\n1\td v4.0.0\n2\tb v2.0.0 (*)\n";
        collect(tree, &mut uses).expect("it is a tree");
        let key = |name: &str, version: &str| (name.to_owned(), version.to_owned());
        let (b, c, d) = (key("b", "2.0.0"), key("c", "3.0.0"), key("d", "4.0.0"));
        let wanted = [
            (key("a", "1.0.0"), BTreeSet::from([b.clone(), d.clone()])),
            (b.clone(), BTreeSet::from([c.clone()])),
            (c, BTreeSet::new()),
            (d, BTreeSet::from([b])),
        ];
        assert_eq!(uses, BTreeMap::from(wanted));
        assert!(collect("error: no", &mut uses).is_err());
    }

    #[test]
    fn what_the_programs_use_ships_and_what_builds_and_tests_them_does_not() {
        let shipped = crates(&Project::find()).expect("cargo knows them");
        let is_there = |name: &str| shipped.iter().any(|shipped| shipped.name == name);
        for name in [
            "careguide",
            "backend",
            "renderer",
            "contract",
            "leptos",
            "wasm-bindgen",
        ] {
            assert!(is_there(name), "{name}");
        }
        for name in [
            "serde_derive",
            "leptos_macro",
            "receiver",
            "axum",
            "brotli",
            "insta",
            "site",
        ] {
            assert!(!is_there(name), "{name}");
        }
        assert!(shipped.iter().all(|shipped| !shipped.licence.is_empty()));
    }
}
