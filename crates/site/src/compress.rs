//! The compressed copies that are served in place of the files.
//!
//! They are made once, at the highest levels, so that no server compresses at every request and
//! the budget measures what visitors load.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use crate::project::Project;
use crate::result_cache::ResultCache;
use crate::sizes;

/// What compresses well. Pictures are compressed already.
const EXTENSIONS: [&str; 8] = ["html", "js", "css", "json", "wasm", "svg", "txt", "xml"];

/// Writes `.br` and `.gz` beside every file that gains by it, as many at a time as there are
/// processors.
pub fn everything(project: &Project, folder: &Path) -> Result<()> {
    let mut names = sizes::files(folder)?;
    names.retain(|name| {
        let extension = Path::new(name).extension();
        let extension = extension.and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| EXTENSIONS.contains(&extension))
    });
    let cache = ResultCache::of(project);
    names.par_iter().try_for_each(|name| {
        let bytes = fs_err::read(folder.join(name))?;
        let small = cache.get_or_make("brotli 11", &bytes, || Ok(brotli(&bytes)?))?;
        fs_err::write(folder.join(format!("{name}.br")), small)?;
        Ok(fs_err::write(
            folder.join(format!("{name}.gz")),
            gzip(&bytes)?,
        )?)
    })
}

fn brotli(mut bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

/// The header holds no time and no name: the same bytes give the same file.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_was_compressed_can_be_read_again() {
        let bytes = b"a tab, a panel, a tab, a panel".repeat(50);
        let mut read = Vec::new();
        let compressed = brotli(&bytes).expect("it compresses");
        brotli::BrotliDecompress(&mut &compressed[..], &mut read).expect("it is brotli");
        assert_eq!(read, bytes);

        let compressed = gzip(&bytes).expect("it compresses");
        let mut read = Vec::new();
        let mut decoder = flate2::read::GzDecoder::new(&compressed[..]);
        decoder.read_to_end(&mut read).expect("it is gzip");
        assert_eq!(read, bytes);
    }
}
