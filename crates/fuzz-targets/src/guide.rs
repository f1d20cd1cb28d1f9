//! Guide files.

use careguide::config::{Config, Endpoint, PageContext};
use careguide::prerender;
use contract::{Clinic, ConsultationRequest, Guide, ValidationError};

use crate::sample::Texts;
use crate::{Page, text};

/// A guide file as bytes.
pub fn read(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    match renderer::read("guide.json", text) {
        Ok(guide) => holds(&guide),
        Err(errors) => assert!(!errors.is_empty(), "an error says why"),
    }
}

/// A good guide with some of its texts changed: a line for each, with the number of the text and
/// what is written there.
pub fn round_trip(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut texts = Texts::small();
    let mut all = texts.all();
    for line in text.split('\n') {
        let (number, words) = line.split_once(' ').unwrap_or((line, ""));
        let Ok(number) = number.parse::<usize>() else {
            return;
        };
        let index = number % all.len();
        words.clone_into(all[index]);
    }
    let Some(guide) = texts.guide() else { return };
    if guide.check().is_empty() {
        holds(&guide);
    } else {
        // The receiver answers in the words of its site's guide.
        answers(&guide);
    }
}

/// Invariants of a guide that passes all checks.
///
/// # Panics
/// If an invariant does not hold.
pub fn holds(guide: &Guide) {
    let serialized = serde_json::to_string(guide).expect("a guide can be written");
    let again: Guide = serde_json::from_str(&serialized).expect("what is written can be read");
    // The address of the schema is for editors, and is not written.
    let schema = guide.schema.clone();
    assert_eq!(Guide { schema, ..again }, *guide, "read, written and read");
    let open = |name: &str| (name == "endpoint").then(|| "/api/consultations".to_owned());
    let (open, _) = Config::read(open, PageContext::default());
    let own = guide.clone().of_clinic(&Clinic::named("<b>\"A\" & B</b>"));
    for html in [
        renderer::render_html(guide),
        prerender::fragment(&own, &open),
    ] {
        let page = Page::part(&html);
        page.leads_nowhere_else();
        let counted = page.select("[data-elements]")[0].attr("data-elements");
        let inside = page.elements() - 1;
        assert_eq!(
            counted,
            Some(inside.to_string().as_str()),
            "the loader counts"
        );
    }
    for page in answers(guide) {
        page.leads_nowhere_else();
    }
}

/// What a backend answers to a native post, in the words of a guide.
fn answers(guide: &Guide) -> Vec<Page> {
    let endpoint = Endpoint::parse("/api/consultations", None).expect("a path is allowed");
    let request = ConsultationRequest::default();
    let general = &guide.consultation.failed.refused;
    let form = prerender::form_again(guide, endpoint, request, &ValidationError::ALL, general);
    let arrived = prerender::arrived(guide, "0000-0000", "/");
    let parts = [
        form,
        arrived,
        prerender::not_taken(guide, &guide.consultation.failed.refused),
        prerender::not_found(guide, "/"),
    ];
    for part in &parts {
        let page = prerender::document(guide, &guide.title, "", part);
        Page::whole(&page);
    }
    parts.iter().map(|part| Page::part(part)).collect()
}
