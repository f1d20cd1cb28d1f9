//! Turns staged files into the ones that are served.
//!
//! `cargo xtask build` and Trunk compile the Wasm and copy the rest into a folder, the stage. Then
//! this checks the guides, prints one of them into the page, makes a page of each of its other
//! languages, and gives every file that may be cached for ever a name that tells its bytes. Trunk
//! runs it as its `post_build` hook.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use backend::Profile;
use careguide::config::Backend;
use thiserror::Error;

use crate::pages::Pages;
use crate::project::Project;
use crate::template::Template;
use crate::translations::Translations;
use crate::{assets, compress, fragment, guides, manifest, page, style, template, version};

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

/// Why the page was not made.
#[derive(Debug, Error)]
pub enum PrerenderError {
    /// Trunk did not start this.
    #[error(
        "`cargo xtask prerender` is run by Trunk after each build and works on its staging \
         folder, but TRUNK_STAGING_DIR is not set; run `cargo xtask build` (or `trunk serve`)"
    )]
    NotInTrunk,
    /// A file cannot be read or written; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The guides cannot be shown as they are.
    #[error(transparent)]
    Guides(#[from] guides::GuidesError),
    /// `index.html` is not what the hook can fill.
    #[error("index.html: {0}")]
    Template(#[from] template::TemplateError),
    /// A guide's HTML is not what the loader can use.
    #[error("the guide: {0}")]
    Fragment(#[from] fragment::FragmentError),
    /// The page could not be put together.
    #[error("index.html: {0}")]
    Page(#[from] page::PageError),
    /// A profile is not what the page can use.
    #[error("the profile of the backend {0}: {1}")]
    Profile(String, String),
    /// Trunk's files are not the ones expected.
    #[error(transparent)]
    Assets(#[from] assets::AssetError),
}

impl Stage {
    /// Reads what Trunk put into the environment.
    pub fn from_environment() -> Result<Self, PrerenderError> {
        let folder = env::var_os("TRUNK_STAGING_DIR").ok_or(PrerenderError::NotInTrunk)?;
        Ok(Self {
            folder: PathBuf::from(folder),
            release: env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release"),
            has_wasm: true,
        })
    }
}

/// Fills the staged page and names the staged files.
pub fn run(project: &Project, stage: &Stage) -> Result<(), PrerenderError> {
    let index = stage.folder.join("index.html");
    let html = fs_err::read_to_string(&index)?;
    let template = Template::read(&html)?;
    let (config, warnings) = template.config(None);

    let guides = guides::Guides::load(&project.guides())?;
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

    let style = style::squeeze(&project.style()?);
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
        manifest::Manifest::of(&stage.folder, &version)?.write(&stage.folder)?;
    }
    Ok(())
}

/// What is said where nobody has told the site's address.
const NO_ADDRESS: &str = "index.html: there is no <link rel=\"canonical\" \
    href=\"https://guide.clinic.example/\"> with the site's address, so the pages name none, and \
    there is no sitemap.xml";

/// Whether the backend understands the form as a browser posts it by itself.
fn takes_native_posts(folder: &Path, backend: &Backend) -> Result<bool, PrerenderError> {
    let Backend::Profile { file, own } = backend else {
        return Ok(true);
    };
    let name = file.unwrap_or("custom");
    let json = match file {
        Some(name) => fs_err::read_to_string(folder.join(format!("backends/{name}.json")))?,
        None => "{}".to_owned(),
    };
    let profile = Profile::parse(&json, own.as_deref());
    let profile = profile.map_err(|wrong| PrerenderError::Profile(name.to_owned(), wrong))?;
    Ok(profile.takes_native_posts())
}
