//! `cargo xtask guide check`: lints files and prints what it finds.

use std::io;
use std::path::{Path, PathBuf};

use crate::{Severity, clinic_file, files, lint_for};

/// Checks the files that are asked for, or all of the project in `root`, and prints the reports. Returns
/// whether none has errors.
pub fn check(root: &Path, asked: &[PathBuf]) -> io::Result<bool> {
    let is_clinic = |path: &&PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with("clinic") && name.ends_with(".json"))
    };
    let own = root.join(clinic_file::NAME);
    let mut right = true;
    let mut clinics: Vec<PathBuf> = asked.iter().filter(is_clinic).cloned().collect();
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
    let asked_guides: Vec<_> = asked
        .iter()
        .filter(|path| !is_clinic(path))
        .cloned()
        .collect();
    if asked_guides.is_empty() && !asked.is_empty() {
        return Ok(right);
    }
    let clinic = fs_err::read_to_string(own).ok();
    let clinic = clinic.and_then(|text| clinic_file::read(clinic_file::NAME, &text).ok());
    let all = match asked_guides[..] {
        [] => files::in_folder(&root.join("guides"))?,
        _ => files::with_neighbours(&asked_guides)?,
    };
    let (guides, unreadable) = files::read(&all)?;
    let is_asked = |name: &str| {
        let same = |asked: &PathBuf| name.starts_with(&asked.display().to_string());
        asked_guides.is_empty() || asked_guides.iter().any(same)
    };
    for line in unreadable.iter().filter(|line| is_asked(line)) {
        println!("{line}\n");
        right = false;
    }
    for file in guides.iter().filter(|file| is_asked(file.name())) {
        let report = lint_for(clinic.as_ref(), file, &guides, files::today());
        println!("{report}");
        right &= report.count(Severity::Error) == 0;
    }
    Ok(right)
}
