//! Consultation requests, as the receiver reads them.

use careguide::config::Endpoint;
use careguide::prerender;
use contract::ConsultationRequest;
use contract::consultation::ContactBy;
use receiver::parse::{Validation, json, validate};

use crate::{Page, sample};

/// A request in JSON.
pub fn sent(bytes: &[u8]) {
    match json(bytes) {
        Ok(request) => {
            let serialized = serde_json::to_vec(&request).expect("a request can be written");
            let again = json(&serialized).expect("what is written can be read");
            assert_eq!(again, request, "read, written and read");
            kept(request);
        }
        Err(problem) => {
            let status = problem.status.as_u16();
            assert!([400, 422].contains(&status), "{status}");
            for error in &problem.errors {
                assert!(error.pointer.starts_with('#'), "{}", error.pointer);
                assert!(
                    !error.pointer.contains(char::is_control),
                    "{}",
                    error.pointer
                );
            }
        }
    }
}

/// A request as a native form posts it.
pub fn posted(bytes: &[u8]) {
    let pairs = form_urlencoded::parse(bytes).into_owned();
    match ConsultationRequest::from_pairs(pairs) {
        Ok(request) => kept(request),
        Err(error) => assert!(
            !error.to_string().is_empty(),
            "an error says what is allowed"
        ),
    }
}

/// Invariants of a request that could be read.
fn kept(mut request: ConsultationRequest) {
    let Validation { errors, .. } = validate(&mut request);
    let tidied = request.clone();
    validate(&mut request);
    assert_eq!(request, tidied, "what is tidy stays as it is");
    for name in ConsultationRequest::names() {
        if let Some(text) = request.text(name) {
            assert_eq!(text.trim(), text, "{name}");
            let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
            assert!(!text.contains(odd), "{name}: {text:?}");
        }
    }
    let endpoint = Endpoint::parse("/api/consultations", None).expect("a path is allowed");
    let guide = sample::guide();
    let html = prerender::form_again(&guide, endpoint, request.clone(), &errors, "");
    let page = Page::part(&html);
    page.leads_nowhere_else();
    let posted = ConsultationRequest::from_pairs(page.pairs()).expect("the form offers these");
    let consent = &guide.consultation.consent;
    let shown = request.agreed_wording(consent.contact.trim_end(), consent.text.trim_end());
    if request.consent_wording != shown {
        // A visitor who agreed to other words has to tick these.
        request.consent_contact = false;
        request.consent_text = false;
    }
    assert_eq!(
        typed(posted),
        typed(request),
        "nothing that was typed is lost"
    );
}

/// What a visitor typed and chose, and what the page's script added. The guide's own fields are left
/// out, and so are topics, since the form keeps only those of the guide.
fn typed(request: ConsultationRequest) -> ConsultationRequest {
    let consent_text = request.consent_text && request.contact_by == Some(ContactBy::Text);
    ConsultationRequest {
        consent_text,
        topics: Vec::new(),
        consent_wording: String::new(),
        guide: String::new(),
        guide_revision: String::new(),
        language: String::new(),
        // A person never fills it in.
        website: String::new(),
        ..request.content()
    }
}
