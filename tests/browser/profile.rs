//! Profiles for Firefox, which takes twice as long to open with an empty one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::environment;

/// A copy of a profile with which Firefox was opened and closed, and visited nothing: it holds what
/// the browser has worked out about itself. The first of a run makes it, by `open`, in an empty
/// folder.
pub fn copy(open: impl FnOnce(&Path)) -> TempDir {
    static OPENED: OnceLock<PathBuf> = OnceLock::new();
    let opened = OPENED.get_or_init(|| {
        let folder = environment::here().join("../target/careguide/firefox-profile");
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => panic!("{error}"),
            _ => fs::create_dir_all(&folder).expect("a folder for a profile"),
        }
        let folder = folder.canonicalize().expect("the folder");
        open(&folder);
        folder
    });
    let copy = tempfile::tempdir().expect("a folder for a profile");
    copy_into(opened, copy.path()).expect("a profile can be copied");
    copy
}

/// All but links, which are the browser's locks.
fn copy_into(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            fs::create_dir(&to)?;
            copy_into(&entry.path(), &to)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
