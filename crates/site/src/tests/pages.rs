//! A guide in two languages, and all pages that become of it.

use careguide::prerender::escaped;
use serde_json::Value;

use super::*;

const ADDRESS: &str = "https://guide.clinic.example/";

/// The hook's work on a project with the small guide in English and in something like Spanish.
/// `address` is what `index.html` says of the site's.
fn built(address: Option<&str>) -> (TempDir, Stage) {
    let clinic = include_str!("../../../contract/tests/fixtures/clinic.json");
    built_by(Some(clinic), address)
}

fn built_by(clinic: Option<&str>, address: Option<&str>) -> (TempDir, Stage) {
    let (folder, stage) = staged(false);
    let template = read(&stage, "index.html").replace("guide=\"mdma\"", "guide=\"eyesight\"");
    let link = address.map(|address| format!("<link rel=\"canonical\" href=\"{address}\">"));
    let template = template.replace("</head>", &format!("{}</head>", link.unwrap_or_default()));
    fs_err::write(stage.folder.join("index.html"), template).expect("a file");

    let project = tempfile::tempdir().expect("a folder");
    fs_err::create_dir(project.path().join("guides")).expect("a folder");
    for guide in [small(), spanish()] {
        let name = format!("guides/{}.{}.json", guide.name, guide.language);
        let text = serde_json::to_string(&guide).expect("it is JSON");
        fs_err::write(project.path().join(name), text).expect("a file");
    }
    if let Some(clinic) = clinic {
        fs_err::write(project.path().join("clinic.json"), clinic).expect("a file");
    }
    let sources = |root: &Path| root.join("src");
    crate::stage::copy(&sources(Project::find().root()), &sources(project.path()))
        .expect("the style and the scripts");
    run(&Project::at(project.path()), &stage).expect("the pages are made");
    (folder, stage)
}

fn spanish() -> Guide {
    let mut guide = small();
    guide.language = "es".to_owned();
    guide.title = "¿Qué lentes?".to_owned();
    guide.about.updated = "2026-11-20".to_owned();
    guide.interface.language_name = "Español".to_owned();
    guide
}

#[track_caller]
fn holds(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part}\nis not in\n{page}");
    }
}

#[test]
fn each_language_has_a_page_that_links_to_the_others() {
    let (_folder, stage) = built(None);
    holds(
        &read(&stage, "index.html"),
        &[
            "<html lang=\"en\"",
            "<a id=\"language-es\" href=\"./es/\" hreflang=\"es\" lang=\"es\">Español</a>",
        ],
    );
    let loader = only(&stage, "care-guide-", ".js");
    for page in ["index.html", "es/index.html"] {
        // Search engines take whole addresses only, and the site's is not known.
        assert!(!read(&stage, page).contains("rel=\"alternate\""), "{page}");
    }
    holds(
        &read(&stage, "es/index.html"),
        &[
            "<html lang=\"es\"",
            "<title>¿Qué lentes?</title>",
            "<care-guide guide=\"eyesight\" lang=\"es\"",
            "<a id=\"language-en\" href=\"../\" hreflang=\"en\" lang=\"en\">English</a>",
            "href=\"../icon.svg\"",
            &format!("src=\"../{loader}\""),
        ],
    );
}

#[test]
fn with_the_site_s_address_every_page_says_its_own() {
    let (_folder, stage) = built(Some(ADDRESS));
    for (page, address) in [("index.html", ""), ("es/index.html", "es/")] {
        holds(
            &read(&stage, page),
            &[
                &format!("<link rel=\"canonical\" href=\"{ADDRESS}{address}\">"),
                &format!("<meta property=\"og:url\" content=\"{ADDRESS}{address}\">"),
                &format!("<link rel=\"alternate\" hreflang=\"en\" href=\"{ADDRESS}\">"),
                &format!("<link rel=\"alternate\" hreflang=\"es\" href=\"{ADDRESS}es/\">"),
                &format!("<link rel=\"alternate\" hreflang=\"x-default\" href=\"{ADDRESS}\">"),
                &format!("\"url\":\"{ADDRESS}{address}\""),
            ],
        );
    }
    let fragment = read(&stage, &only(&stage, "guides/eyesight.en-", ".html"));
    holds(&fragment, &[&format!("href=\"{ADDRESS}es/\"")]);
}

#[test]
fn with_the_site_s_address_there_is_a_sitemap() {
    let (_folder, stage) = built(Some(ADDRESS));
    let robots = read(&stage, "robots.txt");
    holds(&robots, &[&format!("Sitemap: {ADDRESS}sitemap.xml")]);
    let sitemap = read(&stage, "sitemap.xml");
    let alternate =
        format!("<xhtml:link rel=\"alternate\" hreflang=\"es\" href=\"{ADDRESS}es/\"/>");
    assert_eq!(sitemap.matches(&alternate).count(), 2, "{sitemap}");
    holds(
        &sitemap,
        &[
            &format!(
                "<loc>{ADDRESS}</loc>\n<lastmod>{}</lastmod>",
                small().about.updated
            ),
            &format!("<loc>{ADDRESS}es/</loc>\n<lastmod>2026-11-20</lastmod>"),
        ],
    );
}

#[test]
fn without_the_site_s_address_nothing_is_said_that_needs_it() {
    let (_folder, stage) = built(None);
    let page = read(&stage, "index.html");
    for part in ["canonical", "og:url", "\"url\":\"http://", "http://127"] {
        assert!(!page.contains(part), "{part}: {page}");
    }
    assert!(!stage.folder.join("sitemap.xml").exists());
    assert!(!read(&stage, "robots.txt").contains("Sitemap"));
}

#[test]
fn the_preview_of_a_link_says_what_the_guide_says() {
    let (_folder, stage) = built(None);
    let guide = small();
    holds(
        &read(&stage, "index.html"),
        &[
            "<meta property=\"og:type\" content=\"article\">",
            &format!(
                "<meta property=\"og:title\" content=\"{}\">",
                escaped(&guide.title)
            ),
            &format!(
                "<meta property=\"og:site_name\" content=\"{}\">",
                "Sight Clinic"
            ),
        ],
    );
}

#[test]
fn the_page_describes_itself_to_machines_in_the_guide_s_words() {
    let (_folder, stage) = built(None);
    let page = read(&stage, "index.html");
    let (_, json) = page
        .split_once("<script type=\"application/ld+json\">")
        .expect("it is there");
    let (json, after) = json.split_once("</script>").expect("it ends");
    assert_eq!(after.trim(), "</body>\n</html>");
    let json: Value = serde_json::from_str(json).expect("it is JSON");
    let guide = small();
    assert_eq!(json["@type"], "MedicalWebPage");
    assert_eq!(json["name"], guide.title);
    assert_eq!(json["inLanguage"], "en");
    assert_eq!(json["dateModified"], guide.about.updated);
    assert_eq!(json.get("lastReviewed"), None, "no guide names a reviewer");
    assert_eq!(json["author"]["name"], guide.about.written_by);
    let clinic = &json["publisher"];
    assert_eq!(clinic["name"], "Sight Clinic");
    assert_eq!(clinic["telephone"], "(555) 010-0199");
    assert_eq!(clinic["url"], "https://clinic.example");
    let cited = json["citation"].as_array().expect("a list");
    assert_eq!(cited.len(), guide.sources.len());
    assert_eq!(cited[0]["name"], guide.sources[0].title);
    assert_eq!(cited[0]["url"], guide.sources[0].url);
}

#[test]
fn the_own_page_is_the_clinic_s_and_the_guide_for_other_pages_is_nobody_s() {
    let (_folder, stage) = built(None);
    for (page, clinic) in [
        ("index.html", "./clinic.json"),
        ("es/index.html", "../clinic.json"),
    ] {
        let html = read(&stage, page);
        holds(
            &html,
            &[
                &format!(" clinic=\"{clinic}\""),
                " data-clinic=\"given\"",
                "<strong>Sight Clinic</strong>",
                "Address: <span>1 Lens Lane</span>",
            ],
        );
    }
    // In the language of the file alone.
    let hours = "Hours: <span>Monday to Friday, 9 to 5</span>";
    holds(&read(&stage, "index.html"), &[hours]);
    assert!(!read(&stage, "es/index.html").contains(hours));
    let printed = read(&stage, &only(&stage, "guides/eyesight.en-", ".html"));
    assert!(!printed.contains("Sight Clinic"), "{printed}");
    holds(
        &printed,
        &["<strong><bdi data-clinic=\"name\">The clinic</bdi></strong>"],
    );
    let published: Value = serde_json::from_str(&read(&stage, "clinic.json")).expect("JSON");
    assert_eq!(published["name"], "Sight Clinic");
}

#[test]
fn a_project_without_a_clinic_names_none_and_its_form_is_closed() {
    let (_folder, stage) = built_by(None, None);
    let html = read(&stage, "index.html");
    assert!(
        !html.contains("Sight Clinic") && !html.contains("publisher"),
        "{html}"
    );
    assert!(!html.contains("data-clinic=\"given\"") && !html.contains(" clinic=\""));
    assert!(!html.contains(" action=\""), "the form is closed");
}

#[test]
fn no_text_ends_the_block_for_machines_early() {
    let mut guide = small();
    guide.title = "</script><p>".to_owned();
    let script = json_ld::script(&guide, None);
    assert_eq!(script.matches('<').count(), 2, "{script}");
}

#[test]
fn what_stands_in_for_a_page_leads_back_to_the_guide_of_its_language() {
    for (address, root) in [
        (None, "/"),
        (Some("https://clinic.example/guide/"), "/guide/"),
    ] {
        let (_folder, stage) = built(address);
        for (page, way) in [("404.html", ""), ("es/404.html", "es/")] {
            let html = read(&stage, page);
            let back = format!(
                "<a class=\"button\" href=\"{root}{way}\">{}</a>",
                small().interface.not_found.back
            );
            holds(
                &html,
                &[
                    &back,
                    "<meta name=\"robots\" content=\"noindex\">",
                    "class=\"help\"",
                ],
            );
        }
    }
}

#[test]
fn files_of_the_clinic_s_own_are_left_alone() {
    let (_folder, stage) = staged(false);
    for name in ["robots.txt", "404.html"] {
        fs_err::write(stage.folder.join(name), "own").expect("a file");
    }
    run(&Project::find(), &stage).expect("the page is made");
    assert_eq!(read(&stage, "robots.txt"), "own");
    assert_eq!(read(&stage, "404.html"), "own");
}
