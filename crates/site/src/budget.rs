//! What the built files may weigh.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use thiserror::Error;

use crate::first_view::FirstView;
use crate::project::Project;
use crate::sizes::Size;

/// The limits.
#[derive(Debug, Deserialize)]
pub struct Budget {
    pages: Pages,
    /// Those of files together, by what they are about.
    #[serde(flatten)]
    files: BTreeMap<String, Limit>,
}

/// What each page may weigh, in bytes after brotli.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pages {
    /// From the start to the end of its first view.
    first_view: u64,
    /// As a whole.
    whole: u64,
}

/// What some files may weigh together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    /// Their names in `dist/`; one `*` stands for anything.
    files: Vec<String>,
    /// Bytes after brotli.
    brotli: u64,
}

/// The files are too large.
#[derive(Debug, Error)]
#[error("over the budget of {FILE}:\n{0}")]
pub struct OverBudget(String);

/// Where the limits are.
const FILE: &str = "crates/site/budget.toml";

impl Budget {
    /// Reads the project's budget.
    pub fn read(project: &Project) -> Result<Self> {
        let text = fs_err::read_to_string(project.root().join(FILE))?;
        toml::from_str(&text).context(FILE)
    }

    /// One line for each limit that holds; an error that names the files of those that do not.
    /// `dist` is the folder of the files that were measured.
    pub fn check(&self, dist: &Path, sizes: &[Size]) -> Result<String> {
        let mut report = Report::default();
        self.pages.check(dist, sizes, &mut report)?;
        for (about, limit) in &self.files {
            let files = limit.files(about, sizes)?;
            report.weigh(about, &files, limit.brotli);
        }
        ensure!(
            report.over.is_empty(),
            OverBudget(report.over.trim_end().to_owned())
        );
        Ok(report.kept)
    }
}

/// A line for each limit: those that hold, and those that do not.
#[derive(Default)]
struct Report {
    kept: String,
    over: String,
}

impl Report {
    /// Where lines about a limit go. Writing them never fails: it is a string.
    fn lines(&mut self, holds: bool) -> &mut String {
        if holds {
            &mut self.kept
        } else {
            &mut self.over
        }
    }

    fn weigh(&mut self, about: &str, files: &[&Size], limit: u64) {
        let total: u64 = files.iter().map(|size| size.brotli).sum();
        let within = total <= limit;
        let lines = self.lines(within);
        let _ = writeln!(lines, "{about}: {total} of {limit} bytes after brotli");
        for size in files.iter().filter(|_| !within) {
            let _ = writeln!(lines, "  {}: {} bytes", size.name, size.brotli);
        }
    }
}

impl Pages {
    fn check(&self, dist: &Path, sizes: &[Size], report: &mut Report) -> Result<()> {
        for page in sizes.iter().filter(|size| is_page(&size.name)) {
            let name = &page.name;
            let view = FirstView::of(dist, name, self.first_view)?;
            let (limit, length, arrived) = (self.first_view, view.length, view.arrived);
            let lines = report.lines(view.is_whole());
            if view.is_whole() {
                let spare = arrived - length;
                let _ = writeln!(
                    lines,
                    "{name}: its first view comes in the first {limit} bytes after brotli, with \
                     {spare} bytes of HTML to spare"
                );
            } else {
                let _ = writeln!(
                    lines,
                    "{name}: its first view is the first {length} bytes of the page, and the first \
                     {limit} bytes after brotli hold {arrived} of them, up to `{}`",
                    view.last
                );
            }
            report.weigh(name, &[page], self.whole);
        }
        Ok(())
    }
}

/// Whether it is a page that shows a guide: the site's own, or one in another language.
fn is_page(name: &str) -> bool {
    name == "index.html" || name.ends_with("/index.html")
}

impl Limit {
    fn files<'a>(&self, about: &str, sizes: &'a [Size]) -> Result<Vec<&'a Size>> {
        let mut files = Vec::new();
        for pattern in &self.files {
            let before = files.len();
            files.extend(sizes.iter().filter(|size| is_called(&size.name, pattern)));
            // The limit would hold without measuring anything.
            ensure!(
                files.len() > before,
                "{FILE}: {about}: no file in dist/ is called `{pattern}`"
            );
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
    use crate::compress;
    use crate::sizes;

    const PAGES: &str = "[pages]\nfirst_view = 14600\nwhole = 40000\n";

    fn budget(text: &str) -> Budget {
        toml::from_str(text).expect("it is a budget")
    }

    /// Files that are no pages.
    fn sizes() -> Vec<Size> {
        let size = |name: &str, brotli| Size {
            name: name.to_owned(),
            raw: 100,
            gzip: 60,
            brotli,
        };
        vec![size("a-1.js", 20), size("a-1.wasm", 30)]
    }

    fn check(text: &str) -> Result<String> {
        budget(&format!("{PAGES}{text}")).check(Path::new("nowhere"), &sizes())
    }

    #[test]
    fn files_that_fit_are_reported_with_their_sum() {
        let kept = check("[scripts]\nfiles = [\"a-*.wasm\", \"a-*.js\"]\nbrotli = 50");
        let kept = kept.expect("50 bytes fit into 50");
        assert_eq!(kept, "scripts: 50 of 50 bytes after brotli\n");
    }

    #[test]
    fn files_that_do_not_fit_are_named_with_size_and_limit() {
        let error = check("[wasm]\nfiles = [\"a-1.wasm\"]\nbrotli = 29");
        let error = error.expect_err("30 bytes do not fit into 29");
        assert_eq!(
            error.to_string(),
            "over the budget of crates/site/budget.toml:\n\
             wasm: 30 of 29 bytes after brotli\n  a-1.wasm: 30 bytes"
        );
    }

    #[test]
    fn a_limit_that_measures_nothing_is_an_error() {
        let error = check("[loader]\nfiles = [\"loader.js\"]\nbrotli = 9");
        let error = error.expect_err("loader.js is missing");
        assert!(error.to_string().contains("`loader.js`"), "{error}");
    }

    #[test]
    fn the_page_of_each_language_is_held_to_both_limits() {
        let folder = tempfile::tempdir().expect("a folder");
        fs_err::create_dir(folder.path().join("es")).expect("a folder");
        let numbers =
            |count| -> String { (0..count).map(|number| format!("{number}<br>")).collect() };
        let page = |before, after| {
            let (before, after) = (numbers(before), numbers(after));
            format!("{before}<section class=\"panel first\"></section>{after}")
        };
        fs_err::write(folder.path().join("index.html"), page(9, 300)).expect("a file");
        fs_err::write(folder.path().join("es/index.html"), page(300, 9)).expect("a file");
        compress::everything(&Project::find(), folder.path()).expect("it compresses");
        let sizes = sizes::measure(folder.path()).expect("they can be measured");
        let check = |first_view, whole| {
            budget(&format!(
                "[pages]\nfirst_view = {first_view}\nwhole = {whole}"
            ))
            .check(folder.path(), &sizes)
        };

        let kept = check(9_999, 9_999).expect("there is room");
        assert_eq!(kept.lines().count(), 4, "{kept}");
        let early = check(200, 9_999).expect_err("too little room for a late first view");
        let early = early.to_string();
        assert!(
            early.contains("es/index.html: its first view is the first "),
            "{early}"
        );
        assert!(!early.contains("\nindex.html"), "{early}");
        let whole = check(9_999, 200).expect_err("too little room for either page");
        assert_eq!(
            whole
                .to_string()
                .matches(" of 200 bytes after brotli")
                .count(),
            2
        );
    }
}
