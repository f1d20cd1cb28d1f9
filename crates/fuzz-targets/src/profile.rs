//! Profiles of backends, and the answers that they read.

use backend::{Body, Profile, Tree, Verdict};
use contract::ConsultationRequest;
use contract::consultation::Kind;

use crate::text;

/// A word that the visitor typed.
const TYPED: &str = "zyxwv";

/// A profile, the element's own JSON and an answer, with a line of `---` between them.
pub fn read(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut parts = text.split("\n---\n");
    let file = parts.next().unwrap_or_default();
    let (own, raw) = (parts.next().filter(|own| !own.is_empty()), parts.next());
    let answer = raw.and_then(|answer| Tree::parse(answer).ok());
    if let Some(answer) = &answer {
        let serialized = serde_json::to_string(answer).expect("a tree can be written");
        assert_eq!(
            Tree::parse(&serialized).as_ref(),
            Ok(answer),
            "read, written and read"
        );
    }
    let profile = match Profile::parse(file, own) {
        Ok(profile) => profile,
        Err(error) => return assert!(!error.is_empty(), "an error says why"),
    };
    let envelope = profile.write(&request());
    match &envelope.body {
        Body::Json(_, json) => {
            Tree::parse(json).expect("what is sent as JSON is JSON");
        }
        Body::Form(_) | Body::Multipart(_) => {}
    }
    // This is a header, so it may hold nothing but an id of ours.
    let quoted =
        |id: &str| id.len() == 38 && id.bytes().all(|b| b"\"-0123456789abcdef".contains(&b));
    assert!(
        envelope.key.as_deref().is_none_or(quoted),
        "{:?}",
        envelope.key
    );
    assert_eq!(envelope.key.is_some(), profile.key);
    // Without an answer no profile may say that the request has arrived.
    assert_ne!(profile.verdict(0, None, None), Verdict::Sent);
    let (request, raw) = (request(), raw.unwrap_or_default());
    for status in [0, 200, 201, 302, 400, 422, 429, 500] {
        let verdict = profile.verdict(status, None, answer.as_ref());
        let line = profile.refusal(&request, status, raw, &verdict);
        let line = line.unwrap_or_default();
        assert!(!line.contains('\n'), "{line:?} is one line");
        let says = |text: &str| text.to_lowercase().contains(TYPED);
        let by_profile = says(file) || own.is_some_and(says);
        assert!(by_profile || !says(&line), "{line:?} holds it");
    }
}

/// A request that says everything.
fn request() -> Tree {
    let fields = ConsultationRequest::FIELDS
        .iter()
        .filter(|field| field.is_sent());
    let texts = fields.map(|field| match field.kind {
        Kind::Text | Kind::List => (field.name, "zyxwv \"b\"\r\n<c>&=;"),
        kind => (field.name, kind.sample()),
    });
    let request = ConsultationRequest::from_pairs(texts).expect("all of it is allowed");
    let json = serde_json::to_value(request);
    json.expect("a request can be written").into()
}
