//! The scripts as short as they can be said: without comments and space, with short names inside.

use std::io;
use std::process::Command;

use thiserror::Error;

use crate::npm::{NpmError, Packages};
use crate::process::{self, ProgramError};
use crate::project::Project;
use crate::result_cache::ResultCache;

/// Why a script is not shorter.
#[derive(Debug, Error)]
pub enum ScriptError {
    /// esbuild is not installed.
    #[error(transparent)]
    Install(#[from] NpmError),
    /// The text is not a JavaScript module; esbuild has printed where.
    #[error(transparent)]
    Run(#[from] ProgramError),
    /// A file cannot be read or written; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
}

/// What esbuild is asked for. The engines that the page comes alive in have all of the language
/// that the scripts use, so nothing is rewritten for older ones.
const OPTIONS: [&str; 5] = [
    "--minify",
    "--format=esm",
    "--target=esnext",
    "--charset=utf8",
    "--log-level=warning",
];

/// The module with the same exports, in fewer bytes.
pub fn minify(project: &Project, script: &str) -> Result<String, ScriptError> {
    let modules = Packages::Build.find_or_install(project)?;
    let version = fs_err::read(modules.join("esbuild/package.json"))?;
    let tool = format!("esbuild {} {OPTIONS:?}", crate::digest::short(&version));
    let made = ResultCache::of(project).or_made(&tool, script.as_bytes(), || {
        let name = crate::digest::hexadecimal(script.as_bytes());
        let folder = project.work().join("esbuild");
        fs_err::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}.mjs"));
        fs_err::write(&file, script)?;
        let mut node = Command::new("node");
        node.arg(modules.join("esbuild/bin/esbuild"));
        let short = process::output(node.args(OPTIONS).arg(&file));
        fs_err::remove_file(file)?;
        Ok::<_, ScriptError>(short?.into_bytes())
    })?;
    Ok(String::from_utf8_lossy(&made).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_its_writers_need_goes_and_what_others_use_stays() {
        let script = "/** Hydrates. */\nexport function hydrate(element) {\n    // why\n    \
                      const count = `a  ${element.dataset.elements}`;\n    return count + count;\n}\n";
        let short = minify(&Project::find(), script).expect("it is a module");
        assert_eq!(
            short,
            "function n(e){const t=`a  ${e.dataset.elements}`;return t+t}export{n as hydrate};"
        );
    }

    #[test]
    fn a_text_that_is_no_script_is_an_error() {
        let error = minify(&Project::find(), "const = 1;").expect_err("it has no name");
        assert!(!error.to_string().is_empty());
    }
}
