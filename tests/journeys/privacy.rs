//! What leaves the page, and what the browser is given to keep: `docs/privacy.md`. Every journey
//! looks for strangers that are called and for things that are kept; these show that it would find
//! some, and what a whole visit asks for.

use journeys::{Engine, Role, Site, Visitor};

use crate::tables;

const EMBEDDED: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Our clinic</title>
<link rel="icon" href="data:,">
<style>care-guide { display: block; min-height: 100vh }</style>
<script type="module" src="/care-guide.js"></script>
</head>
<body>
<care-guide endpoint="/api/consultations"></care-guide>
</body>
</html>"#;

/// A page that keeps something by itself. What it keeps is gone when the journey ends.
const KEEPING: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Our clinic</title>
<link rel="icon" href="data:,">
<script>
localStorage.setItem('visits', '1');
sessionStorage.visits = '1';
document.cookie = 'visits=1';
navigator.sendBeacon('/health');
new EventSource('/health').close();
</script>
</head>
<body><p>Call us: 617-555-0100</p></body>
</html>"#;

/// A page that shows nothing.
const EMPTY: &str = r#"<!doctype html><title>Our clinic</title><link rel="icon" href="data:,">"#;

/// Reads every section, ticks, prints, and sends a request.
fn visits(visitor: &Visitor) {
    let guide = visitor.server().guide();
    visitor.opens("/?utm_source=letter&gclid=1");
    for section in &guide.sections {
        visitor
            .clicks_tab(&section.label)
            .sees_panel(&section.label);
    }
    visitor
        .clicks(Role::Link, &guide.interface.show_everything)
        .ticks("Care with strong proof")
        .has_a_printer()
        .clicks(Role::Button, "Print my summary")
        .runs("dispatchEvent(new Event('afterprint'))");
    visitor
        .fills_in_the_form()
        .asks_for_a_consultation()
        .sees_it_arrived();
}

const ICONS: [&str; 3] = ["/icon.svg", "/apple-touch-icon.png", "/favicon.ico"];

/// The paths that were asked for, sorted; a name's hash is `…`. Whether and when it wants which
/// icon is the browser's business.
fn paths(visitor: &Visitor) -> Vec<String> {
    let own = &visitor.server().origins.own;
    let path = |address: &String| {
        let path = address.strip_prefix(own.as_str())?;
        // What the visitor followed is the page itself.
        let path = path.split(['?', '#']).next()?;
        Some(unhashed(path)).filter(|path| !ICONS.contains(&path.as_str()))
    };
    let calls = visitor.requests();
    let mut paths: Vec<_> = calls.iter().filter_map(path).collect();
    paths.sort();
    if Engine::chosen() == Engine::WebKit {
        // It tells twice of a page whose opener policy takes it to another process.
        paths.dedup_by(|again, path| again == path && path == "/");
    }
    paths
}

/// `/careguide-….js` for `/careguide-0123456789abcdef.js`.
fn unhashed(path: &str) -> String {
    let parts = path.rsplit_once('-').zip(path.rsplit_once('.'));
    match parts {
        Some(((name, hash), (_, end))) if hash.len() == 17 + end.len() => {
            format!("{name}-….{end}")
        }
        _ => path.to_owned(),
    }
}

#[test]
fn a_whole_visit_requests_only_what_the_document_lists() {
    let mut rows = Vec::new();
    let mut see = |site: Site, page: &str| {
        site.visit(|visitor| {
            visits(visitor);
            let mut asked = visitor
                .requests()
                .into_iter()
                .filter(|address| address.contains('?'));
            // What the visitor followed.
            let followed = visitor.server().url("/?utm_source=letter&gclid=1");
            assert!(
                asked.all(|address| address == followed),
                "no query goes along"
            );
            let paths = paths(visitor);
            rows.extend(
                paths
                    .iter()
                    .map(|path| vec![page.to_owned(), format!("`{path}`")]),
            );
        });
    };
    see(Site::with_receiver(), "the guide's own");
    see(
        Site::with_receiver().embedded_in(EMBEDDED),
        "one with the guide embedded",
    );
    if !rows.is_empty() {
        tables::check("privacy.md", "requests", &["page", "asks for"], &rows);
    }
}

#[test]
fn storage_and_background_requests_are_detected() {
    Site::with_receiver()
        .embedded_in(KEEPING)
        .without_hydration()
        .expecting(1, "the page has used Storage.setItem")
        .expecting_any("the page has used localStorage")
        .expecting_any("the page has used sessionStorage")
        .expecting_any("the page has used document.cookie")
        .expecting(1, "the page has used Navigator.sendBeacon")
        .expecting(1, "the page has used EventSource")
        .expecting_any("405 (Method Not Allowed)")
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_in_console("the page has used document.cookie")
                .sees_in_console("the page has used sessionStorage");
            let kept = ["a cookie", "local storage", "session storage"];
            assert_eq!(visitor.stored_items(), kept);
            visitor.runs(
                "localStorage.clear(); sessionStorage.clear(); document.cookie = 'visits=; max-age=0'",
            );
        });
}

#[test]
#[should_panic(expected = "the page called")]
fn a_request_to_a_foreign_origin_is_detected() {
    Site::with_receiver()
        .failing_on_purpose()
        .embedded_in(EMPTY)
        .without_hydration()
        .expecting_any("Failed to load resource")
        .visit(|visitor| {
            let stranger = &visitor.server().origins.third;
            visitor
                .opens("/")
                .runs(&format!("fetch('{stranger}/health').catch(() => {{}})"));
        });
}
