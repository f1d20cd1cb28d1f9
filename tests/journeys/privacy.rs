//! Requests and storage (`docs/privacy.md`). Every journey checks both; these show that the checks
//! work, and what a whole visit requests.

use journeys::{Engine, Role, Site, Visitor, host_page};

use crate::tables;

const EMBEDDED: &str = host_page!(
    r#"<script type="module" src="/care-guide.js"></script>"#,
    r#"<care-guide endpoint="/api/consultations" style="display:block;min-height:100vh"></care-guide>"#
);

/// A page that stores data by itself. The journey removes it.
const STORING: &str = host_page!(
    r#"<script>
localStorage.setItem('visits', '1');
sessionStorage.visits = '1';
document.cookie = 'visits=1';
navigator.sendBeacon('/health');
new EventSource('/health').close();
</script>"#,
    "<p>Call us: 617-555-0100</p>"
);

const EMPTY: &str = r#"<!doctype html><title>Our clinic</title><link rel="icon" href="data:,">"#;

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

/// The requested paths, sorted, with `…` for hashes and without icons, which depend on the browser.
fn paths(visitor: &Visitor) -> Vec<String> {
    let own = &visitor.server().origins.own;
    let path = |address: &String| {
        let path = address.strip_prefix(own.as_str())?;
        // Without query and hash of the page.
        let path = path.split(['?', '#']).next()?;
        Some(unhashed(path)).filter(|path| !ICONS.contains(&path.as_str()))
    };
    let calls = visitor.requests();
    let mut paths: Vec<_> = calls.iter().filter_map(path).collect();
    paths.sort();
    if Engine::chosen() == Engine::WebKit {
        // WebKit reports a page twice that its opener policy moves to another process.
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
    let mut visit = |site: Site, page: &str| {
        site.visit(|visitor| {
            visits(visitor);
            let mut asked = visitor
                .requests()
                .into_iter()
                .filter(|address| address.contains('?'));
            // The address of the page.
            let followed = visitor.server().url("/?utm_source=letter&gclid=1");
            assert!(
                asked.all(|address| address == followed),
                "requests with a query"
            );
            let paths = paths(visitor);
            rows.extend(
                paths
                    .iter()
                    .map(|path| vec![page.to_owned(), format!("`{path}`")]),
            );
        });
    };
    visit(Site::with_receiver(), "the guide's own");
    visit(
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
        .embedded_in(STORING)
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
            let stored = ["a cookie", "local storage", "session storage"];
            assert_eq!(visitor.stored_items(), stored);
            visitor.runs(
                "localStorage.clear(); sessionStorage.clear(); document.cookie = 'visits=; max-age=0'",
            );
        });
}

#[test]
#[should_panic(expected = "the page requested")]
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
