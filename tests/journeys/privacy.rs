//! Requests and storage (`docs/privacy.md`). Every journey checks both; these show that the checks
//! work, and what a whole visit requests.

use journeys::{Engine, Role, Site, Visitor, host_page};
use serde_json::json;

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

/// Everything that the page holds: markup and attributes of every tree, and what stands in its controls.
const WHOLE_PAGE: &str = "
    const held = [];
    const collect = (tree) => {
        held.push(tree.innerHTML, tree.textContent);
        for (const element of tree.querySelectorAll('*')) {
            held.push(...[...element.attributes].map(({ value }) => value));
            held.push(element.value, element.defaultValue);
            if (element.shadowRoot) collect(element.shadowRoot);
            if (element.localName === 'template') collect(element.content);
        }
    };
    collect(document.documentElement);
    return held.join('\\n')";

/// Words that a visitor types, none of which is in the guide.
const TYPED: [&str; 5] = ["Zebedee", "quagga", "5550199", "Xylophone", "Wolpertinger"];

#[test]
fn what_was_typed_leaves_the_page_once_it_is_sent() {
    Site::with_receiver().visit_both(|visitor| {
        let [name, email, phone, message, question] = TYPED;
        visitor
            .opens("/")
            .fills("Your own questions", question)
            .fills("Full name", name)
            .adds_a_phone_number(phone)
            .fills("Email address", &format!("{email}@example.org"))
            .fills("Anything else? (optional)", message)
            .ticks("Add my summary to the message")
            .consents();
        let page = visitor.runs(WHOLE_PAGE);
        let page = page.as_str().unwrap_or_default();
        for word in TYPED {
            assert!(page.contains(word), "the page has no {word} before");
        }
        visitor
            .asks_for_a_consultation()
            .sees_it_arrived()
            .sees_text("Your reference");
        let page = visitor.runs(WHOLE_PAGE);
        let page = page.as_str().unwrap_or_default();
        for word in TYPED {
            assert!(!page.contains(word), "the page still has {word}");
        }
        let rows = visitor.server().rows();
        let sent = &rows.last().expect("it is stored").request;
        assert_eq!((sent.name.as_str(), sent.phone.as_str()), (name, phone));
        assert!(sent.message.contains(question), "{sent:#?}");
    });
}

#[test]
fn questions_that_were_not_sent_stay() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .fills("Your own questions", "Wolpertinger")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived()
            .sees_in("Your own questions", "Wolpertinger");
    });
}

#[test]
fn a_form_that_came_back_is_emptied_too() {
    Site::with_receiver()
        .without_scripts()
        .in_full_browser()
        .expecting(1, "status of 422")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills("Full name", "Zebedee")
                .fills("Anything else? (optional)", "Xylophone")
                .asks_for_a_consultation()
                .sees_in("Full name", "Zebedee")
                .chooses("Phone call")
                .fills("Phone number", "5550199")
                .consents()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request")
                .sees_no_text("Zebedee");
        });
}

#[test]
fn no_spell_checker_gets_what_is_typed() {
    Site::with_receiver().visit_both(|visitor| {
        let unwatched = visitor.opens("/").runs(
            "const guide = document.querySelector('care-guide');
             const tree = guide.shadowRoot ?? document;
             const typed = 'input:not([type]), [type=text], [type=email], [type=tel], textarea';
             return [...tree.querySelectorAll(typed)].filter((it) => it.name !== 'website')
                 .map((it) => [it.name, it.spellcheck, it.getAttribute('writingsuggestions')])",
        );
        let names = ["own_questions", "name", "email", "phone", "message"];
        assert_eq!(
            unwatched,
            json!(names.map(|name| json!([name, false, "false"])))
        );
    });
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
        .expecting_any("net::ERR_")
        .visit(|visitor| {
            let stranger = &visitor.server().origins.third;
            visitor.opens("/").runs(&format!(
                "return fetch('{stranger}/health').catch(() => {{}}).then(() => 'answered')"
            ));
        });
}
