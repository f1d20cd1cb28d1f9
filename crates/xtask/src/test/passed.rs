//! Which steps have passed on this machine, and with which inputs.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use site::digest::hexadecimal;
use site::{inputs, process};

use super::{Context, Step, Tier};

/// A file that notes the inputs with which something has passed.
#[derive(Debug)]
pub struct Note {
    /// The file.
    pub file: PathBuf,
    /// The inputs as they are now.
    pub inputs: String,
}

impl Note {
    /// Whether it has passed with these inputs.
    pub fn is_current(&self) -> bool {
        fs_err::read_to_string(&self.file).is_ok_and(|noted| noted == self.inputs)
    }

    /// Notes that it has.
    pub fn write(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs_err::create_dir_all(folder)?;
        }
        Ok(fs_err::write(&self.file, &self.inputs)?)
    }
}

/// The inputs of a step as they are now.
pub struct Passed {
    folder: PathBuf,
    step: Step,
    inputs: Option<String>,
}

impl Passed {
    /// Looks at the files that the step reads and at the versions of the programs it uses.
    pub fn of(context: &Context<'_>, step: Step) -> Result<Self> {
        let inputs = match step.inputs() {
            None => None,
            Some(paths) => {
                let mut all = inputs::digest(context.project.root(), &paths)?;
                for program in ["rustc"].iter().chain(step.programs()) {
                    // The empty text where it is missing.
                    let version = process::captured(Command::new(program).arg("--version"));
                    all += &version.map_or_else(
                        |_| String::new(),
                        |printed| String::from_utf8_lossy(&printed.stdout).into_owned(),
                    );
                }
                Some(hexadecimal(all.as_bytes()))
            }
        };
        let folder = context.project.work().join("passed");
        Ok(Self {
            folder,
            step,
            inputs,
        })
    }

    /// Whether the step has passed with these inputs, in this tier or in one that proves more.
    pub fn is_known(&self, tier: Tier) -> bool {
        let in_tier = |tier| self.note_in(tier).is_some_and(|note| note.is_current());
        let default_is_enough = tier == Tier::Default || !self.step.proves_more_with_all();
        in_tier(Tier::All) || (default_is_enough && in_tier(Tier::Default))
    }

    /// Notes that it has passed with these inputs.
    pub fn note(&self, tier: Tier) -> Result<()> {
        self.note_in(tier).map_or(Ok(()), |note| note.write())
    }

    fn note_in(&self, tier: Tier) -> Option<Note> {
        let file = format!("{}-{}", self.step, tier.name());
        Some(Note {
            file: self.folder.join(file),
            inputs: self.inputs.clone()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use site::project::Project;

    fn passed(project: &Project, step: Step) -> Passed {
        let context = Context {
            project,
            tier: Tier::Default,
            names: &[],
        };
        Passed::of(&context, step).expect("its inputs can be read")
    }

    #[test]
    fn a_step_has_passed_until_what_it_reads_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::at(folder.path());
        fs_err::write(folder.path().join("Cargo.toml"), "a").expect("a file");
        let journeys = || passed(&project, Step::Journeys);
        assert!(!journeys().is_known(Tier::Default));
        journeys().note(Tier::Default).expect("it is noted");
        assert!(journeys().is_known(Tier::Default));
        assert!(!journeys().is_known(Tier::All), "it proves less");
        fs_err::write(folder.path().join("Cargo.toml"), "b").expect("a file");
        assert!(!journeys().is_known(Tier::Default));
        journeys().note(Tier::All).expect("it is noted");
        assert!(journeys().is_known(Tier::Default));
    }

    #[test]
    fn a_step_that_proves_the_same_in_both_tiers_runs_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::at(folder.path());
        let clippy = || passed(&project, Step::Clippy);
        clippy().note(Tier::Default).expect("it is noted");
        assert!(clippy().is_known(Tier::All));
    }
}
