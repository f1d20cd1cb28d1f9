//! A request in JSON: what the page sends once it is awake.

use axum::Json;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::ConsultationRequest;
use contract::answer::{Created, FieldError};
use serde_json::Value;

use super::intake::Findings;
use super::problem::Problem;
use super::{Reception, confirmation, intake, key, pointer};
use crate::store::Channel;

/// Answers a request in JSON: 201 once it is on disk.
pub async fn answer(
    reception: &Reception,
    parts: &Parts,
    body: Result<Vec<u8>, Problem>,
) -> Result<Response, Problem> {
    let body = body?;
    reception.admit(parts)?;
    let mut request = read(&body)?;
    key::check(&parts.headers, request.id.as_ref())?;
    let findings = intake::examine(&mut request);
    let errors = errors(reception, &request, findings);
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    let id = reception.keep(request, Channel::Json).await?;
    let location = confirmation::path(&id);
    let created = Json(Created { id });
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], created).into_response())
}

/// In two steps, because the first has failed for a sender that cannot write JSON (400), the
/// second for one that writes something else (422). serde alone would also take an array for a
/// struct.
///
/// # Errors
/// The problem that the sender is told.
pub fn read(body: &[u8]) -> Result<ConsultationRequest, Problem> {
    let value: Value = serde_json::from_slice(body).map_err(|error| {
        Problem::new(
            StatusCode::BAD_REQUEST,
            format!("The body is not JSON: {error}."),
        )
    })?;
    if !value.is_object() {
        return Err(Problem::invalid(vec![FieldError::new(
            "#",
            "Expected an object.",
        )]));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let pointer = pointer::of(error.path());
        Problem::invalid(vec![FieldError::new(pointer, error.inner().to_string())])
    })
}

fn errors(
    reception: &Reception,
    request: &ConsultationRequest,
    findings: Findings,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if request.id.is_none() {
        let detail =
            "Required: a UUID of version 4, made once and sent again with every further try.";
        errors.push(FieldError::new("#/id", detail));
    }
    let guide = reception.guides.nearest(&request.guide, &request.language);
    errors.extend(intake::in_words(&findings.faults, guide));
    errors.extend(findings.abuses);
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(body: &str) -> (u16, Vec<String>) {
        let problem = read(body.as_bytes()).expect_err(body);
        let pointers = problem.errors.into_iter().map(|error| error.pointer);
        (problem.status.as_u16(), pointers.collect())
    }

    #[test]
    fn a_name_that_is_not_known_is_passed_over() {
        let request = read(br#"{"diagnosis":"x","name":"Ana"}"#).expect("the rest is right");
        assert_eq!(request.name, "Ana");
    }

    #[test]
    fn what_is_not_json_is_a_bad_request() {
        for body in ["", "{", "{} {}", "name=Ana", "\u{feff}{}"] {
            assert_eq!(refusal(body), (400, vec![]), "{body}");
        }
        assert_eq!(
            read(b"{\"name\":\"\xff\"}").expect_err("not UTF-8").status,
            400
        );
    }

    #[test]
    fn a_wrong_shape_is_named_by_its_place() {
        for (body, place) in [
            ("[]", "#"),
            ("null", "#"),
            (r#"{"contact_by":"fax"}"#, "#/contact_by"),
            (r#"{"name":1}"#, "#/name"),
            (r#"{"topics":["risks",{}]}"#, "#/topics/1"),
            (r#"{"id":"1"}"#, "#/id"),
        ] {
            assert_eq!(refusal(body), (422, vec![place.to_owned()]), "{body}");
        }
    }
}
