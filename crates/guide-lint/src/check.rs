//! `cargo xtask guide check`: reads guide files and prints what it finds.

use std::io;
use std::path::{Path, PathBuf};

use crate::retractions::Crossref;
use crate::{GuideFile, Severity, clinic_file, files, lint_for, retractions};

/// Checks the files that are asked for, or all of the project in `root`, and prints the reports. Returns
/// whether none has errors.
pub fn check(root: &Path, asked: &[PathBuf]) -> io::Result<bool> {
    let own = root.join(clinic_file::NAME);
    let mut right = true;
    let mut clinics: Vec<PathBuf> = asked
        .iter()
        .filter(|path| is_clinic(path))
        .cloned()
        .collect();
    if asked.is_empty() && own.exists() {
        clinics.push(own.clone());
    }
    for path in clinics {
        let name = match asked.is_empty() {
            true => clinic_file::NAME.to_owned(),
            false => path.display().to_string(),
        };
        match clinic_file::read(&name, &fs_err::read_to_string(&path)?) {
            Ok(clinic) => {
                println!("{name}: 0 errors");
                if let Some(note) = clinic.review {
                    println!("  Waiting for the clinic\n    review: {note}");
                }
                println!();
            }
            Err(lines) => {
                println!("{}\n", lines.join("\n"));
                right = false;
            }
        }
    }
    let clinic = fs_err::read_to_string(own).ok();
    let clinic = clinic.and_then(|text| clinic_file::read(clinic_file::NAME, &text).ok());
    let guides = Guides::read(root, asked)?;
    for file in guides.asked() {
        let report = lint_for(clinic.as_ref(), file, &guides.all, files::today());
        println!("{report}");
        right &= report.count(Severity::Error) == 0;
    }
    Ok(right && guides.unreadable == 0)
}

/// Prints which sources are past their date. Returns whether every file could be read.
pub fn ages(root: &Path, asked: &[PathBuf]) -> io::Result<bool> {
    let guides = Guides::read(root, asked)?;
    let files: Vec<_> = guides.asked().collect();
    print!("{}", crate::ages::text(&files, files::today()));
    Ok(guides.unreadable == 0)
}

/// Asks Crossref which sources are retracted, and prints its answers. Returns whether there was an answer
/// for each and none is retracted or in doubt. `mailto` says where Crossref may write to.
pub fn online(root: &Path, asked: &[PathBuf], mailto: Option<&str>) -> io::Result<bool> {
    let crossref = Crossref::new(mailto).map_err(io::Error::other)?;
    let guides = Guides::read(root, asked)?;
    let files: Vec<_> = guides.asked().collect();
    let (text, right) = retractions::ask(&crossref, &files);
    print!("{text}");
    Ok(right && guides.unreadable == 0)
}

/// The guide files that a command is about, and those beside them.
struct Guides {
    all: Vec<GuideFile>,
    /// What is asked for, as it was written, and where it was judged; all of the project if it is empty.
    names: Vec<String>,
    /// How many of those that are asked for could not be read; they were printed.
    unreadable: usize,
}

impl Guides {
    fn read(root: &Path, asked: &[PathBuf]) -> io::Result<Self> {
        let files = asked.iter().filter(|path| !is_clinic(path)).cloned();
        let files: Vec<_> = files.collect();
        let mut guides = Self {
            all: Vec::new(),
            names: files
                .iter()
                .flat_map(|file| [file.clone(), files::judged(file)])
                .map(|file| file.display().to_string())
                .collect(),
            unreadable: 0,
        };
        if files.is_empty() && !asked.is_empty() {
            return Ok(guides);
        }
        let all = match files[..] {
            [] => files::in_folder(&root.join("guides"))?,
            _ => files::with_neighbours(&files)?,
        };
        let (all, unreadable) = files::read(&all)?;
        guides.all = all;
        let unreadable = unreadable.iter().filter(|line| guides.is_asked(line));
        let unreadable: Vec<_> = unreadable.collect();
        for line in &unreadable {
            println!("{line}\n");
        }
        guides.unreadable = unreadable.len();
        Ok(guides)
    }

    fn asked(&self) -> impl Iterator<Item = &GuideFile> {
        self.all.iter().filter(|file| self.is_asked(file.name()))
    }

    fn is_asked(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|asked| name.starts_with(asked))
    }
}

fn is_clinic(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("clinic") && name.ends_with(".json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = include_str!("../tests/fixtures/good.en.json");

    #[test]
    fn judgements_that_cannot_be_read_fail_the_guide_they_are_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let path = root.join("eyesight.en.json");
        fs_err::write(&path, GOOD).expect("a file");
        let asked = [path];
        let all = || {
            let checks = [check(root, &asked), ages(root, &asked)];
            checks.map(|right| right.expect("the files are there"))
        };
        assert_eq!(all(), [true; 2]);
        let judged = files::judged(&asked[0]);
        fs_err::create_dir(judged.parent().expect("a folder")).expect("a folder");
        fs_err::write(judged, "met").expect("a file");
        assert_eq!(all(), [false; 2]);
    }

    #[test]
    fn a_mail_address_that_is_none_is_refused_before_anything_is_asked() {
        let error = online(Path::new("."), &[], Some("me")).expect_err("it is no address");
        assert!(error.to_string().contains("`me` is not a mail address"));
    }
}
