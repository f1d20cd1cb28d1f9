//! The checksums, as `sha256sum -c` reads them.

use std::path::Path;

use anyhow::Result;
use site::{digest, sizes};

/// The file in the folder.
pub const NAME: &str = "SHA256SUMS";

/// Writes those of everything in the folder.
pub fn write(folder: &Path) -> Result<()> {
    let mut sums = String::new();
    for name in sizes::names(folder)? {
        let digest = digest::hexadecimal(&fs_err::read(folder.join(&name))?);
        sums += &format!("{digest}  {name}\n");
    }
    Ok(fs_err::write(folder.join(NAME), sums)?)
}
