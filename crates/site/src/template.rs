//! What `index.html` says: the attributes of `<care-guide>`, the one place to configure the page, and
//! where the site will be.

use std::cell::RefCell;

use anyhow::{Context as _, Result, bail};
use careguide::Config;
use careguide::config::{PageContext, Warning};
use lol_html::{RewriteStrSettings, element, rewrite_str, text};

use crate::address::Address;

/// Where an element says more about its backend.
const PROFILE: &str = "care-guide > script[type=\"application/json\"]";

/// The page's own words about what to put into it.
#[derive(Debug)]
pub struct Template {
    /// `<html lang>`.
    language: Option<String>,
    /// `<link rel="canonical">`: the site's address.
    pub address: Option<Address>,
    attributes: Vec<(String, String)>,
    /// The JSON in its `<script type="application/json">`: the backend's profile.
    profile: Option<String>,
}

impl Template {
    /// Reads the page.
    pub fn read(html: &str) -> Result<Self> {
        let language = RefCell::new(None);
        let canonical = RefCell::new(None);
        let elements = RefCell::new(Vec::new());
        let profile = RefCell::new(None);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("html", |html| {
                language.replace(html.get_attribute("lang").map(|value| decode(&value)));
                Ok(())
            }))
            .append_element_content_handler(element!("link[rel=canonical]", |link| {
                canonical.replace(link.get_attribute("href").map(|value| decode(&value)));
                Ok(())
            }))
            .append_element_content_handler(element!("care-guide", |element| {
                let attributes = element.attributes().iter();
                let attributes = attributes.map(|a| (a.name(), decode(&a.value())));
                elements.borrow_mut().push(attributes.collect());
                Ok(())
            }))
            .append_element_content_handler(text!(PROFILE, |json| {
                profile
                    .borrow_mut()
                    .get_or_insert_with(String::new)
                    .push_str(json.as_str());
                Ok(())
            }));
        rewrite_str(html, settings)?;
        let address = canonical.into_inner();
        let address = address.as_deref().map(Address::parse).transpose();
        let address = address.context("<link rel=\"canonical\">")?;
        let mut elements = elements.into_inner();
        let count = elements.len();
        match elements.pop() {
            Some(attributes) if count == 1 => Ok(Self {
                language: language.into_inner(),
                address,
                attributes,
                profile: profile.into_inner(),
            }),
            _ => bail!("there must be exactly one <care-guide>, and there are {count}"),
        }
    }

    /// How `<care-guide>` is set up, and what is not allowed of it; on the page of another language,
    /// in that language.
    pub fn config(&self, language: Option<&str>) -> (Config, Vec<Warning>) {
        let attribute = |name: &str| match (name, language) {
            ("lang", Some(language)) => Some(language.to_owned()),
            _ => self.attribute(name),
        };
        let context = PageContext {
            language: self.language.clone(),
            profile: self.profile.clone(),
            ..Default::default()
        };
        Config::read(attribute, context)
    }

    /// The value of one of the attributes of `<care-guide>`.
    fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(found, _)| found == name)?;
        Some(value.clone())
    }
}

/// Replaces the character references that an attribute's value needs: the parser leaves them.
fn decode(value: &str) -> String {
    value
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attributes_of_the_element_and_the_language_of_the_page_are_read() {
        let html = r#"<html lang="en"><care-guide guide="mdma" deep-links
            endpoint="/api?a=1&amp;b=2"></care-guide></html>"#;
        let template = Template::read(html).expect("there is one element");
        assert_eq!(template.language.as_deref(), Some("en"));
        assert_eq!(template.attribute("guide").as_deref(), Some("mdma"));
        assert_eq!(template.attribute("deep-links").as_deref(), Some(""));
        assert_eq!(
            template.attribute("endpoint").as_deref(),
            Some("/api?a=1&b=2")
        );
        assert_eq!(template.attribute("theme"), None);
    }

    #[test]
    fn the_address_of_the_site_is_the_canonical_one() {
        let page =
            |head: &str| Template::read(&format!("<html>{head}<care-guide></care-guide></html>"));
        let link = |href| format!("<link rel=\"canonical\" href=\"{href}\">");
        let template = page(&link("https://a.example/")).expect("an address");
        assert_eq!(template.address, Address::parse("https://a.example/").ok());
        assert_eq!(page("").expect("an address is not needed").address, None);
        let error = page(&link("a.example")).expect_err("there is no scheme");
        let text = format!("{error:#}");
        let start = "<link rel=\"canonical\">: `a.example` is not";
        assert!(text.starts_with(start), "{text}");
    }

    #[test]
    fn an_element_in_a_comment_does_not_count() {
        let error = Template::read("<html><!-- <care-guide></care-guide> --></html>");
        let text = error.expect_err("there is no element").to_string();
        assert!(text.ends_with("there are 0"), "{text}");
    }

    #[test]
    fn two_elements_are_too_many() {
        let error = Template::read("<care-guide></care-guide><care-guide></care-guide>");
        let text = error.expect_err("there are two elements").to_string();
        assert!(text.ends_with("there are 2"), "{text}");
    }
}
