//! The metadata in a page's head, for search engines and previews of links.

use careguide::prerender::escaped;
use contract::Guide;

use crate::translations::{Translation, Translations};

/// Lines for the head: the preview of a link (Open Graph), and where the other languages are.
///
/// No picture: one drawn from the title alone would say nothing more.
pub fn lines(page: &Translation<'_>, translations: &Translations<'_>) -> String {
    let guide = page.guide;
    let mut lines = String::new();
    let mut property = |name: &str, content: &str| {
        let content = escaped(content);
        lines += &format!("<meta property=\"og:{name}\" content=\"{content}\">\n");
    };
    property("type", "article");
    property("title", &guide.title);
    property("description", &guide.description);
    if let Some(clinic) = &guide.clinic {
        property("site_name", &clinic.name);
    }
    if let Some(locale) = locale(guide) {
        property("locale", &locale);
    }
    if let Some(address) = translations.address() {
        property("url", &address.of(&page.folder()));
    }
    lines += "<meta name=\"twitter:card\" content=\"summary\">\n";
    lines + &alternates(translations)
}

/// A link to the page in each language, this one included, as search engines want it; the first is
/// for visitors who read no other. Empty where there is one language only, and where the site's
/// address is not known: they take whole addresses and no others.
fn alternates(translations: &Translations<'_>) -> String {
    let languages: Vec<_> = translations.absolute().collect();
    if languages.len() < 2 {
        return String::new();
    }
    let any = languages.first().map(|first| ("x-default", &first.address));
    let each = languages
        .iter()
        .map(|language| (language.tag.as_str(), &language.address));
    each.chain(any)
        .map(|(tag, address)| {
            let (tag, address) = (escaped(tag), escaped(address));
            format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\">\n")
        })
        .collect()
}

/// The language as Open Graph writes it, `es_US`; it knows none without a country.
fn locale(guide: &Guide) -> Option<String> {
    let (language, country) = guide.language.split_once('-')?;
    let is_country = country.len() == 2 && country.bytes().all(|c| c.is_ascii_alphabetic());
    is_country.then(|| format!("{language}_{}", country.to_ascii_uppercase()))
}
