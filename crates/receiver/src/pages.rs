//! The receiver's own pages, which a visitor without scripts sees after posting the form. The guide's
//! own components make them.

use careguide::config::Endpoint;
use careguide::prerender;
use contract::consultation::ValidationError;
use contract::{ConsultationRequest, Guide};

use crate::api::PATH;

/// The page after a request has arrived, without personal data. The guide is at `home`.
pub fn confirmation(guide: &Guide, reference: &str, home: &str) -> String {
    let title = &guide.consultation.sent.heading;
    page(guide, title, &prerender::arrived(guide, reference, home))
}

/// The form again, with everything that was typed, the text of each error, and a `general` one for the
/// whole form.
pub fn form_again(
    guide: &Guide,
    request: &ConsultationRequest,
    errors: &[ValidationError],
    general: &str,
) -> String {
    let words = &guide.consultation;
    let title = format!("{}{}", words.title_prefix, words.heading);
    // A path of this server is always allowed.
    let form = Endpoint::parse(PATH, None)
        .map(|endpoint| prerender::form_again(guide, endpoint, request.clone(), errors, general));
    page(guide, &title, &form.unwrap_or_default())
}

/// The page after a request was not accepted; `reason` says why. The browser's Back button still shows
/// the form as it was.
pub fn failed(guide: &Guide, reason: &str) -> String {
    let title = &guide.consultation.failed.heading;
    page(guide, title, &prerender::not_taken(guide, reason))
}

fn page(guide: &Guide, title: &str, main: &str) -> String {
    prerender::document(guide, title, careguide::STYLE, main)
}
