//! A request in JSON, from a hydrated page.

use axum::Json;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::ConsultationRequest;
use contract::answer::{Created, FieldError};
use serde_json::Value;

use super::problem::Problem;
use super::validate::Validation;
use super::{ApiState, confirmation, idempotency_key, json_pointer, validate};
use crate::store::Channel;

/// Responds to a request in JSON: 201 once it is on disk.
pub async fn respond(
    state: &ApiState,
    parts: &Parts,
    body: Result<Vec<u8>, Problem>,
) -> Result<Response, Problem> {
    let body = body?;
    state.check_rate_limit(parts)?;
    let mut request = parse(&body)?;
    idempotency_key::check(&parts.headers, request.id.as_ref())?;
    let validation = validate::validate(&mut request);
    let errors = errors(state, &request, validation);
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    let id = state.save(request, Channel::Json).await?;
    let location = confirmation::path(&id);
    let created = Json(Created { id });
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], created).into_response())
}

/// Parses in two steps, because a body that is not JSON is 400 and JSON of another shape is 422. serde
/// alone would also accept an array for a struct.
///
/// # Errors
/// The problem to respond with.
pub fn parse(body: &[u8]) -> Result<ConsultationRequest, Problem> {
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
        let pointer = json_pointer::fragment(error.path());
        Problem::invalid(vec![FieldError::new(pointer, error.inner().to_string())])
    })
}

fn errors(
    state: &ApiState,
    request: &ConsultationRequest,
    validation: Validation,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if request.id.is_none() {
        let detail =
            "Required: a UUID of version 4, made once and sent again with every further try.";
        errors.push(FieldError::new("#/id", detail));
    }
    let guide = state.guides.nearest(&request.guide, &request.language);
    errors.extend(validate::field_errors(&validation.errors, guide));
    errors.extend(validation.client_errors);
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejection(body: &str) -> (u16, Vec<String>) {
        let problem = parse(body.as_bytes()).expect_err(body);
        let pointers = problem.errors.into_iter().map(|error| error.pointer);
        (problem.status.as_u16(), pointers.collect())
    }

    #[test]
    fn an_unknown_name_is_ignored() {
        let request = parse(br#"{"diagnosis":"x","name":"Ana"}"#).expect("the rest is right");
        assert_eq!(request.name, "Ana");
    }

    #[test]
    fn what_is_not_json_is_a_bad_request() {
        for body in ["", "{", "{} {}", "name=Ana", "\u{feff}{}"] {
            assert_eq!(rejection(body), (400, vec![]), "{body}");
        }
        assert_eq!(
            parse(b"{\"name\":\"\xff\"}").expect_err("not UTF-8").status,
            400
        );
    }

    #[test]
    fn a_wrong_shape_is_reported_at_its_member() {
        for (body, pointer) in [
            ("[]", "#"),
            ("null", "#"),
            (r#"{"contact_by":"fax"}"#, "#/contact_by"),
            (r#"{"name":1}"#, "#/name"),
            (r#"{"topics":["risks",{}]}"#, "#/topics/1"),
            (r#"{"id":"1"}"#, "#/id"),
        ] {
            assert_eq!(rejection(body), (422, vec![pointer.to_owned()]), "{body}");
        }
    }
}
