//! The page after a native post. It is the same for any reference, known or not, so it does not reveal
//! whether a request exists, and it holds nothing personal.

use std::sync::Arc;

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use contract::ConsultationRequest;
use contract::consultation::RequestId;
use serde::Deserialize;

use super::{ApiState, PATH};
use crate::pages;
use crate::site::page;

/// The query: which guide's texts the page uses, and in which language.
#[derive(Deserialize)]
pub struct GuideQuery {
    #[serde(default)]
    guide: String,
    #[serde(default)]
    language: String,
}

/// What a visitor reads of a request's id. The address of the page holds no more of it: addresses are kept
/// in histories and logs, and who knows an id could send in its name.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub struct RequestReference(String);

impl TryFrom<String> for RequestReference {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_reference = text.len() == 9
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 => byte == b'-',
                _ => byte.is_ascii_digit() || matches!(byte, b'A'..=b'F'),
            });
        let expected = "expected a reference such as 123E-4567";
        is_reference.then_some(Self(text)).ok_or(expected)
    }
}

/// The path of the page for an id.
pub fn path(id: &RequestId) -> String {
    format!("{PATH}/{}", id.reference())
}

/// The query that gives the page the texts of the visitor's guide.
pub fn query(request: &ConsultationRequest) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("guide", &request.guide)
        .append_pair("language", &request.language)
        .finish()
}

/// `GET /api/consultations/<reference>`.
pub async fn show(
    State(state): State<Arc<ApiState>>,
    reference: Result<Path<RequestReference>, PathRejection>,
    query: Result<Query<GuideQuery>, QueryRejection>,
) -> Response {
    let Ok(Path(RequestReference(reference))) = reference else {
        return super::not_found().await.into_response();
    };
    let (guide, language) = match &query {
        Ok(Query(query)) => (query.guide.as_str(), query.language.as_str()),
        Err(_) => ("", ""),
    };
    let guide = state.guides.nearest(guide, language);
    let home = state.guides.home(guide);
    page::response(pages::confirmation(guide, &reference, &home))
}
