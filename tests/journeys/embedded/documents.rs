//! The guide in another document than the one it was made in.

use journeys::{Site, host_page};
use serde_json::{Value, json};

const PAGE: &str = host_page!(
    r#"<main><care-guide endpoint="/api/consultations"><p>Call us: 617-555-0100</p></care-guide></main>
<iframe id="frame" srcdoc="<!doctype html><title>A frame</title><main></main>"></iframe>"#
);

const PRINTED: &str = host_page!(
    r#"<main><care-guide endpoint="/api/consultations">{printed.en}<p>Call us: 617-555-0100</p></care-guide></main>
<iframe id="frame" srcdoc="<!doctype html><title>A frame</title><main></main>"></iframe>"#
);

/// Some of the guide's style, and whether its second tab can be chosen.
const WORKS: &str = "
    const host = window.guide;
    const view = host.ownerDocument.defaultView;
    const tree = host.shadowRoot;
    const tab = tree.querySelectorAll('[role=tab]')[TAB];
    tab.click();
    return new Promise((done) => setTimeout(() => done([
        view.getComputedStyle(tree.querySelector('.tabs ul')).listStyleType,
        view.getComputedStyle(tree.querySelector('.tabs a')).minHeight,
        tab.getAttribute('aria-selected'),
        tree.querySelectorAll('.panel:not([hidden])').length,
    ]), 100));
";

#[test]
fn a_guide_that_was_in_another_document_keeps_its_style_and_works() {
    let works = json!(["none", "48px", "true", 1]);
    let back = "document.querySelector('main').append(window.guide)";
    for (name, page) in [("fetched", PAGE), ("printed", PRINTED)] {
        println!("{name}");
        Site::with_receiver().embedded_in(page).visit(|visitor| {
            visitor.opens("/");
            visitor.runs("window.guide = document.querySelector('care-guide')");
            // A guide that was in no document hydrates anew, so it may take a while.
            let works_at = |tab: u8| {
                let script = WORKS.replace("TAB", &tab.to_string());
                visitor.sees_of_the_page(&script, works.clone());
            };
            for there in [
                "document.implementation.createHTMLDocument('').body.append(window.guide)",
                "new DOMParser().parseFromString('<main></main>', 'text/html').body.append(window.guide)",
                "document.querySelector('iframe').contentDocument.body.append(window.guide)",
                "const inert = document.createElement('template'); inert.content.append(window.guide)",
            ] {
                println!("{there}");
                visitor.runs(there);
                visitor.runs("return new Promise((done) => setTimeout(done, 50))");
                visitor.runs(back);
                visitor.sees_the_page_hydrated();
                works_at(4);
                works_at(0);
            }
            let stays = "document.querySelector('iframe').contentDocument.querySelector('main').append(window.guide)";
            visitor.runs(stays);
            works_at(4);
            assert_eq!(visitor.runs(FRAMED), json!("frame"));
        });
    }
}

const FRAMED: &str = "return window.guide.ownerDocument.defaultView.frameElement.id";

/// A guide that was never shown in this page's document.
#[test]
fn a_guide_that_a_script_made_in_another_document_works() {
    Site::with_receiver().embedded_in(PAGE).visit(|visitor| {
        visitor.opens("/");
        let made: Value = visitor.runs(
            "document.querySelector('care-guide').remove();
             const other = new DOMParser().parseFromString(
                 '<care-guide endpoint=\"/api/consultations\" clinic-name=\"Us\"></care-guide>', 'text/html');
             window.guide = other.querySelector('care-guide');
             document.querySelector('main').append(window.guide);
             return window.guide.constructor.name !== 'HTMLElement'",
        );
        assert_eq!(made, json!(true));
        visitor.sees_the_page_hydrated().clicks_tab("Risks").sees_tab_selected("Risks");
    });
}
