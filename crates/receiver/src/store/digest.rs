//! Digests of a request's content, by which a repetition is found.

use contract::ConsultationRequest;
use contract::consultation::Source;
use sha2::{Digest as _, Sha256};

/// A SHA-256.
pub type Digest = [u8; 32];

/// The digest of the content: the request as JSON without its ids.
pub fn whole(request: &ConsultationRequest) -> Digest {
    of(request.content())
}

/// The digest of the content as a native post would have it, without the page and its campaign.
pub fn bare(request: &ConsultationRequest) -> Digest {
    let mut post = request.content();
    let scripted = [Source::Script, Source::Campaign];
    for field in scripted
        .into_iter()
        .flat_map(ConsultationRequest::fields_from)
    {
        if let Some(text) = post.text_mut(field.name) {
            text.clear();
        }
    }
    of(post)
}

/// serde writes the fields in a fixed order.
fn of(content: ConsultationRequest) -> Digest {
    let content = serde_json::to_vec(&content).unwrap_or_default();
    Sha256::digest(content).into()
}
