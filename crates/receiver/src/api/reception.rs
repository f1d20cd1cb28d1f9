//! The way of a request from the socket to the store.

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
use super::{Reception, body, json, native};
use crate::client;
use crate::store::{AcceptError, Channel};

/// `POST /api/consultations`.
pub async fn receive(State(reception): State<Arc<Reception>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let encoding = match Encoding::of(&parts.headers) {
        Ok(encoding) => encoding,
        Err(problem) => return problem.into_response(),
    };
    let body = body::read(body).await;
    match encoding {
        Encoding::Json => json::answer(&reception, &parts, body)
            .await
            .unwrap_or_else(IntoResponse::into_response),
        Encoding::Form => native::answer(&reception, &parts, body).await,
    }
}

impl Reception {
    /// Takes one post off the client's allowance.
    pub fn admit(&self, parts: &Parts) -> Result<(), Problem> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| {
                peer.ip()
            });
        let client = client::address(peer, &parts.headers, &self.trusted_proxies);
        self.limiter.check(client).map_err(Problem::too_many)
    }

    /// Keeps a checked request, once it is safely on disk, and gives the id it is known by.
    ///
    /// What filled the honeypot is answered in the same way and forgotten, so that a machine
    /// does not learn what gave it away: no page sends that field as JSON.
    pub async fn keep(
        &self,
        request: ConsultationRequest,
        channel: Channel,
    ) -> Result<RequestId, Problem> {
        let mut random = [0; 16];
        if let Err(error) = getrandom::fill(&mut random) {
            tracing::error!(%error, "the system gives no random bytes");
            return Err(Problem::unavailable("The request could not be stored."));
        }
        let fresh = RequestId::from_random(random);
        if request.is_spam() {
            tracing::info!("the honeypot was filled; nothing is stored");
            return Ok(request.id.unwrap_or(fresh));
        }
        self.store
            .accept(request, channel, fresh)
            .await
            .map_err(|error| match error {
                AcceptError::Conflict => Problem::invalid(vec![FieldError::new(
                    "#/id",
                    "This id was already used for a request with other content. Send a new id, and name the old one in `replaces`.",
                )]),
                AcceptError::Store(error) => {
                    tracing::error!(%error, "a request could not be stored");
                    Problem::unavailable("The request could not be stored. Try again with the same id.")
                }
            })
    }
}
