//! The profiles in `public/backends/`.

use std::fs;
use std::path::Path;

use backend::{Body, Encoding, Envelope, Profile, Tree};
use contract::ConsultationRequest;
use contract::consultation::{BestTime, ContactBy, ForWhom, RequestId};

/// Each profile with the name of its file.
fn profiles() -> Vec<(String, Profile)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/backends");
    let files = fs::read_dir(folder).expect("the folder of the profiles");
    let mut profiles: Vec<_> = files
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let json = fs::read_to_string(&path).expect("a text");
            let profile = Profile::parse(&json, None);
            let profile = profile.unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
            (name, profile)
        })
        .collect();
    profiles.sort_by(|(one, _), (other, _)| one.cmp(other));
    profiles
}

/// A request with something in every member that a person or the page fills in.
fn request() -> ConsultationRequest {
    ConsultationRequest {
        id: Some(RequestId::from_random([1; 16])),
        replaces: Some(RequestId::from_random([2; 16])),
        name: "Ana O'Neil".into(),
        email: "ana@example.org".into(),
        phone: "617 555 0123".into(),
        contact_by: Some(ContactBy::Text),
        best_time: Some(BestTime::Evening),
        for_whom: Some(ForWhom::SomeoneElse),
        topics: vec!["risks".into(), "our-view".into()],
        message: "Please call me back.".into(),
        consent_contact: true,
        consent_text: true,
        consent_wording: "You may contact me.\nYou may text me.".into(),
        guide: "mdma".into(),
        guide_revision: "2026-11-24".into(),
        language: "en".into(),
        page: "https://clinic.example/guide/".into(),
        utm_source: "news".into(),
        utm_medium: "mail".into(),
        utm_campaign: "spring".into(),
        utm_term: "care".into(),
        utm_content: "top".into(),
        website: String::new(),
    }
}

/// The request as the profile sends it.
fn sent(profile: &Profile, request: &ConsultationRequest) -> Envelope {
    let json = serde_json::to_string(request).expect("a request can be written");
    profile.write(&Tree::parse(&json).expect("JSON"))
}

/// Every text in a body.
fn texts(body: &Body) -> String {
    match body {
        Body::Json(_, json) => {
            let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
            leaves(&value)
        }
        Body::Form(pairs) | Body::Multipart(pairs) => pairs
            .iter()
            .map(|(_, value)| value.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

fn leaves(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(items) => items.iter().map(leaves).collect::<Vec<_>>().join("\n"),
        serde_json::Value::Object(members) => {
            members.values().map(leaves).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

#[test]
fn every_word_the_id_and_the_words_of_consent_reach_each_backend() {
    let request = request();
    for (name, profile) in profiles() {
        let texts = texts(&sent(&profile, &request).body);
        for words in [
            request.id.as_ref().map_or("", |id| id.as_str()),
            request.replaces.as_ref().map_or("", |id| id.as_str()),
            &request.name,
            &request.email,
            &request.phone,
            "evening",
            "someone_else",
            "risks",
            "our-view",
            &request.message,
            &request.consent_wording,
            &request.guide_revision,
            &request.page,
            "spring",
        ] {
            assert!(texts.contains(words), "{name} lacks {words:?}: {texts}");
        }
    }
}

#[test]
fn a_request_with_nothing_but_what_is_required_still_carries_its_id() {
    let request = ConsultationRequest {
        id: Some(RequestId::from_random([3; 16])),
        name: "Ana".into(),
        consent_contact: true,
        consent_wording: "You may contact me.".into(),
        ..Default::default()
    };
    let id = request.id.as_ref().map_or("", |id| id.as_str());
    for (name, profile) in profiles() {
        let texts = texts(&sent(&profile, &request).body);
        assert!(texts.contains(id), "{name}: {texts}");
        assert!(texts.contains("You may contact me."), "{name}: {texts}");
    }
}

#[test]
fn the_key_is_sent_only_to_a_backend_that_allows_the_header() {
    for (name, profile) in profiles() {
        let key = sent(&profile, &request()).key;
        assert_eq!(key.is_some(), name == "careguide", "{name}");
        assert_eq!(profile.idempotent, name == "careguide", "{name}");
    }
}

#[test]
fn only_backends_that_answer_a_preflight_are_sent_a_content_type_that_needs_one() {
    for (name, profile) in profiles() {
        let asks = profile.encoding == Encoding::Json;
        let answers = [
            "careguide",
            "formspree",
            "hubspot",
            "web3forms",
            "gravity-forms",
            "n8n",
        ];
        assert_eq!(asks, answers.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn an_answer_of_salesforce_alone_cannot_be_read() {
    for (name, profile) in profiles() {
        assert_eq!(profile.opaque, name == "salesforce", "{name}");
    }
}

#[test]
fn a_form_without_scripts_is_offered_only_where_our_own_names_are_taken() {
    let taking = profiles()
        .into_iter()
        .filter(|(_, profile)| profile.takes_native_posts());
    let names: Vec<_> = taking.map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["basin", "careguide", "form", "formspree", "make", "zapier"]
    );
}
