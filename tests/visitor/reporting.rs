//! Writes the report of a failed journey.

use std::any::Any;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Visitor;
use crate::browser::Engine;
use crate::{Failure, failure, journey, steps};

/// The page with its shadow roots.
const PAGE: &str = "
    const roots = [...document.querySelectorAll('*')].map((one) => one.shadowRoot).filter(Boolean);
    const page = document.documentElement;
    return page.getHTML ? page.getHTML({ shadowRoots: roots }) : page.outerHTML;
";

impl Visitor {
    /// Writes report, screenshot, console, page and traffic into a folder. Prints and returns the
    /// folder.
    pub fn reports(&self, payload: &(dyn Any + Send)) -> PathBuf {
        let (name, engine) = (journey::name(), Engine::chosen());
        let folder = failure::folder(&engine.to_string().to_lowercase(), &name);
        let folder = folder.expect("the folder for reports can be written");
        let row = self.row.borrow();
        let failure = Failure {
            journey: match row.as_str() {
                "" => name,
                row => format!("{name} ({row})"),
            },
            engine: format!("{engine} ({})", self.browser.program().display()),
            address: self.browser.address().unwrap_or_else(|why| why),
            location: failure::location(),
            steps: steps::recorded().iter().map(failure::sentence).collect(),
            message: failure::message(payload),
        };
        write(&folder, "report.txt", || Ok(failure.to_string().into()));
        write(&folder, "screenshot.png", || self.browser.screenshot());
        write(&folder, "console.txt", || Ok(self.whole_console().into()));
        write(&folder, "page.html", || {
            let page = self.browser.run(PAGE, Vec::new())?;
            Ok(page.as_str().unwrap_or_default().into())
        });
        write(&folder, "requests.txt", || Ok(self.all_requests().into()));
        eprintln!("\nThe report is in {}", folder.display());
        folder
    }

    fn whole_console(&self) -> String {
        let mut console = String::new();
        match self.messages() {
            Ok(messages) => {
                for message in messages {
                    let _ = writeln!(console, "{}: {}", message.level, message.text);
                }
            }
            Err(why) => console = why,
        }
        let output = self.browser.output();
        if !output.is_empty() {
            let _ = writeln!(console, "\nThe programs of the browser wrote:\n{output}");
        }
        if console.is_empty() {
            console.push_str("It is empty.\n");
        }
        console
    }

    fn all_requests(&self) -> String {
        let requests = self.server.traffic();
        format!(
            "{requests}\nThe requests of the page as the browser reports them:\n{}\n",
            self.requests().join("\n")
        )
    }
}

/// Writes a file, or the reason why its content is missing: a broken browser may not answer.
fn write(folder: &Path, name: &str, content: impl FnOnce() -> Result<Vec<u8>, String>) {
    let content = catch_unwind(AssertUnwindSafe(content));
    let content = content.unwrap_or_else(|payload| Err(failure::message(&*payload)));
    let result: io::Result<()> = match content {
        Ok(content) => fs::write(folder.join(name), content),
        Err(why) => fs::write(folder.join(format!("{name}.missing.txt")), why),
    };
    result.expect("the report can be written");
}
