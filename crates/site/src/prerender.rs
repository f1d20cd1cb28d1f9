//! Turns staged files into the ones that are served.
//!
//! `cargo xtask build` and Trunk compile the Wasm and copy the rest into a folder, the stage. Then
//! this checks the guides, renders one of them into the page, makes a page of each of its other
//! languages, and names every file that may be cached for ever by its bytes. Trunk runs it as its
//! `post_build` hook.

use std::path::Path;

use anyhow::{Context as _, Error, Result};
use backend::Profile;
use careguide::config::Backend;

use crate::guides::Guides;
use crate::manifest::Manifest;
use crate::pages::Pages;
use crate::project::Project;
use crate::stage::Stage;
use crate::template::Template;
use crate::translations::Translations;
use crate::{compress, minify, version};

/// Fills the staged page and names the staged files.
pub fn run(project: &Project, stage: &Stage) -> Result<()> {
    let index = stage.folder.join("index.html");
    let html = fs_err::read_to_string(&index)?;
    let template = Template::read(&html).context("index.html")?;
    let (config, warnings) = template.config(None);

    let guides = Guides::load(&project.guides())?;
    if stage.release {
        print!("{}", guides.waiting_for_the_clinic());
    }
    if stage.has_wasm {
        print!("{}", guides.warnings());
    }
    let guide = guides.named(&config.guide, &config.language)?;
    let sections: Vec<_> = guide
        .sections
        .iter()
        .map(|section| section.id.clone())
        .collect();
    let (_, no_such_section) = config.first_section(&sections);
    for warning in warnings.iter().chain(&no_such_section) {
        eprintln!("warning: index.html: {warning}");
    }
    if stage.release && template.address.is_none() {
        println!("{NO_ADDRESS}");
    }

    let mut style = project.style()?;
    if stage.release {
        style = minify::style(project, &style).context("src/style")?;
    }
    let translations = Translations::new(&guides, guide, template.address.as_ref());
    let named = stage.name_all(project, &guides, &translations, &style)?;
    let pages = Pages {
        html: &html,
        template: &template,
        style: &style,
        scripts: named.scripts.as_ref(),
        translations: &translations,
        native_posts: takes_native_posts(&stage.folder, &config.backend)?,
    };
    pages.write(&stage.folder)?;
    if stage.release {
        compress::everything(project, &stage.folder)?;
        let version = version::keep(&stage.folder, &named.needed)?;
        Manifest::of(&stage.folder, &version)?.write(&stage.folder)?;
    }
    Ok(())
}

/// What a release prints without the site's address.
const NO_ADDRESS: &str = "index.html: there is no <link rel=\"canonical\" \
    href=\"https://guide.clinic.example/\"> with the site's address, so the pages name none, and \
    there is no sitemap.xml";

/// Whether the backend understands the form as a browser posts it by itself.
fn takes_native_posts(folder: &Path, backend: &Backend) -> Result<bool> {
    let Backend::Profile { file, own } = backend else {
        return Ok(true);
    };
    let name = file.unwrap_or("custom");
    let json = match file {
        Some(name) => fs_err::read_to_string(folder.join(format!("backends/{name}.json")))?,
        None => "{}".to_owned(),
    };
    let profile = Profile::parse(&json, own.as_deref());
    let profile = profile.map_err(Error::msg);
    let profile = profile.with_context(|| format!("the profile of the backend {name}"))?;
    Ok(profile.takes_native_posts())
}
