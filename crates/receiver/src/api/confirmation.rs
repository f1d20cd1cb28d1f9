//! The page after a native post. It is the same for any id, known or not, so it tells nobody
//! whether a request exists, and there is nothing personal on it.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use contract::ConsultationRequest;
use contract::consultation::RequestId;
use serde::Deserialize;

use super::{PATH, Reception};
use crate::pages;
use crate::site::page;

/// Whose words the page speaks.
#[derive(Deserialize)]
pub struct Words {
    #[serde(default)]
    guide: String,
    #[serde(default)]
    language: String,
}

/// Where the page for an id is.
pub fn path(id: &RequestId) -> String {
    format!("{PATH}/{id}")
}

/// The query that lets the page speak the words of the visitor's guide.
pub fn query(request: &ConsultationRequest) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("guide", &request.guide)
        .append_pair("language", &request.language)
        .finish()
}

/// `GET /api/consultations/<id>`.
pub async fn show(
    State(reception): State<Arc<Reception>>,
    Path(id): Path<String>,
    words: Result<Query<Words>, QueryRejection>,
) -> Response {
    let Ok(id) = RequestId::try_from(id) else {
        return super::nothing_there().await.into_response();
    };
    let (guide, language) = match &words {
        Ok(Query(words)) => (words.guide.as_str(), words.language.as_str()),
        Err(_) => ("", ""),
    };
    let guide = reception.guides.nearest(guide, language);
    let home = reception.guides.home(guide);
    page::response(pages::confirmation(guide, &id, &home))
}
