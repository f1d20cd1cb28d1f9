//! The copy of a request that a visitor saves.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::Visitor;
use crate::browser::Engine;
use crate::waiting;

/// Takes what the page hands to the browser to save, in place of the browser.
const TAKE: &str = "
    window.saved = {};
    const blobs = new Map();
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
        const url = createObjectURL(blob);
        blobs.set(url, blob);
        return url;
    };
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = async function () {
        if (!this.download) return click.call(this);
        // With its mark, which `text()` takes away.
        const bytes = await blobs.get(this.href).arrayBuffer();
        window.saved[this.download] =
            new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    };
";

/// Where the browser saves files. The driver of Chromium chooses the folder; of the other engines the
/// journey reads what the page hands over, and no file.
pub struct Downloads(Option<TempDir>);

impl Visitor {
    /// The browser saves files without asking where.
    #[track_caller]
    pub fn saves_files(&self) -> Downloads {
        if Engine::chosen() != Engine::Chromium {
            self.runs(TAKE);
            return Downloads(None);
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = json!({ "behavior": "allow", "downloadPath": folder.path() });
        self.cdp("Browser.setDownloadBehavior", path);
        Downloads(Some(folder))
    }

    /// The text of the only file that was saved, which has this name.
    #[track_caller]
    pub fn finds_the_file(&self, downloads: &Downloads, name: &str) -> String {
        let found = waiting::until(waiting::TIMEOUT, || match &downloads.0 {
            Some(folder) => match fs::read_to_string(folder.path().join(name)) {
                Ok(text) if !text.is_empty() => Ok(text),
                _ => Err(format!(
                    "{name} is not saved, only {:?}",
                    self.saved(downloads)
                )),
            },
            None => {
                let text = self
                    .browser
                    .run("return window.saved[arguments[0]]", vec![json!(name)])?;
                let text = text.as_str().map(str::to_owned);
                text.ok_or_else(|| format!("{name} is not saved"))
            }
        });
        assert_eq!(self.saved(downloads), [name]);
        found
    }

    /// The names of the files that were saved.
    #[track_caller]
    pub fn saved(&self, downloads: &Downloads) -> Vec<String> {
        match &downloads.0 {
            Some(folder) => {
                let files = fs::read_dir(folder.path()).expect("the folder");
                let names = files.map(|file| file.expect("a file").file_name());
                names
                    .map(|name| name.to_string_lossy().into_owned())
                    .collect()
            }
            None => {
                let names = self.runs("return Object.keys(window.saved)");
                serde_json::from_value(names).expect("names")
            }
        }
    }
}
