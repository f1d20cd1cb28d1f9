//! Turns staged files into the ones that are served.
//!
//! `cargo xtask build` and Trunk compile the Wasm and copy the rest into a folder, the stage. Then
//! this checks the guides, renders one of them into the page, makes a page of each of its other
//! languages, and names every file that may be cached for ever by its bytes. Trunk runs it as its
//! `post_build` hook.

use std::path::Path;

use anyhow::{Context as _, Error, Result, bail};
use backend::{Lists, Profile, is_inline};
use careguide::config::Backend;

use crate::address::Address;
use crate::guides::Guides;
use crate::manifest::Manifest;
use crate::pages::Pages;
use crate::project::Project;
use crate::stage::Stage;
use crate::template::Template;
use crate::translations::Translations;
use crate::{clinic, compress, minify, version};

/// Fills the staged page and names the staged files.
pub fn run(project: &Project, stage: &Stage) -> Result<()> {
    let index = stage.folder.join("index.html");
    let html = fs_err::read_to_string(&index)?;
    let template = Template::read(&html).context("index.html")?;
    let (config, warnings) = template.config(None);
    let wrong_profile = warnings
        .iter()
        .find(|warning| warning.attribute == "profile" && config.backend == Backend::Careguide);
    if let Some(wrong) = wrong_profile {
        bail!("index.html: {wrong}");
    }

    let guides = Guides::load_for_project(project)?;
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
        native_posts: native_posts(&stage.folder, &config.backend, template.address.as_ref())?,
    };
    pages.write(&stage.folder)?;
    match guides.clinic() {
        Some(clinic) => clinic::write(clinic, &stage.folder)?,
        None => eprintln!("{NO_CLINIC}"),
    }
    if stage.release {
        compress::everything(project, &stage.folder)?;
        let version = version::keep(&stage.folder, &named.needed)?;
        Manifest::of(&stage.folder, &version)?.write(&stage.folder)?;
    }
    Ok(())
}

/// What a build prints for a project that names no clinic.
const NO_CLINIC: &str = "warning: there is no clinic.json, so the pages name no clinic and their form \
    is closed; docs/clinic.md says what to write there";

/// What a release prints without the site's address.
const NO_ADDRESS: &str = "index.html: there is no <link rel=\"canonical\" \
    href=\"https://guide.clinic.example/\"> with the site's address, so the pages name none, and \
    there is no sitemap.xml";

/// How the backend understands a list in the form as a browser posts it by itself; `None` if it
/// understands no such form.
fn native_posts(folder: &Path, backend: &Backend, site: Option<&Address>) -> Result<Option<Lists>> {
    let Backend::Profile { file, own } = backend else {
        return Ok(Some(Lists::Repeat));
    };
    let name = file.unwrap_or("custom");
    let json = match file {
        Some(name) => fs_err::read_to_string(folder.join(format!("backends/{name}.json")))?,
        None => "{}".to_owned(),
    };
    let own = match own {
        Some(address) if !is_inline(address) => Some(own_file(folder, address, site)?),
        own => own.clone(),
    };
    let profile = Profile::parse(&json, own.as_deref());
    let profile = profile.map_err(Error::msg);
    let profile = profile.with_context(|| format!("the profile of the backend {name}"))?;
    Ok(profile.takes_native_posts().then_some(profile.lists))
}

/// The text of a profile's file, which must be one of the site's own: another could not be checked, and
/// the page's policy would not allow it.
fn own_file(folder: &Path, address: &str, site: Option<&Address>) -> Result<String> {
    let root = site.map_or("/", Address::path);
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let inside = path.strip_prefix(root);
    let inside = inside.filter(|path| !path.split('/').any(|part| part == ".."));
    let inside = inside.with_context(|| {
        format!(
            "index.html: profile=\"{address}\": on the guide's own page allowed are JSON, or the \
             path of a file in public/, such as {root}profile.json"
        )
    })?;
    let text = fs_err::read_to_string(folder.join(inside));
    text.with_context(|| format!("index.html: profile=\"{address}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(own: &str, site: Option<&str>) -> Result<bool, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            fs_err::write(folder.path().join(name), text).expect("a file");
        };
        write("native.json", r#"{"native": true}"#);
        write("wrong.json", r#"{"nativ": true}"#);
        let site = site.map(|site| Address::parse(site).expect("an address"));
        let own = Some(own.to_owned());
        let backend = Backend::Profile { file: None, own };
        let taken = native_posts(folder.path(), &backend, site.as_ref());
        let taken = taken.map(|lists| lists.is_some());
        taken.map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn the_profile_of_the_own_page_is_json_or_a_file_of_the_site() {
        assert_eq!(accepts(r#"{"native": true}"#, None), Ok(true));
        assert_eq!(accepts("/native.json", None), Ok(true));
        assert_eq!(accepts("/native.json?1", None), Ok(true));
        let in_folder = Some("https://a.example/guide/");
        assert_eq!(accepts("/guide/native.json", in_folder), Ok(true));
        for (own, site, why) in [
            (r#"{"nativ": true}"#, None, "nativ: allowed is"),
            ("[", None, "the profile of the backend custom: "),
            ("/wrong.json", None, "nativ: allowed is"),
            ("/missing.json", None, "profile=\"/missing.json\": "),
            ("/native.json", in_folder, "such as /guide/profile.json"),
            ("/../native.json", None, "such as /profile.json"),
            (
                "https://a.example/native.json",
                None,
                "the path of a file in public/",
            ),
        ] {
            let error = accepts(own, site).expect_err(own);
            assert!(error.contains(why), "{error}");
        }
    }
}
