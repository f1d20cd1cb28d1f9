//! The compressed copies that are served in place of the files.
//!
//! They are made once, at the highest levels, so that no server compresses at every request and
//! the budget measures what visitors load.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::project::Project;
use crate::result_cache::ResultCache;
use crate::sizes;

/// What compresses well. Pictures are compressed already.
const EXTENSIONS: [&str; 8] = ["html", "js", "css", "json", "wasm", "svg", "txt", "xml"];

/// Writes `.br` and `.gz` beside every file that gains by it, as many at a time as there are
/// processors.
pub fn everything(project: &Project, folder: &Path) -> io::Result<()> {
    let mut names = sizes::files(folder)?;
    names.retain(|name| {
        let extension = Path::new(name).extension();
        let extension = extension.and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| EXTENSIONS.contains(&extension))
    });
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let left = Mutex::new(names);
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let kept = ResultCache::of(project);
    let work = || -> io::Result<()> {
        while let Some(name) = next() {
            let bytes = fs_err::read(folder.join(&name))?;
            let small = kept.or_made("brotli 11", &bytes, || brotli(&bytes))?;
            fs_err::write(folder.join(format!("{name}.br")), small)?;
            fs_err::write(folder.join(format!("{name}.gz")), gzip(&bytes)?)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let mut ended = workers.into_iter().map(|worker| match worker.join() {
            Ok(result) => result,
            Err(_) => Err(io::Error::other("a file could not be compressed")),
        });
        ended.try_for_each(|result| result)
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
