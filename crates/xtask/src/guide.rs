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
        /// List the sources past their date instead, the oldest first
        #[arg(long)]
        ages: bool,
        /// Ask Crossref for retractions instead; needs the network
        #[arg(long, conflicts_with = "ages")]
        online: bool,
        /// Where Crossref may write to, if it is asked too much: it then answers faster
        #[arg(long, value_name = "ADDRESS", requires = "online")]
        mailto: Option<String>,
    },
}

/// Runs the command; fails if a file has errors, or a source is retracted.
pub fn run(project: &Project, command: Command) -> Result<ExitCode> {
    let Command::Check {
        files,
        ages,
        online,
        mailto,
    } = command;
    let root = project.root();
    let right = match (ages, online) {
        (true, _) => guide_lint::ages(root, &files)?,
        (_, true) => guide_lint::online(root, &files, mailto.as_deref())?,
        _ => guide_lint::check(root, &files)?,
    };
    Ok(match right {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: Vec<PathBuf>) -> ExitCode {
        let command = Command::Check {
            files,
            ages: false,
            online: false,
            mailto: None,
        };
        run(&Project::find(), command).expect("the files can be read")
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
