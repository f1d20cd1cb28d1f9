//! The project's own guides have no diagnostics but notes for the clinic.

use guide_lint::{Date, GuideFile, Report, Severity, Standing, lint};

/// A day when every source was fresh: what a later day reports is news for writers, not a failure.
fn day() -> Date {
    Date::from_ordinal_date(2026, 330).expect("a day")
}

fn files() -> Vec<GuideFile> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../guides");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let files = entries.map(|entry| entry.expect("it can be read").path());
    let files = files.filter(|file| {
        let name = file.display().to_string();
        name.ends_with(".json") && !name.ends_with(".schema.json")
    });
    let read = files.map(|file| {
        let json = std::fs::read_to_string(&file).expect("the file can be read");
        GuideFile::read(file.display().to_string(), json).unwrap_or_else(|why| panic!("{why}"))
    });
    read.collect()
}

fn each(look: impl Fn(&Report<'_>)) {
    let files = files();
    assert!(!files.is_empty());
    for file in &files {
        look(&lint(file, &files, day()));
    }
}

#[test]
fn no_guide_has_errors_or_warnings() {
    each(|report| {
        let problems = report.diagnostics.iter();
        let problems = problems.filter(|diagnostic| diagnostic.severity != Severity::Note);
        let problems: Vec<_> = problems.collect();
        assert!(problems.is_empty(), "{problems:#?}");
    });
}

#[test]
fn every_qualifying_and_certifying_criterion_is_met_or_waits_for_a_person() {
    each(|report| {
        let needed = report.criteria.iter();
        let needed = needed.filter(|criterion| criterion.group != guide_lint::Group::Quality);
        let missing = needed.filter(|one| matches!(one.standing, Standing::NotMet(_)));
        let missing: Vec<_> = missing.collect();
        assert!(missing.is_empty(), "{missing:?}");
    });
}

#[test]
fn a_report_fits_a_terminal_of_100_columns() {
    each(|report| {
        for line in report.to_string().lines() {
            // A path is never broken, since people copy or click it.
            let is_path = line.trim_start().starts_with(report.file.name());
            assert!(is_path || line.chars().count() <= 100, "{line}");
        }
    });
}
