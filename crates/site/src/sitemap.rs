//! What search engines read about the site: `robots.txt` and `sitemap.xml`.

use careguide::prerender::{Language, escaped};

use crate::address::Address;
use crate::translations::{Translation, Translations};

/// Everything may be read. The form's endpoint has nothing to read.
pub fn robots(address: Option<&Address>) -> String {
    let rules = "User-agent: *\nDisallow: /api/\n";
    match address {
        Some(address) => format!("{rules}\nSitemap: {}\n", address.of("sitemap.xml")),
        None => rules.to_owned(),
    }
}

/// Each page with the day of its edition, and where it is in the other languages.
pub fn sitemap(translations: &Translations<'_>) -> String {
    let pages: Vec<_> = translations.absolute().collect();
    let alternate = |page: &Language| {
        let (tag, address) = (escaped(&page.tag), escaped(&page.address));
        format!("<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\"/>\n")
    };
    let alternates: String = match pages.len() {
        1 => String::new(),
        _ => pages.iter().map(alternate).collect(),
    };
    let page = |(page, address): (Translation<'_>, &str)| {
        let day = escaped(&page.guide.about.updated);
        let address = escaped(address);
        format!("<url>\n<loc>{address}</loc>\n<lastmod>{day}</lastmod>\n{alternates}</url>\n")
    };
    let addresses = pages.iter().map(|page| page.address.as_str());
    let urls: String = translations.iter().zip(addresses).map(page).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{urls}</urlset>\n"
    )
}
