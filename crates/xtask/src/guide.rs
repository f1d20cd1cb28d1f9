//! `cargo xtask guide check`: what a good editor would say about the guide files.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use guide_lint::Severity;
use site::guides::{Named, files, read, today};

use site::project::Project;

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
    let Command::Check { files: asked } = command;
    let all = match asked[..] {
        [] => files(&project.guides())?,
        _ => with_neighbours(&asked)?,
    };
    let (files, unreadable) = read(&all)?;
    let is_asked = |name: &str| {
        let same = |asked: &PathBuf| name.starts_with(&asked.display().to_string());
        asked.is_empty() || asked.iter().any(same)
    };
    let mut failed = false;
    for line in unreadable.iter().filter(|line| is_asked(line)) {
        println!("{line}\n");
        failed = true;
    }
    for file in files.iter().filter(|m| is_asked(m.name())) {
        let report = guide_lint::lint(file, &files, today());
        println!("{report}");
        failed |= report.count(Severity::Error) > 0;
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The files that are asked for, as they were named, and those beside them, which they may be
/// translations of.
fn with_neighbours(asked: &[PathBuf]) -> io::Result<Vec<Named>> {
    let mut all: Vec<Named> = asked
        .iter()
        .map(|file| (file.display().to_string(), file.clone()))
        .collect();
    for file in asked {
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let neighbours = files(folder)?.into_iter();
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

    fn check(files: Vec<PathBuf>) -> ExitCode {
        run(&Project::find(), Command::Check { files }).expect("the files can be read")
    }

    #[test]
    fn a_guide_with_errors_fails_the_command_and_its_neighbours_do_not() {
        let guide = fs_err::read_to_string(Project::find().guides().join("mdma.en.json"));
        let guide = guide.expect("the guide");
        let folder = tempfile::tempdir().expect("a folder");
        let (good, bad) = ("mdma.en.json", "broken.en.json");
        fs_err::write(folder.path().join(good), &guide).expect("a file");
        fs_err::write(folder.path().join(bad), "{}").expect("a file");
        // `ExitCode` cannot be compared; what it prints can.
        let code = |name| format!("{:?}", check(vec![folder.path().join(name)]));
        assert_eq!(code(good), format!("{:?}", ExitCode::SUCCESS));
        assert_eq!(code(bad), format!("{:?}", ExitCode::FAILURE));
    }
}
