//! What a journey that fails leaves for whoever looks for the cause.

use std::any::Any;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Visitor;
use crate::browser::Engine;
use crate::{Failure, failure, journey, steps};

/// The page as it is now, with what stands in shadow roots.
const PAGE: &str = "
    const roots = [...document.querySelectorAll('*')].map((one) => one.shadowRoot).filter(Boolean);
    const page = document.documentElement;
    return page.getHTML ? page.getHTML({ shadowRoots: roots }) : page.outerHTML;
";

impl Visitor {
    /// Leaves a report, a screenshot, the console, the page and what the server got in the folder that
    /// it gives, and names the folder.
    pub fn reports(&self, ending: &(dyn Any + Send)) -> PathBuf {
        let (name, engine) = (journey::name(), Engine::chosen());
        let folder = failure::folder(&engine.to_string().to_lowercase(), &name);
        let folder = folder.expect("the folder for reports can be written");
        let within = self.within.borrow();
        let failure = Failure {
            journey: match within.as_str() {
                "" => name,
                within => format!("{name} ({within})"),
            },
            engine: format!("{engine} ({})", self.browser.program().display()),
            address: self.browser.address().unwrap_or_else(|why| why),
            location: failure::location(),
            steps: steps::recorded().iter().map(failure::sentence).collect(),
            message: failure::message(ending),
        };
        write(&folder, "report.txt", || Ok(failure.to_string().into()));
        write(&folder, "screenshot.png", || self.browser.screenshot());
        write(&folder, "console.txt", || Ok(self.whole_console().into()));
        write(&folder, "page.html", || {
            let page = self.browser.run(PAGE, Vec::new())?;
            Ok(page.as_str().unwrap_or_default().into())
        });
        write(&folder, "requests.txt", || Ok(self.all_requests().into()));
        eprintln!("\nEverything about it is in {}", folder.display());
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
        let said = self.browser.output();
        if !said.is_empty() {
            let _ = writeln!(console, "\nThe browser's programs said:\n{said}");
        }
        if console.is_empty() {
            console.push_str("It said nothing.\n");
        }
        console
    }

    fn all_requests(&self) -> String {
        let requests = self.server.traffic();
        format!(
            "{requests}\nWhat the page has asked for, as the browser tells:\n{}\n",
            self.requests().join("\n")
        )
    }
}

/// Writes a file, or else why it cannot be had: what is left of a browser may not answer.
fn write(folder: &Path, name: &str, content: impl FnOnce() -> Result<Vec<u8>, String>) {
    let content = catch_unwind(AssertUnwindSafe(content));
    let content = content.unwrap_or_else(|ending| Err(failure::message(&*ending)));
    let written: io::Result<()> = match content {
        Ok(content) => fs::write(folder.join(name), content),
        Err(why) => fs::write(folder.join(format!("{name}.missing.txt")), why),
    };
    written.expect("the report can be written");
}
