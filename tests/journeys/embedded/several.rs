//! Several guides on a page, and the ways to insert one.

use journeys::{Role, ScriptedResponse, Site, Visitor, host_page};
use serde_json::json;

/// Side by side, so that both are in view.
const TWO: &str = host_page!(
    r#"<script type="module" src="https://guide.example/care-guide.js"></script>
<style>main { display: flex } care-guide { flex: 1; min-width: 0 }</style>"#,
    r#"<main>
<care-guide id="first" endpoint="/api/consultations"></care-guide>
<care-guide id="second" endpoint="/api/consultations" section="risks" theme="dark"></care-guide>
</main>"#
);

#[test]
fn two_guides_are_independent() {
    Site::with_responses([ScriptedResponse::created()])
        .in_full_browser()
        .hosting("/", TWO)
        .visit(|visitor| {
            let sends = |visitor: &Visitor, guide: &str| {
                visitor
                    .switches_to(guide)
                    .asks_for_a_consultation()
                    .sees_it_arrived();
            };
            visitor
                .opens("/")
                .switches_to("#second")
                .sees_the_page_hydrated();
            visitor
                .switches_to("#first")
                .clicks_tab("MDMA therapy")
                .sees_tab_selected("MDMA therapy")
                .fills_in_the_form()
                .switches_to("#second")
                .sees_tab_selected("Risks")
                .sees_in("Full name", "")
                .asks_for_a_consultation()
                .has_focus_on(Role::Group, "There is a problem")
                .switches_to("#first")
                .sees_no(Role::Group, "There is a problem")
                .sees_every_word_kept()
                .switches_to("#second")
                .fills("Full name", "Ben Ray")
                .chooses("Email")
                .fills("Email address", "ben@example.org")
                .consents();
            sends(visitor, "#second");
            visitor
                .switches_to("#first")
                .sees_tab_selected("MDMA therapy")
                .sees_every_word_kept();
            sends(visitor, "#first");
            let posts = visitor.server().posts();
            let names: Vec<_> = posts.iter().map(|post| post.field("name")).collect();
            assert_eq!(names, ["Ben Ray", "Ana O'Neil"]);
            assert_ne!(posts[0].field("id"), posts[1].field("id"));
            assert_eq!(visitor.runs("return location.hash"), json!(""));
        });
}

/// Guides inserted by script, some before the loader.
const BY_SCRIPT: &str = host_page!(
    "<style>section, #outer, main { width: 600px; min-height: 10px }</style>",
    r#"<main>
<div id="parsed"><care-guide endpoint="/api/consultations"></care-guide></div>
<div id="tab" style="display: none"><care-guide endpoint="/api/consultations"></care-guide></div>
<div id="outer"></div>
<div id="html"></div>
<div id="mounted"></div>
</main>
<script>
const early = document.createElement("care-guide");
early.setAttribute("endpoint", "/api/consultations");
early.setAttribute("clinic-name", "Cambridge Biotherapies");
document.getElementById("outer").attachShadow({ mode: "open" }).append(early);
window.load = (address) => new Promise((done) => {
  const script = document.createElement("script");
  Object.assign(script, { type: "module", src: address, onload: done });
  document.head.append(script);
});
window.show = (id) => document.getElementById(id).scrollIntoView();
</script>"#
);

#[test]
fn a_guide_hydrates_however_it_was_inserted() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/", BY_SCRIPT)
        .without_hydration()
        .visit(|visitor| {
            let works = |visitor: &Visitor, guide: &str| {
                visitor.runs(&format!("window.guide = {guide}; guide.scrollIntoView()"));
                visitor
                    .sees_the_page_hydrated()
                    .clicks_tab("Risks")
                    .sees_tab_selected("Risks");
            };
            visitor.opens("/");
            // The element precedes the loader, which runs twice.
            visitor.runs("return load('/care-guide.js').then(() => load('/care-guide.js?again'))");
            works(visitor, "document.querySelector('#parsed care-guide')");
            // Made by script, in another shadow root.
            works(
                visitor,
                "document.querySelector('#outer').shadowRoot.firstChild",
            );
            visitor.runs(
                "document.querySelector('#html').innerHTML =
                     '<care-guide endpoint=\"/api/consultations\" clinic-name=\"Us\">Call us</care-guide>'",
            );
            works(visitor, "document.querySelector('#html care-guide')");
            // As in strict mode of React: mounted, unmounted, mounted.
            visitor.runs(
                "const place = document.querySelector('#mounted');
                 const mount = () => {
                     const guide = document.createElement('care-guide');
                     guide.setAttribute('endpoint', '/api/consultations');
                     guide.setAttribute('clinic-name', 'Us');
                     place.append(guide);
                     return () => guide.remove();
                 };
                 mount()();
                 mount();
                 const again = place.firstChild;
                 again.remove();
                 place.append(again)",
            );
            works(visitor, "document.querySelector('#mounted').firstChild");
            // In a hidden tab of the page, where it stays untouched.
            visitor.runs("window.guide = document.querySelector('#tab care-guide')");
            visitor.sees_no(Role::Tab, "Risks");
            visitor.runs("document.querySelector('#tab').style.display = 'block'");
            works(visitor, "document.querySelector('#tab care-guide')");
            visitor
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived()
                .waits_for_posts(1);
        });
}
