//! The receiver's own pages: what a visitor without scripts sees after posting the form. They are
//! made of the guide's own components, so they look and read like it.

use careguide::config::Endpoint;
use careguide::prerender;
use contract::consultation::{RequestId, ValidationError};
use contract::{ConsultationRequest, Guide};

use crate::api::PATH;

/// After a request has arrived. Nothing personal is on it. The guide is at `home`.
pub fn confirmation(guide: &Guide, id: &RequestId, home: &str) -> String {
    let title = &guide.consultation.sent.heading;
    page(guide, title, &prerender::arrived(guide, id, home))
}

/// The form again, with everything that was typed, what to do about each fault, and what is wrong with
/// the whole of it.
pub fn form_again(
    guide: &Guide,
    request: &ConsultationRequest,
    faults: &[ValidationError],
    general: &str,
) -> String {
    let words = &guide.consultation;
    let title = format!("{}{}", words.title_prefix, words.heading);
    // A path of this server is always allowed.
    let form = Endpoint::parse(PATH, None)
        .map(|endpoint| prerender::form_again(guide, endpoint, request.clone(), faults, general));
    page(guide, &title, &form.unwrap_or_default())
}

/// After a request could not be taken; `what` says why. The browser still has every word: its
/// Back button shows the form as it was.
pub fn failed(guide: &Guide, what: &str) -> String {
    let title = &guide.consultation.failed.heading;
    page(guide, title, &prerender::not_taken(guide, what))
}

fn page(guide: &Guide, title: &str, main: &str) -> String {
    prerender::document(guide, title, careguide::STYLE, main)
}
