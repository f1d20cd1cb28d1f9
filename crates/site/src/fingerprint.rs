//! Whether `dist/` is what a build would make.

use std::io;
use std::path::PathBuf;

use crate::inputs;
use crate::project::Project;

/// All that `dist/` is made from.
pub const SOURCES: [&str; 10] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "clinic.json",
    "crates",
    "guides",
    "index.html",
    "public",
    "src",
];

/// A digest of everything a build reads.
#[derive(Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of the checkout as it is now.
    pub fn of(project: &Project) -> io::Result<Self> {
        inputs::digest(project.root(), &SOURCES).map(Self)
    }

    /// Notes that `dist/` as it is now was made from this.
    pub fn keep(&self, project: &Project) -> io::Result<()> {
        let noted = self.with_dist(project)?;
        fs_err::create_dir_all(project.work())?;
        fs_err::write(kept_in(project), noted)
    }

    /// Whether `dist/` was made from this and is unchanged since: Trunk puts its builds there too.
    pub fn is_kept(&self, project: &Project) -> io::Result<bool> {
        let kept = fs_err::read_to_string(kept_in(project)).unwrap_or_default();
        Ok(project.dist().exists() && kept == self.with_dist(project)?)
    }

    fn with_dist(&self, project: &Project) -> io::Result<String> {
        let dist = inputs::digest(&project.dist(), &["."])?;
        Ok(format!("{}\n{dist}\n", self.0))
    }
}

fn kept_in(project: &Project) -> PathBuf {
    project.work().join("built")
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
        assert!(!built.is_kept(&project).expect("it can be read"));
        built.keep(&project).expect("it can be noted");
        assert!(built.is_kept(&project).expect("it can be read"));
    }

    #[test]
    fn a_changed_source_is_noticed() {
        let (folder, project) = project();
        Fingerprint::of(&project)
            .and_then(|built| built.keep(&project))
            .expect("it can be noted");
        fs_err::write(folder.path().join("src/lib.rs"), "//! B").expect("a file");
        let now = Fingerprint::of(&project).expect("a fingerprint");
        assert!(!now.is_kept(&project).expect("it can be read"));
    }

    #[test]
    fn another_build_in_dist_is_noticed() {
        let (folder, project) = project();
        let built = Fingerprint::of(&project).expect("a fingerprint");
        built.keep(&project).expect("it can be noted");
        fs_err::write(folder.path().join("dist/index.html"), "<p>debug").expect("a file");
        assert!(!built.is_kept(&project).expect("it can be read"));
    }
}
