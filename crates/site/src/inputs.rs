//! What a step of the tests reads: by contents, not by times, which a checkout, a copy and
//! `git stash` all touch.

use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::digest::hexadecimal;
use crate::sizes;

/// Folders that hold what is made, not what it is made from.
const MADE: [&str; 5] = ["target", "dist", "node_modules", "__pycache__", ".git"];

/// A digest of the names and contents of these files and of all files below these folders. A path
/// that leads nowhere counts for nothing.
pub fn digest(root: &Path, paths: &[&str]) -> io::Result<String> {
    let mut digest = Sha256::new();
    for path in paths {
        add(&mut digest, root, path)?;
    }
    let bytes = digest.finalize();
    Ok(hexadecimal(&bytes))
}

fn add(digest: &mut Sha256, root: &Path, name: &str) -> io::Result<()> {
    let path = root.join(name);
    if path.is_dir() {
        let mut inside = sizes::names(&path)?;
        inside.retain(|name| !MADE.contains(&name.as_str()));
        return inside
            .iter()
            .try_for_each(|inner| add(digest, root, &format!("{name}/{inner}")));
    }
    if path.exists() {
        let bytes = fs_err::read(path)?;
        // The lengths keep a byte from moving between a name and its contents unnoticed.
        for part in [name.as_bytes(), &bytes] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("src/a.rs", "a"), ("src/target/b", "b"), ("c", "c")] {
            let path = folder.path().join(name);
            fs_err::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs_err::write(path, text).expect("a file");
        }
        folder
    }

    #[test]
    fn a_changed_file_is_another_digest() {
        let folder = folder();
        let of = |paths: &[&str]| digest(folder.path(), paths).expect("a digest");
        let before = of(&["src", "c", "not-there"]);
        assert_eq!(of(&["src", "c", "not-there"]), before);
        assert_ne!(of(&["src"]), before);
        fs_err::write(folder.path().join("src/a.rs"), "A").expect("a file");
        assert_ne!(of(&["src", "c", "not-there"]), before);
    }

    #[test]
    fn what_is_made_does_not_count() {
        let folder = folder();
        let before = digest(folder.path(), &["src"]).expect("a digest");
        fs_err::write(folder.path().join("src/target/b"), "B").expect("a file");
        assert_eq!(digest(folder.path(), &["src"]).expect("a digest"), before);
    }
}
