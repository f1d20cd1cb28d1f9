//! A request as a native form post: what a browser sends without scripts. Answered with pages.

use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{ConsultationRequest, Guide};

use super::intake::Findings;
use super::problem::Problem;
use super::{Reception, confirmation, intake, key};
use crate::pages;
use crate::site::{isolate, page};
use crate::store::Channel;

/// Names and values as posted.
type Pairs = Vec<(String, String)>;

/// Answers a native post: 303 to the confirmation once it is on disk, or a page that says what
/// to do.
pub async fn answer(
    reception: &Reception,
    parts: &Parts,
    body: Result<Vec<u8>, Problem>,
) -> Response {
    // Read before anything is refused, so that a refusal speaks the visitor's language.
    let admitted = reception.admit(parts);
    let (pairs, body) = match body {
        Ok(bytes) => (
            form_urlencoded::parse(&bytes).into_owned().collect(),
            Ok(()),
        ),
        Err(problem) => (Pairs::new(), Err(problem)),
    };
    let guide = reception
        .guides
        .nearest(value(&pairs, "guide"), value(&pairs, "language"));
    match body.and(admitted) {
        Ok(()) => submit(reception, &parts.headers, guide, pairs).await,
        Err(problem) => Err(problem),
    }
    .unwrap_or_else(|problem| failed(guide, &problem))
}

async fn submit(
    reception: &Reception,
    headers: &HeaderMap,
    guide: &Guide,
    pairs: Pairs,
) -> Result<Response, Problem> {
    let mut request = ConsultationRequest::from_pairs(pairs)
        .map_err(|error| Problem::new(StatusCode::BAD_REQUEST, error.to_string()))?;
    key::check(headers, request.id.as_ref())?;
    let Findings { faults, abuses } = intake::examine(&mut request);
    // A machine, or a password manager on behalf of a person, who must not lose their words: in the
    // form that they get back the field is empty.
    let general = match request.is_spam() {
        true => {
            tracing::info!("the honeypot was filled; the form is given back");
            guide.consultation.failed.refused.as_str()
        }
        false => "",
    };
    if !faults.is_empty() || !general.is_empty() {
        let form = pages::form_again(guide, &request, &faults, general);
        let mut response = page::response(form);
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    if !abuses.is_empty() {
        return Err(Problem::invalid(abuses));
    }
    let query = confirmation::query(&request);
    let id = reception.keep(request, Channel::Native).await?;
    // RFC 9110, section 15.4.4: a reload of the page behind a 303 does not post again.
    let location = format!("{}?{query}", confirmation::path(&id));
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    isolate(response.headers_mut());
    Ok(response)
}

fn failed(guide: &Guide, problem: &Problem) -> Response {
    let words = &guide.consultation.failed;
    let what = match problem.status {
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => &words.unavailable,
        StatusCode::REQUEST_TIMEOUT => &words.timed_out,
        _ => &words.refused,
    };
    let mut response = page::response(pages::failed(guide, what));
    problem.mark(&mut response);
    response
}

fn value<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    let found = pairs.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value)
}
