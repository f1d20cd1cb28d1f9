//! Single files of packages in the npm registry.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::cache::{self, NoCache};
use crate::program::{self, ProgramError};

/// A file of a package.
#[derive(Debug)]
pub struct PackedFile {
    /// The package.
    pub package: &'static str,
    /// The package's version.
    pub version: &'static str,
    /// The folder of the package that the file is in, with a `/` at the end; empty for none.
    pub folder: &'static str,
    /// The file's name.
    pub name: &'static str,
    /// The file's digest: what runs here is what was looked at.
    pub sha256: &'static str,
}

/// Why the file is not there.
#[derive(Debug, Error)]
pub enum NpmError {
    /// Nobody can tell where to put it.
    #[error(transparent)]
    NoCache(#[from] NoCache),
    /// npm or tar is missing or failed.
    #[error("{package} {version} could not be fetched: {error}")]
    Fetch {
        /// The package.
        package: &'static str,
        /// Its version.
        version: &'static str,
        /// What went wrong.
        error: ProgramError,
    },
    /// A file cannot be read or written; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
    /// It is not the file that was looked at.
    #[error("{} is not that of {package} {version}: its SHA-256 is {found} and must be {expected}", file.display())]
    OtherFile {
        /// The package.
        package: &'static str,
        /// Its version.
        version: &'static str,
        /// The file.
        file: PathBuf,
        /// Its digest.
        found: String,
        /// The digest of the file that was looked at.
        expected: &'static str,
    },
}

impl PackedFile {
    /// The path of the file in the cache, fetched once from the npm registry.
    pub fn find_or_fetch(&self) -> Result<PathBuf, NpmError> {
        let &Self {
            package,
            version,
            sha256,
            ..
        } = self;
        let folder = cache::folder()?.join(format!("{package}-{version}"));
        let file = folder.join(self.name);
        if digest(&file).is_ok_and(|found| found == sha256) {
            return Ok(file);
        }
        println!(
            "Fetching {package} {version} into {}, once.",
            folder.display()
        );
        fs_err::create_dir_all(&folder)?;
        let fetched = self.fetch(&folder);
        fetched.map_err(|error| NpmError::Fetch {
            package,
            version,
            error,
        })?;
        fs_err::remove_file(folder.join(self.archive()))?;
        match digest(&file)? {
            found if found == sha256 => Ok(file),
            found => Err(NpmError::OtherFile {
                package,
                version,
                file,
                found,
                expected: sha256,
            }),
        }
    }

    /// What `npm pack` calls the package's archive.
    fn archive(&self) -> String {
        format!("{}-{}.tgz", self.package, self.version)
    }

    fn fetch(&self, folder: &Path) -> Result<(), ProgramError> {
        program::find_or_install_npm()?;
        let package = format!("{}@{}", self.package, self.version);
        let mut npm = Command::new("npm");
        npm.args(["pack", "--silent", &package])
            .current_dir(folder)
            .stdin(Stdio::null());
        program::run(&mut npm)?;
        let path = format!("package/{}{}", self.folder, self.name);
        let above = format!("--strip-components={}", path.matches('/').count());
        let mut tar = Command::new("tar");
        tar.args(["-xzf", &self.archive(), &above, &path]);
        program::run(tar.current_dir(folder).stdin(Stdio::null()))
    }
}

fn digest(file: &Path) -> io::Result<String> {
    let digest = Sha256::digest(fs_err::read(file)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
