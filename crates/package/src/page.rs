//! The page in the zip that says what to do with it, to people who have no developer.

use anyhow::{Context as _, Result};

use crate::archive::{OWN_PAGE, UPLOAD};
use crate::{EMBEDDING, snippet};

/// The services that take requests.
pub const BACKENDS: &str = "docs/backends.md";

/// The page with its gaps: `{{name}}`.
const PAGE: &str = include_str!("../page/upload-these.html");

/// Where a page on another site finds the folder.
const ELSEWHERE: &str = "https://www.clinic.example/careguide/";

/// Fills the gaps from the two documents.
pub fn html(embedding: &str, backends: &str, version: &str) -> Result<String> {
    let snippet = |place: &str| {
        let snippet = snippet::at(embedding, place).context(EMBEDDING)?;
        anyhow::Ok(escaped(&snippet))
    };
    let services = snippet::services(backends).context(BACKENDS)?;
    let rows = services.iter().map(|service| {
        let (name, attributes) = (escaped(&service.name), escaped(&service.attributes));
        format!("<tr><th scope=\"row\">{name}</th><td><code>{attributes}</code></td></tr>\n")
    });
    let mut html = PAGE.to_owned();
    for (gap, text) in [
        ("own", snippet(&format!("/{UPLOAD}/"))?),
        (
            "wordpress",
            snippet(&format!("/wp-content/uploads/{UPLOAD}/"))?,
        ),
        ("elsewhere", snippet(ELSEWHERE)?),
        ("services", rows.collect()),
        ("version", escaped(version)),
        ("upload", UPLOAD.to_owned()),
        ("own-page", OWN_PAGE.to_owned()),
    ] {
        html = html.replace(&format!("{{{{{gap}}}}}"), &text);
    }
    Ok(html)
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    markup::escape(text, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_of_the_page_is_filled_and_nothing_is_loaded_from_elsewhere() {
        let embedding = "## The snippet\n\n```html\n<script type=\"module\" \
             src=\"https://guide.clinic.example/care-guide.js\"></script>\n<care-guide \
             endpoint=\"https://guide.clinic.example/api/consultations\"></care-guide>\n```\n";
        let backends = "## The profiles\n\n### Post & Co\n\n`endpoint=\"https://a.example/\" \
             backend=\"post\"`\n";
        let html = html(embedding, backends, "0.1.0-ab").expect("it is made");
        assert!(!html.contains("{{"), "{html}");
        for text in [
            "src=\"/careguide/care-guide.js\"",
            "src=\"/wp-content/uploads/careguide/care-guide.js\"",
            "src=\"https://www.clinic.example/careguide/care-guide.js\"",
            "backend=\"post\"",
        ] {
            assert!(html.contains(&escaped(text)), "{text}");
        }
        assert!(html.contains("Post &amp; Co") && html.contains("0.1.0-ab"));
        assert!(
            !html.contains("<script") && !html.contains("<link"),
            "it needs nothing"
        );
    }
}
