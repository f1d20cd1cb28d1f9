//! axe-core, which the journeys run in every state of the page to find accessibility faults.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::cache::{self, NoCache};
use crate::program::{self, ProgramError};

const VERSION: &str = "4.14.1";
/// The digest of its `axe.min.js`: what runs in our tests is what was looked at.
const SHA256: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

/// Why there is no axe-core.
#[derive(Debug, Error)]
pub enum AxeError {
    /// Nobody can tell where to put it.
    #[error(transparent)]
    NoCache(#[from] NoCache),
    /// npm or tar is missing or failed.
    #[error("axe-core {VERSION} could not be fetched: {0}")]
    Fetch(#[from] ProgramError),
    /// A file cannot be read or written; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
    /// It is not the file that was looked at.
    #[error("{} is not axe-core {VERSION}: its SHA-256 is {found} and must be {SHA256}", file.display())]
    OtherFile {
        /// The file.
        file: PathBuf,
        /// Its digest.
        found: String,
    },
}

/// The path of `axe.min.js` in the cache, fetched once from the npm registry.
pub fn find_or_fetch() -> Result<PathBuf, AxeError> {
    let folder = cache::folder()?.join(format!("axe-core-{VERSION}"));
    let file = folder.join("axe.min.js");
    if digest(&file).is_ok_and(|found| found == SHA256) {
        return Ok(file);
    }
    println!(
        "Fetching axe-core {VERSION} into {}, once.",
        folder.display()
    );
    fs_err::create_dir_all(&folder)?;
    let archive = format!("axe-core-{VERSION}.tgz");
    fetch(&folder, &archive)?;
    fs_err::remove_file(folder.join(&archive))?;
    match digest(&file)? {
        found if found == SHA256 => Ok(file),
        found => Err(AxeError::OtherFile { file, found }),
    }
}

fn fetch(folder: &Path, archive: &str) -> Result<(), ProgramError> {
    program::find_or_install_npm()?;
    let package = format!("axe-core@{VERSION}");
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", &package])
        .current_dir(folder)
        .stdin(Stdio::null());
    program::run(&mut npm)?;
    let mut tar = Command::new("tar");
    tar.args([
        "-xzf",
        archive,
        "--strip-components=1",
        "package/axe.min.js",
    ]);
    program::run(tar.current_dir(folder).stdin(Stdio::null()))
}

fn digest(file: &Path) -> io::Result<String> {
    let digest = Sha256::digest(fs_err::read(file)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
