//! Pages in frames and of odd addresses, with policies of odd shapes, and where nothing can be printed.

use journeys::{Role, Site, Visitor, host_page, host_page_with};
use serde_json::{Value, json};

use super::pages;

/// Frames with the guide: text in an attribute, an address made of text, a page that a script wrote.
const FRAMES: &str = host_page!(
    "",
    r##"<iframe id="srcdoc" style="width: 100%; height: 700px"></iframe>
<iframe id="blob" style="width: 100%; height: 700px"></iframe>
<iframe id="written" style="width: 100%; height: 700px"></iframe>
<script>
const html = (endpoint) => `<!doctype html><meta charset=utf-8>
<script type="module" src="https://guide.example/care-guide.js"><\/script>
<care-guide endpoint="${endpoint}"></care-guide>`;
const guide = html("/api/consultations");
document.querySelector("#srcdoc").srcdoc = guide;
document.querySelector("#blob").src = URL.createObjectURL(new Blob([guide], { type: "text/html" }));
const { contentDocument } = document.querySelector("#written");
contentDocument.write(guide);
contentDocument.close();
</script>"##
);

/// Sends the form of the guide in the frame, and returns what is posted, and where to.
fn posted_in(visitor: &Visitor, frame: &str) -> Value {
    let script = format!(
        "const {{ contentWindow: page }} = document.querySelector('#{frame}');
         const find = (selector) =>
             page.document.querySelector('care-guide')?.shadowRoot?.querySelector(selector);
         const until = async (look) => {{
             while (!look()) await new Promise((done) => setTimeout(done, 50));
         }};
         const touch = () =>
             page.document.querySelector('care-guide')?.dispatchEvent(new Event('pointerdown'));
         return (async () => {{
             document.querySelector('#{frame}').scrollIntoView();
             await until(() => touch() && find('[data-hydrated]'));
             const posted = new Promise((done) => {{
                 page.fetch = async (request) => {{
                     done([request.url, (await request.clone().json()).page]);
                     return new page.Response(null, {{ status: 422 }});
                 }};
             }});
             find('[name=name]').value = 'Ana';
             find('[name=contact_by][value=email]').checked = true;
             find('[name=email]').value = 'ana@example.org';
             find('[name=consent_contact]').checked = true;
             find('form [type=submit]').click();
             const [url, from] = await posted;
             return [url.replace(location.origin, ''), from?.replace(location.origin, '')];
         }})()"
    );
    visitor.runs(&script)
}

#[test]
fn frames_made_of_text_post_to_the_page_s_site_and_name_its_page() {
    Site::with_cross_origin_guide()
        .without_hydration()
        .hosting("/frames", FRAMES)
        .visit(|visitor| {
            visitor.opens("/frames?q=private");
            for (frame, page) in [("srcdoc", "/frames"), ("blob", "/"), ("written", "/frames")] {
                visitor.begins(frame);
                let posted = posted_in(visitor, frame);
                assert_eq!(posted, json!(["/api/consultations", page]), "{frame}");
            }
        });
}

/// The policy's nonce for scripts is `right`.
const POLICY: &str = "script-src 'nonce-right' 'wasm-unsafe-eval'; style-src 'nonce-style'";

#[test]
fn the_nonce_is_that_of_the_guide_s_own_script() {
    let page = |before: &str, tag: &str| {
        let html = pages::PLAIN.replacen(
            "<script type=\"module\"",
            &format!("{before}<script {tag} type=\"module\""),
            1,
        );
        // Which would need a nonce.
        &*String::leak(html.replace(" style=\"width: 1000px\"", ""))
    };
    let rows = [
        (
            "/style-first",
            "<style nonce=\"style\">p { margin: 0 }</style>",
        ),
        (
            "/empty-first",
            "<div nonce=\"\"></div><script nonce=\"\" type=\"text/plain\"></script>",
        ),
        (
            "/stale-first",
            "<script nonce=\"stale\" type=\"text/plain\"></script>",
        ),
    ];
    let mut site = Site::with_cross_origin_guide();
    for (path, before) in rows {
        site = site
            .hosting(path, page(before, "nonce=\"right\""))
            .with_policy(POLICY);
    }
    // A script of the page's own brings the guide in, as consent managers do.
    let imports =
        "<script nonce=\"right\">import(\"https://guide.example/care-guide.js\")</script>";
    let imported = pages::PLAIN.replacen(
        "<script type=\"module\" src=\"https://guide.example/care-guide.js\"></script>",
        &["<style nonce=\"style\"></style>", imports].concat(),
        1,
    );
    site = site
        .hosting(
            "/imported",
            String::leak(imported.replace(" style=\"width: 1000px\"", "")),
        )
        .with_policy(
            "script-src 'nonce-right' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'nonce-style'",
        );
    site.visit(|visitor| {
        for path in ["/style-first", "/empty-first", "/stale-first", "/imported"] {
            visitor.begins(path);
            visitor
                .opens(path)
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
        }
    });
}

#[test]
fn a_language_link_leads_to_the_guide_s_own_page() {
    Site::with_cross_origin_guide()
        .hosting("/clinic/guide", pages::PLAIN)
        .hosting(
            "/version",
            String::leak(pages::PLAIN.replace("/care-guide.js", "/care-guide.js?version=1")),
        )
        .visit(|visitor| {
            for path in ["/clinic/guide", "/version"] {
                visitor.begins(path);
                visitor.opens(path);
                let links = "const tree = document.querySelector('care-guide').shadowRoot;
                    const { origin } = new URL(document.querySelector('script[src]').src);
                    return [...tree.querySelectorAll('[hreflang]')]
                        .map((link) => link.href.replace(origin, ''))";
                visitor.sees_of_the_page(links, json!(["/", "/es/"]));
                visitor
                    .clicks(Role::Link, "Español")
                    .sees_a(Role::Link, "English")
                    .sees_of_the_page(
                        "return document.querySelector('care-guide').shadowRoot
                             .querySelector('.care-guide').lang",
                        json!("es"),
                    )
                    .sees_of_the_page(links, json!(["/", "/es/"]))
                    .sees_address(path);
            }
        });
}

const SANDBOX: &str = host_page!(
    "",
    r#"<iframe sandbox="allow-scripts allow-same-origin allow-forms" src="/inside"
 style="width: 100%; height: 700px"></iframe>"#
);

#[test]
fn where_nothing_can_be_printed_the_button_says_so_and_later_prints_show_everything() {
    let inside = "const { contentDocument, contentWindow } = document.querySelector('iframe');
        const tree = contentDocument.querySelector('care-guide')?.shadowRoot;";
    Site::with_cross_origin_guide()
        .without_hydration()
        .hosting("/sandbox", SANDBOX)
        .hosting("/inside", pages::PLAIN)
        .expecting_any("Ignored call to 'print()'")
        .expecting_any("allow-modals")
        .expecting_any("can escape its sandboxing")
        .visit(|visitor| {
            visitor
                .opens("/sandbox")
                .sees_hydrated(inside)
                .runs(&format!(
                    "{inside}
                     tree.querySelector('#what-matters').closest('details').open = true;
                     tree.querySelector('#tick-m1').click();
                     tree.querySelector('.keep button').click()"
                ));
            let shown = format!("{inside} return tree.querySelector('output').innerText");
            visitor.sees_of_the_page(
                &shown,
                json!("This page cannot print here. Copy the summary, or take a picture of it."),
            );
            let state =
                format!("{inside} return tree.querySelectorAll('[data-state=printing]').length");
            assert_eq!(visitor.runs(&state), json!(0));
        });
}

#[test]
fn an_app_without_print_says_so_and_a_print_without_an_end_is_over_with_the_next() {
    let app = host_page_with(pages::PLAIN, None, "window.print = undefined;");
    // It never says that the print is over.
    let endless = "window.print = () => dispatchEvent(new Event('beforeprint'));";
    let endless = host_page_with(pages::PLAIN, None, endless);
    Site::with_cross_origin_guide()
        .hosting("/app", app)
        .hosting("/endless", endless)
        .visit(|visitor| {
            let prints = |path| {
                visitor.begins(path);
                visitor
                    .opens(path)
                    .ticks("Care with strong proof")
                    .clicks(Role::Button, "Print my summary");
            };
            prints("/app");
            visitor.sees_text("This page cannot print here.");
            prints("/endless");
            let state = "return document.querySelector('care-guide').shadowRoot
                .querySelector('[data-state]')?.dataset.state ?? ''";
            assert_eq!(visitor.runs(state), json!("printing"));
            visitor.runs("dispatchEvent(new Event('beforeprint'))");
            assert_eq!(visitor.runs(state), json!(""));
        });
}
