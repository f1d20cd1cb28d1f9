//! A guide's neutral HTML with the project's clinic in it, as `src/loader/clinic.js` fills it: the
//! script finds nothing left to do, so nothing moves.

use anyhow::{Context as _, Result};
use careguide::prerender::{escaped, mail_link, telephone, unescaped};
use contract::clinic::{CLINIC, CLINIC_FIRST};
use contract::{Guide, Particulars};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use serde_json::{Map, Value};

use crate::address::Address;

/// What one of the particulars puts into its places.
struct Row<'a> {
    what: &'static str,
    /// The element in the place that gets it; empty for the place itself.
    inner: &'static str,
    /// The element's text, if it changes.
    text: Option<&'a str>,
    /// An attribute, if it can be known.
    attribute: Option<(&'static str, String)>,
}

/// The neutral HTML with the clinic in it. `guide` is in the clinic's name, and `own` is its HTML.
/// Paths in the particulars belong to `site`; the script writes them where that is not known.
pub fn filled(
    neutral: &str,
    guide: &Guide,
    clinic: &Particulars,
    own: &str,
    site: Option<&Address>,
) -> Result<String> {
    let name = escaped(&clinic.name);
    let consent = &guide.consultation.consent;
    let wording = escaped(&format!("{}\n{}", consent.contact, consent.text));
    let mut contents = vec![("name", name)];
    if let Some(words) = &clinic.consent {
        contents.push(("consent_contact", escaped(&consent.contact)));
        if words.text.is_some() {
            contents.push(("consent_text", escaped(&consent.text)));
        }
    }
    if clinic.help.is_some() {
        for (what, end) in [("help_intro", "</p>"), ("help_lines", "</ul>")] {
            contents.push((what, inside(own, what, end)?.to_owned()));
        }
    }
    let mut settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("[data-clinic-in]", |it| {
            let places = it.get_attribute("data-clinic-in").unwrap_or_default();
            let places: Map<String, Value> = serde_json::from_str(&unescaped(&places))?;
            for (attribute, text) in &places {
                let text = text.as_str().unwrap_or_default();
                let text = text.replace(CLINIC, &clinic.name);
                let text = text.replace(CLINIC_FIRST, &clinic.name);
                it.set_attribute(attribute, &escaped(&text))?;
            }
            Ok(())
        }))
        .append_element_content_handler(element!("[name=consent_wording]", |it| {
            Ok(it.set_attribute("value", &wording)?)
        }))
        .append_element_content_handler(element!("[data-clinic=none]", |it| {
            Ok(it.set_attribute("hidden", "")?)
        }))
        .append_element_content_handler(element!(
            "[data-clinic=contact], [data-clinic=masthead]",
            |it| {
                it.remove_attribute("hidden");
                Ok(())
            }
        ));
    for (what, content) in contents {
        let place = format!("[data-clinic={what}]");
        settings = settings.append_element_content_handler(element!(&place, move |it| {
            it.set_inner_content(&content, ContentType::Html);
            Ok(())
        }));
    }
    for row in rows(clinic, site) {
        let place = format!("[data-clinic={}]", row.what);
        let inner = format!("{place} {}", row.inner);
        settings = settings
            .append_element_content_handler(element!(&place, |it| {
                it.remove_attribute("hidden");
                Ok(())
            }))
            .append_element_content_handler(element!(inner.trim(), move |it| {
                if let Some(text) = row.text {
                    it.set_inner_content(&escaped(text), ContentType::Html);
                }
                if let Some((name, value)) = &row.attribute {
                    it.set_attribute(name, &escaped(value))?;
                }
                Ok(())
            }));
    }
    Ok(counted(&rewrite_str(neutral, settings)?))
}

/// What is known of the clinic.
fn rows<'a>(clinic: &'a Particulars, site: Option<&Address>) -> Vec<Row<'a>> {
    let row = |what, inner, text: &'a Option<String>, attribute| {
        let text = Some(text.as_deref()?);
        Some(Row {
            what,
            inner,
            text,
            attribute,
        })
    };
    let web = |name, value: &Option<String>| Some((name, resolved(value.as_deref()?, site)?));
    let link = |value: &Option<String>, write: fn(&str) -> String| {
        value.as_deref().map(|value| ("href", write(value)))
    };
    let Particulars {
        logo,
        site: own,
        phone,
        mail,
        privacy,
        ..
    } = clinic;
    let without_text = |row: Row<'a>| Row { text: None, ..row };
    let rows = [
        row("phone", "a", phone, link(phone, telephone)),
        row("mail", "a", mail, link(mail, mail_link)),
        row("address", "span", &clinic.address, None),
        row("hours", "span", &clinic.hours, None),
        row("answers", "", &clinic.answers, None),
        row("site", "a", own, web("href", own)),
        row("privacy", "a", privacy, web("href", privacy)).map(without_text),
        row("logo", "img", logo, web("src", logo)).map(without_text),
    ];
    rows.into_iter().flatten().collect()
}

/// The whole address of one in the particulars; `None` for a path where the site's is not known.
fn resolved(address: &str, site: Option<&Address>) -> Option<String> {
    match (address.strip_prefix("./"), address.starts_with('/')) {
        (Some(path), _) => Some(site?.of(path)),
        (None, true) => {
            let site = site?;
            let root = site.of("");
            Some(format!(
                "{}{address}",
                root.strip_suffix(site.path()).unwrap_or(&root)
            ))
        }
        (None, false) => Some(address.to_owned()),
    }
}

/// What is in a place.
fn inside<'a>(html: &'a str, what: &str, end: &str) -> Result<&'a str> {
    let start = format!("data-clinic=\"{what}\">");
    let found = html.split_once(&start);
    let found = found.and_then(|(_, rest)| rest.split_once(end));
    let (words, _) = found.with_context(|| format!("there is no place for {what}"))?;
    Ok(words)
}

/// The root with the number of its elements, and that a clinic is in it.
fn counted(html: &str) -> String {
    // Texts and attributes have `&lt;`, so each `<` begins or ends an element.
    let elements = html.matches('<').count() - html.matches("</").count() - 1;
    let (before, rest) = html.split_once("data-elements=\"").unwrap_or((html, ""));
    let (_, after) = rest.split_once('"').unwrap_or_default();
    format!("{before}data-elements=\"{elements}\" data-clinic=\"given\"{after}")
}

#[cfg(test)]
mod tests {
    use contract::clinic::{Consent, Help};

    use super::*;

    fn of(clinic: &Particulars, html: &str, site: Option<&str>) -> String {
        let guide = include_str!("../../contract/tests/fixtures/small.en.json");
        let mut guide: Guide = serde_json::from_str(guide).expect("a guide");
        guide.consultation.consent.contact = "A may call.".to_owned();
        guide.consultation.consent.text = "A may text.".to_owned();
        let own = "<p data-clinic=\"help_intro\">In <strong>danger</strong>?</p>\
                   <ul data-clinic=\"help_lines\"><li>Call.</li></ul>";
        let site = site.map(|site| Address::parse(site).expect("an address"));
        filled(html, &guide, clinic, own, site.as_ref()).expect("it is filled")
    }

    #[test]
    fn each_place_gets_what_the_clinic_says_and_the_others_stay() {
        let clinic = Particulars {
            name: "<i> & A".to_owned(),
            phone: Some("617-555-0100".to_owned()),
            answers: Some("Soon.".to_owned()),
            logo: Some("./logo.svg".to_owned()),
            privacy: Some("/privacy".to_owned()),
            ..Particulars::default()
        };
        let html = "<div data-elements=\"9\"><p title=\"the clinic\" \
            data-clinic-in=\"{&quot;title&quot;:&quot;{clinic}&quot;}\">\
            <bdi data-clinic=\"name\">the clinic</bdi></p>\
            <p data-clinic=\"phone\" hidden>Phone: <a></a></p>\
            <p data-clinic=\"mail\" hidden><a></a></p>\
            <p data-clinic=\"answers\" hidden></p>\
            <p data-clinic=\"privacy\" hidden><a>Notice</a></p>\
            <p data-clinic=\"masthead\" hidden>\
            <span data-clinic=\"logo\" hidden><img alt=\"\"></span></p>\
            <p data-clinic=\"none\"><slot></slot></p>\
            <p data-clinic=\"help_intro\">Help</p></div>";
        let name = "&lt;i&gt; &amp; A";
        let with = |privacy: &str, logo: &str| {
            format!(
                "<div data-elements=\"15\" data-clinic=\"given\"><p title=\"{name}\" \
                 data-clinic-in=\"{{&quot;title&quot;:&quot;{{clinic}}&quot;}}\">\
                 <bdi data-clinic=\"name\">{name}</bdi></p>\
                 <p data-clinic=\"phone\">Phone: <a href=\"tel:6175550100\">617-555-0100</a></p>\
                 <p data-clinic=\"mail\" hidden><a></a></p>\
                 <p data-clinic=\"answers\">Soon.</p>\
                 <p data-clinic=\"privacy\"><a{privacy}>Notice</a></p>\
                 <p data-clinic=\"masthead\"><span data-clinic=\"logo\"><img alt=\"\"{logo}></span></p>\
                 <p data-clinic=\"none\" hidden=\"\"><slot></slot></p>\
                 <p data-clinic=\"help_intro\">Help</p></div>"
            )
        };
        assert_eq!(of(&clinic, html, None), with("", ""));
        assert_eq!(
            of(&clinic, html, Some("https://a.example/guide/")),
            with(
                " href=\"https://a.example/privacy\"",
                " src=\"https://a.example/guide/logo.svg\""
            )
        );
    }

    #[test]
    fn consent_and_help_replace_those_of_the_guide_if_the_clinic_has_them() {
        let clinic = Particulars {
            name: "A".to_owned(),
            consent: Some(Consent {
                contact: "A may call.".to_owned(),
                text: None,
            }),
            help: Some(Help {
                intro: "In **danger**?".into(),
                lines: vec!["Call.".into()],
            }),
            ..Particulars::default()
        };
        let html = "<div data-elements=\"7\">\
            <i data-clinic=\"consent_contact\"><bdi data-clinic=\"name\">The clinic</bdi> may.</i>\
            <i data-clinic=\"consent_text\">Text me.</i><input name=\"consent_wording\" value=\"x\">\
            <p data-clinic=\"help_intro\">Help</p><ul data-clinic=\"help_lines\"></ul></div>";
        assert_eq!(
            of(&clinic, html, None),
            "<div data-elements=\"7\" data-clinic=\"given\">\
             <i data-clinic=\"consent_contact\">A may call.</i>\
             <i data-clinic=\"consent_text\">Text me.</i>\
             <input name=\"consent_wording\" value=\"A may call.\nA may text.\">\
             <p data-clinic=\"help_intro\">In <strong>danger</strong>?</p>\
             <ul data-clinic=\"help_lines\"><li>Call.</li></ul></div>"
        );
    }
}
