//! Whether anything changed since the last build.
//!
//! By contents, not by times: a checkout, a copy and `git stash` all touch times.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::project::Project;
use crate::sizes;

/// All that `dist/` is made from.
const SOURCES: [&str; 13] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/contract",
    "crates/backend",
    "crates/printer",
    "crates/xtask",
    "guides",
    "index.html",
    "public",
    "rust-toolchain.toml",
    "src",
];

/// A digest of everything a build reads.
#[derive(Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of the checkout as it is now.
    pub fn of(project: &Project) -> io::Result<Self> {
        let mut digest = Sha256::new();
        for source in SOURCES {
            add(&mut digest, project.root(), source)?;
        }
        Ok(Self(hexadecimal(digest)))
    }

    /// Notes that `dist/` as it is now was made from this.
    pub fn keep(&self, project: &Project) -> io::Result<()> {
        let file = kept_in(project);
        if let Some(folder) = file.parent() {
            fs_err::create_dir_all(folder)?;
        }
        fs_err::write(file, self.with_dist(project)?)
    }

    /// Whether `dist/` was made from this and is unchanged since: `trunk serve` puts its debug
    /// builds there too.
    pub fn is_kept(&self, project: &Project) -> io::Result<bool> {
        let kept = fs_err::read_to_string(kept_in(project)).unwrap_or_default();
        Ok(project.dist().exists() && kept == self.with_dist(project)?)
    }

    fn with_dist(&self, project: &Project) -> io::Result<String> {
        let mut digest = Sha256::new();
        add(&mut digest, project.root(), "dist")?;
        Ok(format!("{}\n{}\n", self.0, hexadecimal(digest)))
    }
}

fn kept_in(project: &Project) -> PathBuf {
    project.root().join("target/careguide/built")
}

/// Adds the names and contents of a file, or of all files below a folder; nothing where there is
/// neither.
fn add(digest: &mut Sha256, root: &Path, source: &str) -> io::Result<()> {
    let path = root.join(source);
    let files = if path.is_dir() {
        let below = sizes::files(&path)?;
        below
            .iter()
            .map(|name| format!("{source}/{name}"))
            .collect()
    } else if path.exists() {
        vec![source.to_owned()]
    } else {
        Vec::new()
    };
    for name in files {
        let bytes = fs_err::read(root.join(&name))?;
        // The lengths keep a byte from moving between a name and its contents unnoticed.
        for part in [name.as_bytes(), &bytes] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    Ok(())
}

fn hexadecimal(digest: Sha256) -> String {
    let digest = digest.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs_err::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs_err::write(path, text).expect("a file");
        };
        write("src/lib.rs", "//! A");
        write("dist/index.html", "<p>");
        let project = Project::at(folder.path());
        (folder, project)
    }

    #[test]
    fn what_was_built_from_the_same_sources_is_kept() {
        let (_folder, project) = project();
        let built = Fingerprint::of(&project).expect("a fingerprint");
        assert!(!built.is_kept(&project).expect("it can be told"));
        built.keep(&project).expect("it can be noted");
        assert!(built.is_kept(&project).expect("it can be told"));
    }

    #[test]
    fn a_changed_source_is_noticed() {
        let (folder, project) = project();
        Fingerprint::of(&project)
            .and_then(|built| built.keep(&project))
            .expect("it can be noted");
        fs_err::write(folder.path().join("src/lib.rs"), "//! B").expect("a file");
        let now = Fingerprint::of(&project).expect("a fingerprint");
        assert!(!now.is_kept(&project).expect("it can be told"));
    }

    #[test]
    fn another_build_in_dist_is_noticed() {
        let (folder, project) = project();
        let built = Fingerprint::of(&project).expect("a fingerprint");
        built.keep(&project).expect("it can be noted");
        fs_err::write(folder.path().join("dist/index.html"), "<p>debug").expect("a file");
        assert!(!built.is_kept(&project).expect("it can be told"));
    }
}
