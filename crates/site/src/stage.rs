//! The stage: what a page is made of, in a folder, before it is rendered and named.
//!
//! It is what Trunk leaves there for its hook, so that both builds make the same site.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use lol_html::errors::RewritingError;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use serde::Deserialize;

use crate::project::Project;
use crate::sizes;

/// The built files before they are named.
#[derive(Debug)]
pub struct Stage {
    /// Where they are.
    pub folder: PathBuf,
    /// Whether this is a release: only those are minified and compressed, and have the modules.
    pub release: bool,
    /// Whether the Wasm is there. A page without it has no scripts, and works all the same.
    pub has_wasm: bool,
}

/// The error outside of Trunk.
const NOT_IN_TRUNK: &str = "`cargo xtask prerender` is run by Trunk after each build and works on \
    its staging folder, but TRUNK_STAGING_DIR is not set; run `cargo xtask build` (or `trunk serve`)";

impl Stage {
    /// Reads what Trunk put into the environment.
    pub fn from_environment() -> Result<Self> {
        let folder = env::var_os("TRUNK_STAGING_DIR").context(NOT_IN_TRUNK)?;
        Ok(Self {
            folder: PathBuf::from(folder),
            release: env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release"),
            has_wasm: true,
        })
    }
}

/// Empties the folder and puts `public/` and `index.html` into it.
pub fn prepare(project: &Project, folder: &Path) -> Result<()> {
    remove(folder)?;
    copy(&project.root().join("public"), folder)?;
    let html = fs_err::read_to_string(project.root().join("index.html"))?;
    let trunk = fs_err::read_to_string(project.root().join("Trunk.toml"))?;
    let page = page(&html, &script(&trunk).context("Trunk.toml")?).context("index.html")?;
    fs_err::write(folder.join("index.html"), page)?;
    Ok(())
}

/// Puts the stage in the place of the site that stood there.
pub fn publish(stage: &Path, site: &Path) -> io::Result<()> {
    let before = stage.with_extension("before");
    remove(&before)?;
    if site.exists() {
        fs_err::rename(site, &before)?;
    }
    fs_err::rename(stage, site)?;
    remove(&before)
}

/// Removes a folder that may not be there.
pub fn remove(folder: &Path) -> io::Result<()> {
    match fs_err::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Copies all files of a folder and those below.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs_err::create_dir_all(to)?;
    for name in sizes::all_files(from)? {
        let file = to.join(&name);
        if let Some(folder) = file.parent() {
            fs_err::create_dir_all(folder)?;
        }
        fs_err::copy(from.join(&name), file)?;
    }
    Ok(())
}

/// The tag that starts the page, as Trunk.toml has it.
fn script(trunk: &str) -> Result<String, toml::de::Error> {
    #[derive(Deserialize)]
    struct Trunk {
        build: Build,
    }
    #[derive(Deserialize)]
    struct Build {
        pattern_script: String,
    }
    Ok(toml::from_str::<Trunk>(trunk)?.build.pattern_script)
}

/// `index.html` without what is for Trunk, and with the tag that starts the page.
fn page(html: &str, script: &str) -> Result<String, RewritingError> {
    let settings = RewriteStrSettings::new().append_element_content_handler(element!(
        "link[data-trunk]",
        |link| {
            match link.get_attribute("rel").as_deref() {
                Some("rust") => link.replace(script, ContentType::Html),
                _ => link.remove(),
            }
            Ok(())
        }
    ));
    rewrite_str(html, settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_trunk_goes_and_the_loader_comes() {
        let html =
            "<head><link data-trunk rel=\"rust\">\n<link data-trunk rel=\"copy-dir\"></head>";
        let page = page(html, "<script></script>").expect("it is HTML");
        assert_eq!(page, "<head><script></script>\n</head>");
    }

    #[test]
    fn a_stage_takes_the_place_of_the_site_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let [stage, site] = ["stage", "site"].map(|name| folder.path().join(name));
        for (place, text) in [(&site, "old"), (&stage, "new")] {
            fs_err::create_dir(place).expect("a folder");
            fs_err::write(place.join(text), "").expect("a file");
        }
        publish(&stage, &site).expect("it can be moved");
        assert!(site.join("new").exists() && !site.join("old").exists());
        assert!(!stage.exists());
    }
}
