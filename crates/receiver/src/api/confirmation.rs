//! The page after a native post. It is the same for any id, known or not, so it does not reveal
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

/// The path of the page for an id.
pub fn path(id: &RequestId) -> String {
    format!("{PATH}/{id}")
}

/// The query that gives the page the texts of the visitor's guide.
pub fn query(request: &ConsultationRequest) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("guide", &request.guide)
        .append_pair("language", &request.language)
        .finish()
}

/// `GET /api/consultations/<id>`.
pub async fn show(
    State(state): State<Arc<ApiState>>,
    id: Result<Path<RequestId>, PathRejection>,
    query: Result<Query<GuideQuery>, QueryRejection>,
) -> Response {
    let Ok(Path(id)) = id else {
        return super::not_found().await.into_response();
    };
    let (guide, language) = match &query {
        Ok(Query(query)) => (query.guide.as_str(), query.language.as_str()),
        Err(_) => ("", ""),
    };
    let guide = state.guides.nearest(guide, language);
    let home = state.guides.home(guide);
    page::response(pages::confirmation(guide, &id, &home))
}
