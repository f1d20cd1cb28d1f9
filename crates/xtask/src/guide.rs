//! `cargo xtask guide check`: lints the guide files.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use site::project::Project;

/// What can be done with guide files.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what is wrong, how hard each part is to read, and which criteria are met
    ///
    /// Errors stop the build, warnings do not. With no files named, all in guides/ and clinic.json are
    /// checked.
    /// A translation is compared with the English file beside it.
    Check {
        /// Files, such as guides/mdma.en.json or clinic.json
        files: Vec<PathBuf>,
    },
}

/// Runs the command; fails if a file has errors.
pub fn run(project: &Project, command: Command) -> Result<ExitCode> {
    let Command::Check { files } = command;
    Ok(match guide_lint::check(project.root(), &files)? {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
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
