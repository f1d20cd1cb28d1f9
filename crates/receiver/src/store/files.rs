//! Whether the database's files are still where they were opened.
//!
//! SQLite does not look: it goes on writing into a file that was removed or moved away, and what it
//! wrote there is gone with the process.

use std::path::{Path, PathBuf};

/// The files of an open database. Windows lets nobody remove an open file.
pub struct DatabaseFiles {
    /// The database and its write-ahead log, which appears with the first write.
    files: [File; 2],
}

struct File {
    path: PathBuf,
    seen: Option<Identity>,
}

/// A file, whatever its name: another disk under the same path has another device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity {
    device: u64,
    inode: u64,
}

impl DatabaseFiles {
    /// The files of a database that has just been opened.
    pub fn of(database: &Path) -> Self {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        let file = |path: PathBuf| File {
            seen: identity(&path),
            path,
        };
        Self {
            files: [file(database.to_owned()), file(log.into())],
        }
    }

    /// The first file that is missing or another one now.
    pub fn moved(&mut self) -> Option<&Path> {
        for file in &mut self.files {
            let now = identity(&file.path);
            // Until it has appeared, there is nothing to miss.
            file.seen = file.seen.or(now);
            if file.seen != now {
                return Some(&file.path);
            }
        }
        None
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = std::fs::metadata(path).ok()?;
    Some(Identity {
        device: metadata.dev(),
        inode: metadata.ino(),
    })
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<Identity> {
    None
}
