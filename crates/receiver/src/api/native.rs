//! A native form post, which a browser sends without scripts. Every response is a page.

use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{ConsultationRequest, Guide};

use super::problem::Problem;
use super::validate::Validation;
use super::{ApiState, confirmation, form_origin, idempotency_key, validate};
use crate::pages;
use crate::site::{page, set_opener_policy};
use crate::store::Channel;

/// Names and values as posted.
type Pairs = Vec<(String, String)>;

/// Responds to a native post: 303 to the confirmation once it is on disk, or a page that says what to
/// do.
pub async fn respond(state: &ApiState, parts: &Parts, body: Result<Vec<u8>, Problem>) -> Response {
    // The form is parsed even if the limit is reached, so that the page is in the visitor's language.
    let rate_limit = state.check_rate_limit(parts);
    let (pairs, body) = match body {
        Ok(bytes) => (
            form_urlencoded::parse(&bytes).into_owned().collect(),
            Ok(()),
        ),
        Err(problem) => (Pairs::new(), Err(problem)),
    };
    let guide = state
        .guides
        .nearest(value(&pairs, "guide"), value(&pairs, "language"));
    match body.and(rate_limit) {
        Ok(()) => submit(state, &parts.headers, guide, pairs).await,
        Err(problem) => Err(problem),
    }
    .unwrap_or_else(|problem| failure_page(guide, &problem))
}

async fn submit(
    state: &ApiState,
    headers: &HeaderMap,
    guide: &Guide,
    pairs: Pairs,
) -> Result<Response, Problem> {
    if !form_origin::is_allowed(headers, &state.origins) {
        tracing::warn!(
            "a form of another site's page was refused: if it is yours, name the site with --origin"
        );
        let detail =
            "A form may be posted from the pages of this receiver and of the sites that it names.";
        return Err(Problem::new(StatusCode::FORBIDDEN, detail));
    }
    let mut request = ConsultationRequest::from_pairs(pairs)
        .map_err(|error| Problem::new(StatusCode::BAD_REQUEST, error.to_string()))?;
    idempotency_key::check(headers, request.id.as_ref())?;
    let Validation {
        errors,
        client_errors,
    } = validate::validate(&mut request);
    // Filled by a machine, or by a person's password manager. A person must not lose what they typed,
    // so the form comes back with the field empty.
    let general = match request.is_spam() {
        true => {
            tracing::info!("the honeypot was filled; the form is sent back");
            guide.consultation.failed.refused.as_str()
        }
        false => "",
    };
    if !errors.is_empty() || !general.is_empty() {
        let form = pages::form_again(guide, &request, &errors, general);
        let mut response = page::response(form);
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    if !client_errors.is_empty() {
        return Err(Problem::invalid(client_errors));
    }
    let query = confirmation::query(&request);
    let id = state.save(request, Channel::Native).await?;
    // RFC 9110, section 15.4.4: a reload of the page behind a 303 does not post again.
    let location = format!("{}?{query}", confirmation::path(&id));
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    set_opener_policy(response.headers_mut());
    Ok(response)
}

fn failure_page(guide: &Guide, problem: &Problem) -> Response {
    let words = &guide.consultation.failed;
    let what = match problem.status {
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => &words.unavailable,
        StatusCode::REQUEST_TIMEOUT => &words.timed_out,
        _ => &words.refused,
    };
    let mut response = page::response(pages::failed(guide, what));
    problem.apply_to(&mut response);
    response
}

fn value<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    let found = pairs.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value)
}
