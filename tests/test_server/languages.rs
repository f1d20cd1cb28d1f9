//! The site as built of a guide in English and in the pseudo-locale.

use std::fs;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use careguide::Config;
use careguide::config::PageContext;
use careguide::prerender::{Language, fragment_in_one_of};
use contract::Guide;
use sha2::{Digest as _, Sha256};

use super::{english, pseudo_locale};
use crate::environment;

#[derive(Debug)]
pub struct Languages([Edition; 2]);

/// The guide in one language.
#[derive(Debug)]
struct Edition {
    guide: Guide,
    path: &'static str,
    page: String,
    /// The HTML for host pages.
    fragment: String,
}

impl Languages {
    /// Renders them, with the attributes of the built page.
    pub fn render() -> Self {
        let built = environment::dist().join("index.html");
        let built = fs::read_to_string(built).expect("the built page");
        let english = english();
        let pseudo = pseudo_locale::guide(&english);
        assert_eq!(pseudo.check(), [], "it is a guide like any other");
        let render = |guide: &Guide, path, up| Edition {
            page: page(
                &built,
                &guide.clone().of_clinic(&super::clinic()),
                up,
                &links([&english, &pseudo], up),
            ),
            fragment: fragment(guide, false, &links([&english, &pseudo], "/")),
            guide: guide.clone(),
            path,
        };
        Self([
            render(&english, "/", "./"),
            render(&pseudo, "/ar-XB/", "../"),
        ])
    }

    pub fn page(&self, path: &str) -> Option<&str> {
        let edition = self.0.iter().find(|edition| edition.path == path)?;
        Some(&edition.page)
    }

    pub fn fragment(&self, path: &str) -> Option<&str> {
        let edition = self
            .0
            .iter()
            .find(|edition| path.strip_prefix('/') == Some(&address_of_fragment(&edition.guide)))?;
        Some(&edition.fragment)
    }

    /// The loader with the HTML of both languages.
    pub fn edit_loader(&self, loader: &str) -> String {
        let places = self.0.iter().map(|edition| {
            let Guide { name, language, .. } = &edition.guide;
            let file = address_of_fragment(&edition.guide);
            let digest = BASE64_STANDARD.encode(Sha256::digest(&edition.fragment));
            format!("\"{name}.{language}\":[\"{file}\",\"sha256-{digest}\"],")
        });
        let places: String = places.collect();
        super::replace_once(loader, "\"mdma.en\":", &format!("{places}\"built\":"))
    }
}

fn address_of_fragment(guide: &Guide) -> String {
    format!("guides/{}.{}.html", guide.name, guide.language)
}

fn links(guides: [&Guide; 2], up: &str) -> [Language; 2] {
    let [first, second] = guides;
    let link = |guide: &Guide, folder: &str| Language {
        tag: guide.language.clone(),
        name: guide.interface.language_name.clone(),
        address: format!("{up}{folder}"),
    };
    [link(first, ""), link(second, "ar-XB/")]
}

/// The built page with this guide.
fn page(built: &str, guide: &Guide, up: &str, links: &[Language]) -> String {
    let Guide {
        language,
        direction,
        ..
    } = guide;
    let (head, rest) = built
        .split_once("<care-guide ")
        .expect("the guide's element");
    let (attributes, rest) = rest.split_once('>').expect("its start tag ends");
    let (_, after) = rest.split_once("</care-guide>").expect("it ends");
    let head = head.replace("=\"./", &format!("=\"{up}"));
    // The loader is changed, so its digest goes.
    let (before, digest) = head.split_once(" integrity=\"").expect("a digest");
    let (_, behind) = digest.split_once('"').expect("it ends");
    let head = format!("{before}{behind}");
    let direction = direction.as_str();
    let root = format!("<html lang=\"{language}\" dir=\"{direction}\">");
    let head = super::replace_once(&head, "<html lang=\"en\" dir=\"ltr\">", &root);
    let here = format!("lang=\"{language}\"");
    let attributes = super::replace_once(attributes, "lang=\"en\"", &here);
    let attributes = attributes.replace("=\"./", &format!("=\"{up}"));
    let guide = fragment(guide, true, links);
    format!("{head}<care-guide {attributes}>{guide}</care-guide>{after}")
}

/// The HTML of the guide as built, for the own page or for host pages.
fn fragment(guide: &Guide, own_page: bool, links: &[Language]) -> String {
    let attribute = |name: &str| match name {
        "lang" => Some(guide.language.clone()),
        "endpoint" if own_page => Some("/api/consultations".to_owned()),
        "deep-links" if own_page => Some(String::new()),
        _ => None,
    };
    let (config, _) = Config::read(attribute, PageContext::default());
    fragment_in_one_of(links, guide, &config)
}
