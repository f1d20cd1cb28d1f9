//! `POST /api/consultations`: from the socket to the store.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use contract::ConsultationRequest;
use contract::answer::FieldError;
use contract::consultation::RequestId;

use super::encoding::Encoding;
use super::problem::Problem;
use super::{ApiState, body, json, native};
use crate::client;
use crate::store::{Arrival, Channel, InsertError};

/// `POST /api/consultations`, in JSON or as a native form post.
pub async fn create(State(state): State<Arc<ApiState>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let encoding = match Encoding::from_headers(&parts.headers) {
        Ok(encoding) => encoding,
        Err(problem) => return problem.into_response(),
    };
    let body = body::read(body).await;
    match encoding {
        Encoding::Json => json::respond(&state, &parts, body)
            .await
            .unwrap_or_else(IntoResponse::into_response),
        Encoding::Form => native::respond(&state, &parts, body).await,
    }
}

impl ApiState {
    /// Counts one post of the client.
    pub fn check_rate_limit(&self, parts: &Parts) -> Result<(), Problem> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| {
                peer.ip()
            });
        if client::claims_without_trust(peer, &parts.headers, &self.trusted_proxies) {
            self.stranger.call_once(|| {
                tracing::warn!(
                    "X-Forwarded-For comes from an address that no --trusted-proxy names: if it is \
                     your proxy's, name it, or all its visitors share one allowance"
                );
            });
        }
        let client = client::address(peer, &parts.headers, &self.trusted_proxies);
        self.limiter
            .check(client)
            .map_err(Problem::too_many_requests)
    }

    /// Stores a valid request, and returns its id once it is on disk.
    ///
    /// A request with a filled honeypot gets the same response and is not stored, so that a machine
    /// does not learn what gave it away. No page sends that field as JSON.
    pub async fn save(
        &self,
        request: ConsultationRequest,
        channel: Channel,
    ) -> Result<RequestId, Problem> {
        let mut random = [0; 16];
        if let Err(error) = getrandom::fill(&mut random) {
            tracing::error!(%error, "the system gives no random bytes");
            return Err(Problem::unavailable("The request could not be stored."));
        }
        let new_id = RequestId::from_random(random);
        if request.is_spam() {
            tracing::info!("the honeypot was filled; nothing is stored");
            return Ok(request.id.unwrap_or(new_id));
        }
        let arrival = Arrival {
            channel,
            new_id,
            consent_known: self.guides.has_words_of_consent(&request),
        };
        self.store
            .insert(request, arrival)
            .await
            .map_err(|error| match error {
                InsertError::Conflict => Problem::invalid(vec![FieldError::new(
                    "#/id",
                    "This id was already used for a request with other content. Send a new id, and name the old one in `replaces`.",
                )]),
                InsertError::Crowded => Problem::invalid(vec![FieldError::new(
                    "#/replaces",
                    "As many requests as may be name this one already. Leave `replaces` out.",
                )]),
                InsertError::Store(error) => {
                    tracing::error!(%error, "a request could not be stored");
                    Problem::unavailable("The request could not be stored. Try again with the same id.")
                }
            })
    }
}
