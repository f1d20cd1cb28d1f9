//! What a release gives away, used as the page and the README in it say, with nothing of ours on the
//! server.

use std::fs;
use std::path::PathBuf;

use journeys::{Role, Site, Visitor, packages};
use serde_json::json;

/// Where the page sends requests: the clinic's web space cannot take them.
const ENDPOINT: &str = r#"<care-guide endpoint="{other_origin}/api/consultations""#;

/// The zip, unpacked.
fn zip() -> PathBuf {
    let folder = packages().join("zip");
    let inside = fs::read_dir(folder).expect("it is unpacked").next();
    inside.expect("a folder").expect("a folder").path()
}

/// What stands in the page "upload these" at the element with this id.
fn instruction(id: &str) -> String {
    let page = fs::read_to_string(zip().join("upload-these.html")).expect("the page");
    let (_, rest) = page.split_once(&format!("id=\"{id}\"")).expect(id);
    let (_, rest) = rest.split_once("<code>").expect("an example");
    let (text, _) = rest.split_once("</code>").expect("its end");
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// A page of the clinic with the snippet in the clinic's name, and with the line that its step 3 says.
fn page(snippet: &str) -> &'static str {
    let snippet = snippet
        .replace("<care-guide", ENDPOINT)
        .replace("Harbor Street Clinic", "Cambridge Biotherapies");
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Our clinic</title>\n<link rel=\"icon\" href=\"data:,\">\n</head>\n<body>\n\
         <h1>Our clinic</h1>\n{snippet}\n</body>\n</html>"
    );
    page.leak()
}

/// The guide shows, its tabs switch, and its form sends.
fn reads_and_asks(visitor: &Visitor) {
    visitor
        .opens("/")
        .clicks_tab("Risks")
        .sees_tab_selected("Risks");
    super::sends_a_request(visitor);
}

#[test]
fn an_uploaded_folder_shows_the_guide_on_plain_web_space() {
    for (id, place) in [
        ("own", "/careguide/"),
        ("wordpress", "/wp-content/uploads/careguide/"),
    ] {
        let page = page(&instruction(id));
        Site::with_upload(place, zip().join("careguide"), page).visit(reads_and_asks);
    }
}

#[test]
fn an_uploaded_folder_shows_the_guide_on_another_site_with_the_headers_that_the_page_says() {
    let snippet = instruction("elsewhere");
    let snippet = snippet.replace("https://www.clinic.example", "{other_origin}");
    Site::with_upload("/careguide/", zip().join("careguide"), page(&snippet))
        .elsewhere_with(instruction("headers"))
        .visit(reads_and_asks);
}

#[test]
fn the_snippet_as_it_is_shows_how_to_reach_the_clinic_in_place_of_a_form() {
    let page = page(&instruction("own")).replace(ENDPOINT, "<care-guide");
    Site::with_upload("/careguide/", zip().join("careguide"), page.leak())
        .expecting(1, "care-guide endpoint=")
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_contact_details_in_place_of_the_form();
        });
}

#[test]
fn the_npm_package_works_as_it_is_served_from_node_modules() {
    let snippet = instruction("own").replace("\"/careguide/", "\"/node_modules/careguide/");
    let folder = packages().join("npm/node_modules/careguide");
    Site::with_upload("/node_modules/careguide/", folder, page(&snippet)).visit(reads_and_asks);
}

#[test]
fn the_npm_package_works_in_a_page_that_vite_has_bundled() {
    Site::with_example("vite").visit(|visitor| {
        reads_and_asks(visitor);
        visitor.sees_of_the_page(
            "return document.querySelector('output').textContent",
            json!("Requests sent: 1"),
        );
    });
}

#[test]
fn the_page_in_the_zip_is_accessible() {
    Site::with_upload("/", zip(), "")
        .without_hydration()
        .visit(|visitor| {
            visitor
                .opens("/upload-these.html")
                .sees_a(Role::Heading, "Put the guide on your website")
                .is_accessible("the page in the zip");
        });
}

#[test]
fn an_import_without_the_copied_files_says_how_to_copy_them() {
    let snippet = instruction("own").replace(
        "/careguide/care-guide.js",
        "/node_modules/careguide/index.js",
    );
    let folder = packages().join("npm/node_modules/careguide");
    Site::with_upload("/node_modules/careguide/", folder, page(&snippet))
        .without_hydration()
        .expecting(1, "is missing: npx careguide public/careguide")
        .expecting_any("the server responded with a status of 404")
        .visit(|visitor| {
            visitor.opens("/").sees_text("617-555-0100");
        });
}
