//! The guide files of a folder.

use std::io;
use std::path::{Path, PathBuf};

use time::{Date, OffsetDateTime};

use crate::GuideFile;

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

/// Reads the files; a line for each that is not a guide.
pub fn read(files: &[Named]) -> io::Result<(Vec<GuideFile>, Vec<String>)> {
    let (mut guides, mut unreadable) = (Vec::new(), Vec::new());
    for (name, path) in files {
        match GuideFile::read(name, fs_err::read_to_string(path)?) {
            Ok(guide) => guides.push(guide),
            Err(line) => unreadable.push(line),
        }
    }
    Ok((guides, unreadable))
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
