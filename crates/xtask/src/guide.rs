//! `cargo xtask guide check`: what a good editor would say about the guide files.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use editor::{Date, Manuscript, Severity};
use time::OffsetDateTime;

use crate::project::Project;

/// What can be done with guide files.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tell what is wrong, how hard each part is to read, and which criteria are met
    ///
    /// Errors stop the build, warnings do not. With no files named, all in guides/ are checked.
    /// A translation is compared with the English file beside it.
    Check {
        /// Guide files, such as guides/mdma.en.json
        files: Vec<PathBuf>,
    },
}

/// Runs the command; fails if a file has errors.
pub fn run(project: &Project, command: Command) -> io::Result<ExitCode> {
    let Command::Check { files } = command;
    let all = files_of(project, &files)?;
    let (manuscripts, unreadable) = read(&all)?;
    let asked = |file: &str| files.is_empty() || files.iter().any(|asked| named(asked) == file);
    let unreadable: Vec<_> = unreadable
        .iter()
        .filter(|line| asked(line.split(':').next().unwrap_or(line)))
        .collect();
    for line in &unreadable {
        println!("{line}\n");
    }
    let reviews = manuscripts
        .iter()
        .filter(|manuscript| asked(manuscript.file()))
        .map(|manuscript| editor::review(manuscript, &manuscripts, today()));
    let reviews: Vec<_> = reviews.collect();
    for review in &reviews {
        println!("{review}");
    }
    let failed = reviews
        .iter()
        .any(|review| review.count(Severity::Error) > 0);
    Ok(if failed || !unreadable.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The files that are asked for, and those beside them, which they may be translations of.
fn files_of(project: &Project, asked: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    if asked.is_empty() {
        return files(&project.guides());
    }
    let mut all = asked.to_vec();
    for file in asked {
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        all.extend(files(folder)?);
    }
    all.sort_by_key(|file| named(file));
    all.dedup_by_key(|file| named(file));
    Ok(all)
}

/// The guide files in a folder: all JSON but the schema.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs_err::read_dir(folder)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut files = paths.collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| {
        let name = file.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.ends_with(".json") && !name.ends_with(".schema.json"))
    });
    files.sort();
    Ok(files)
}

/// The files as manuscripts, and a line for each that is none.
pub fn read(files: &[PathBuf]) -> io::Result<(Vec<Manuscript>, Vec<String>)> {
    let (mut manuscripts, mut unreadable) = (Vec::new(), Vec::new());
    for file in files {
        match Manuscript::read(named(file), fs_err::read_to_string(file)?) {
            Ok(manuscript) => manuscripts.push(manuscript),
            Err(line) => unreadable.push(line),
        }
    }
    Ok((manuscripts, unreadable))
}

/// What messages call the file: `guides/mdma.en.json`, wherever the command was started.
fn named(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    format!("guides/{name}")
}

/// The day that it is, by the clock of the machine.
pub fn today() -> Date {
    OffsetDateTime::now_utc().date()
}
