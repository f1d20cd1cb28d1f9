//! Results of slow tools, kept by what they were made from: the same input is never worked on twice.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::digest::hexadecimal;
use crate::project::Project;

/// A result that was not asked for in this time goes.
const UNUSED: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// The results of a checkout, in `target/careguide/kept`.
#[derive(Debug, Clone)]
pub struct ResultCache {
    folder: PathBuf,
}

impl ResultCache {
    /// Those of this checkout.
    pub fn of(project: &Project) -> Self {
        let folder = project.work().join("kept");
        Self { folder }
    }

    /// The result that `make` has for this input. `tool` names the tool with its version and
    /// arguments.
    pub fn get_or_make(
        &self,
        tool: &str,
        input: &[u8],
        make: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        // The length keeps a byte from moving between the two unnoticed.
        let key = [format!("{} {tool} ", tool.len()).as_bytes(), input].concat();
        let file = self.folder.join(hexadecimal(&key));
        if let Ok(kept) = fs_err::read(&file) {
            // So that `clear` sees that it is still in use. A file system without times keeps all.
            let _ = fs_err::File::options()
                .append(true)
                .open(&file)
                .and_then(|file| file.file().set_modified(SystemTime::now()));
            return Ok(kept);
        }
        let made = make()?;
        fs_err::create_dir_all(&self.folder)?;
        // Under another name first: a run that is ended leaves no half of a result.
        let half = file.with_extension(format!("{}", std::process::id()));
        fs_err::write(&half, &made)?;
        fs_err::rename(half, file)?;
        Ok(made)
    }

    /// Removes what was not used for two weeks.
    pub fn clear(&self) -> io::Result<()> {
        if !self.folder.exists() {
            return Ok(());
        }
        for entry in fs_err::read_dir(&self.folder)? {
            let path = entry?.path();
            let modified = fs_err::metadata(&path)?.modified()?;
            if modified.elapsed().is_ok_and(|age| age > UNUSED) {
                fs_err::remove_file(path)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> (tempfile::TempDir, ResultCache) {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = ResultCache::of(&Project::at(folder.path()));
        (folder, kept)
    }

    fn made(bytes: &[u8]) -> Result<Vec<u8>> {
        Ok(bytes.to_vec())
    }

    #[test]
    fn the_same_input_is_worked_on_once() {
        let (_folder, kept) = kept();
        let first = kept.get_or_make("tool 1", b"in", || made(b"out"));
        assert_eq!(first.expect("it is made"), b"out");
        let again = kept.get_or_make("tool 1", b"in", || made(b"not made"));
        assert_eq!(again.expect("it is kept"), b"out");
    }

    #[test]
    fn another_input_or_another_tool_is_another_result() {
        let (_folder, kept) = kept();
        for (tool, input) in [
            ("tool 1", "in"),
            ("tool 2", "in"),
            ("tool 1", "i"),
            ("tool", " 1in"),
        ] {
            let out = format!("{tool}{input}!");
            let result = kept.get_or_make(tool, input.as_bytes(), || made(out.as_bytes()));
            assert_eq!(
                result.expect("it is made"),
                out.as_bytes(),
                "{tool}: {input}"
            );
        }
    }

    #[test]
    fn what_was_not_used_for_two_weeks_goes() {
        let (_folder, kept) = kept();
        for input in ["old", "new"] {
            kept.get_or_make("tool", input.as_bytes(), || made(b"out"))
                .expect("it is made");
        }
        let files = || fs_err::read_dir(&kept.folder).expect("a folder").count();
        let old = kept.folder.join(hexadecimal(b"4 tool old"));
        let file = fs_err::File::options()
            .append(true)
            .open(old)
            .expect("it is there");
        let then = SystemTime::now() - UNUSED - Duration::from_secs(60);
        file.file().set_modified(then).expect("a time");
        kept.clear().expect("it can be cleared");
        assert_eq!(files(), 1);
    }
}
