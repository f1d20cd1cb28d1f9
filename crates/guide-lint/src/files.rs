//! The guide files of a folder.

use std::io;
use std::path::{Path, PathBuf};

use time::{Date, OffsetDateTime};

use crate::GuideFile;
use crate::judgement::{self, Judgements};

/// A guide file, and what messages call it.
pub type Named = (String, PathBuf);

/// The guide files in a folder: all JSON but the schema. They are called `guides/mdma.en.json`,
/// wherever the command was started.
pub fn in_folder(folder: &Path) -> io::Result<Vec<Named>> {
    let mut files = Vec::new();
    for entry in fs_err::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if name.ends_with(".json") && !name.ends_with(".schema.json") {
            files.push((format!("guides/{name}"), path));
        }
    }
    files.sort();
    Ok(files)
}

/// Reads the files, with the judgements beside them; a line for each that cannot be read.
pub fn read(files: &[Named]) -> io::Result<(Vec<GuideFile>, Vec<String>)> {
    let (mut guides, mut unreadable) = (Vec::new(), Vec::new());
    for (name, path) in files {
        match GuideFile::read(name, fs_err::read_to_string(path)?) {
            Ok(guide) => match judgements(name, path)? {
                Ok(judgements) => guides.push(guide.judged(judgements)),
                Err(line) => unreadable.push(line),
            },
            Err(line) => unreadable.push(line),
        }
    }
    Ok((guides, unreadable))
}

/// What people judged of a guide file; nothing without a file that says so.
fn judgements(name: &str, path: &Path) -> io::Result<Result<Judgements, String>> {
    let path = judged(path);
    match path.exists() {
        true => {
            let name = judged(Path::new(name));
            let text = fs_err::read_to_string(path)?;
            Ok(judgement::read(&name.display().to_string(), &text))
        }
        false => Ok(Ok(Judgements::new())),
    }
}

/// Where the judgements on a guide file are.
pub fn judged(guide: &Path) -> PathBuf {
    let folder = guide.with_file_name(judgement::FOLDER);
    let name = Path::new(guide.file_name().unwrap_or_default());
    folder.join(name.with_extension("toml"))
}

/// The day that it is, by the clock of the machine.
pub fn today() -> Date {
    OffsetDateTime::now_utc().date()
}

/// The files that are asked for, as they were named, and those beside them, which they may be
/// translations of.
pub fn with_neighbours(asked: &[PathBuf]) -> io::Result<Vec<Named>> {
    let mut all: Vec<Named> = asked
        .iter()
        .map(|file| (file.display().to_string(), file.clone()))
        .collect();
    for file in asked {
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let neighbours = in_folder(folder)?.into_iter();
        all.extend(neighbours.filter(|(_, path)| {
            let same = |asked: &PathBuf| asked.file_name() == path.file_name();
            !asked.iter().any(same)
        }));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = include_str!("../tests/fixtures/good.en.json");

    #[test]
    fn judgements_stand_in_a_folder_beside_the_guide() {
        let folder = tempfile::tempdir().expect("a folder");
        let judged = folder.path().join(judgement::FOLDER);
        fs_err::create_dir(&judged).expect("a folder");
        let guide = folder.path().join("eyesight.en.json");
        fs_err::write(guide, GOOD).expect("a file");
        let read_all = || {
            let files = in_folder(folder.path()).expect("they can be listed");
            read(&files).expect("they can be read")
        };
        let (guides, unreadable) = read_all();
        assert!(guides[0].judgements().is_empty() && unreadable.is_empty());

        let file = judged.join("eyesight.en.toml");
        let judgement =
            "[\"quality 1\"]\nmet = true\nby = \"A\"\non = \"2026-01-01\"\nwords = \"0\"";
        fs_err::write(&file, judgement).expect("a file");
        assert!(read_all().0[0].judgements()["quality 1"].met);

        fs_err::write(&file, "[\"quality 1\"]\nmet = 1").expect("a file");
        let (guides, unreadable) = read_all();
        assert!(guides.is_empty());
        let start = "guides/judged/eyesight.en.toml:2:7: ";
        assert!(unreadable[0].starts_with(start), "{unreadable:?}");
    }
}
