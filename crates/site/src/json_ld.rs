//! The description of a page for machines: schema.org's MedicalWebPage, as JSON-LD.
//!
//! Nothing is in it that the guide file does not say. It stands at the end of the page, because no
//! visitor waits for it. A browser runs no such block, so the page's policy need not name it.

use contract::guide::Source;
use contract::{Guide, Particulars};
use serde_json::{Value, json};

/// The block, as an element.
pub fn script(guide: &Guide, address: Option<&str>) -> String {
    // In a script element nothing ends a text but `</`, and no reference stands for a `<`.
    let json = description(guide, address)
        .to_string()
        .replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{json}</script>\n")
}

fn description(guide: &Guide, address: Option<&str>) -> Value {
    let about = &guide.about;
    let mut page = json!({
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": guide.title,
        "description": guide.description,
        "inLanguage": guide.language,
        "version": guide.revision,
        "dateModified": about.updated,
        "audience": { "@type": "Patient" },
        "author": { "@type": "Organization", "name": about.written_by },
        "citation": guide.sources.iter().map(citation).collect::<Vec<_>>(),
    });
    if let Some(address) = address {
        page["url"] = address.into();
    }
    if let Some(clinic) = &guide.clinic {
        page["publisher"] = publisher(clinic);
    }
    page
}

/// The clinic: what its file says, and no more. Paths lead nowhere outside of the page.
fn publisher(clinic: &Particulars) -> Value {
    let mut publisher = json!({ "@type": "MedicalClinic", "name": clinic.name });
    let web = |address: &&String| address.starts_with("https:");
    for (name, value) in [
        ("url", clinic.site.as_ref().filter(web)),
        ("logo", clinic.logo.as_ref().filter(web)),
        ("telephone", clinic.phone.as_ref()),
        ("email", clinic.mail.as_ref()),
        ("address", clinic.address.as_ref()),
    ] {
        if let Some(value) = value {
            publisher[name] = value.as_str().into();
        }
    }
    publisher
}

/// The date is there only if it is a year: schema.org wants it as ISO 8601 has it.
fn citation(source: &Source) -> Value {
    let mut work = json!({
        "@type": "CreativeWork",
        "name": source.title,
        "creditText": source.by,
        "url": source.url,
    });
    if source.date.len() == 4 && source.date.bytes().all(|c| c.is_ascii_digit()) {
        work["datePublished"] = source.date.as_str().into();
    }
    work
}
