//! What the built files may weigh.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

use serde::Deserialize;
use thiserror::Error;

use crate::project::Project;
use crate::sizes::Size;

/// The limits, by what they are about.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Budget(BTreeMap<String, Limit>);

/// What some files may weigh together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    /// Their names in `dist/`; one `*` stands for anything.
    files: Vec<String>,
    /// Bytes after brotli.
    brotli: u64,
}

/// Why the files do not fit.
#[derive(Debug, Error)]
pub enum BudgetError {
    /// The budget file cannot be read; the message names it.
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    /// The budget file is not what it should be.
    #[error("crates/xtask/budget.toml: {0}")]
    Malformed(#[from] toml::de::Error),
    /// Nothing is called that, so the limit would hold without measuring anything.
    #[error("crates/xtask/budget.toml: {line}: no file in dist/ is called `{pattern}`")]
    NoSuchFile {
        /// What the limit is about.
        line: String,
        /// The name.
        pattern: String,
    },
    /// The files are too large.
    #[error("over the budget of crates/xtask/budget.toml:\n{0}")]
    Over(String),
}

impl Budget {
    /// Reads the project's budget.
    pub fn read(project: &Project) -> Result<Self, BudgetError> {
        let path = project.root().join("crates/xtask/budget.toml");
        Ok(toml::from_str(&fs_err::read_to_string(path)?)?)
    }

    /// One line for each limit that holds; an error that names the files of those that do not.
    pub fn check(&self, sizes: &[Size]) -> Result<String, BudgetError> {
        let (mut kept, mut over) = (String::new(), String::new());
        for (about, limit) in &self.0 {
            let files = limit.files(about, sizes)?;
            let total: u64 = files.iter().map(|size| size.brotli).sum();
            let within = total <= limit.brotli;
            let lines = if within { &mut kept } else { &mut over };
            // Writing to a string never fails.
            let _ = writeln!(
                lines,
                "{about}: {total} of {} bytes after brotli",
                limit.brotli
            );
            for size in files.iter().filter(|_| !within) {
                let _ = writeln!(lines, "  {}: {} bytes", size.name, size.brotli);
            }
        }
        if over.is_empty() {
            Ok(kept)
        } else {
            Err(BudgetError::Over(over.trim_end().to_owned()))
        }
    }
}

impl Limit {
    fn files<'a>(&self, about: &str, sizes: &'a [Size]) -> Result<Vec<&'a Size>, BudgetError> {
        let mut files = Vec::new();
        for pattern in &self.files {
            let before = files.len();
            files.extend(sizes.iter().filter(|size| is_called(&size.name, pattern)));
            if files.len() == before {
                return Err(BudgetError::NoSuchFile {
                    line: about.to_owned(),
                    pattern: pattern.clone(),
                });
            }
        }
        Ok(files)
    }
}

fn is_called(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((start, end)) => name
            .strip_prefix(start)
            .is_some_and(|rest| rest.ends_with(end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(text: &str) -> Budget {
        toml::from_str(text).expect("it is a budget")
    }

    fn sizes() -> Vec<Size> {
        let size = |name: &str, brotli| Size {
            name: name.to_owned(),
            raw: 100,
            gzip: 60,
            brotli,
        };
        vec![
            size("a-1.js", 20),
            size("a-1.wasm", 30),
            size("index.html", 10),
        ]
    }

    #[test]
    fn files_that_fit_are_told_with_their_sum() {
        let budget = budget("[scripts]\nfiles = [\"a-*.wasm\", \"a-*.js\"]\nbrotli = 50");
        let kept = budget.check(&sizes()).expect("50 bytes fit into 50");
        assert_eq!(kept, "scripts: 50 of 50 bytes after brotli\n");
    }

    #[test]
    fn files_that_do_not_fit_are_named_with_size_and_limit() {
        let budget = budget("[page]\nfiles = [\"index.html\"]\nbrotli = 9");
        let error = budget
            .check(&sizes())
            .expect_err("10 bytes do not fit into 9");
        assert_eq!(
            error.to_string(),
            "over the budget of crates/xtask/budget.toml:\n\
             page: 10 of 9 bytes after brotli\n  index.html: 10 bytes"
        );
    }

    #[test]
    fn a_limit_that_measures_nothing_is_an_error() {
        let budget = budget("[page]\nfiles = [\"page.html\"]\nbrotli = 9");
        let error = budget.check(&sizes()).expect_err("there is no page.html");
        assert!(error.to_string().contains("`page.html`"), "{error}");
    }
}
