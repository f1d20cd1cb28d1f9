//! A request's way to the clinic: tries, waits, and the outcome.

use std::cell::RefCell;

use backend::{InvalidField, SubmitError, Verdict};
use contract::ConsultationRequest;
use contract::consultation::RequestId;

use super::request_ids::RequestIds;
use super::schedule::wait;
use super::transport::Transport;

/// How long the page waits for a device without a connection, in milliseconds.
const OFFLINE_LIMIT: i32 = 60_000;
const OFFLINE_STEP: i32 = 250;

/// How long after a try the browser reports what the page's policy forbids, in milliseconds.
const POLICY_REPORT: i32 = 250;

/// What the live region says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// A try is being made.
    Sending,
    /// A try has failed, and another one follows.
    Retrying,
    /// The device has no connection.
    Offline,
    /// The request has arrived.
    Arrived,
    /// The request was sent, and the page cannot know whether it has arrived.
    Unconfirmed,
    /// The request was not delivered.
    Failed,
}

/// What came of a request.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has arrived.
    Sent,
    /// It was sent, and the page cannot know whether it has arrived.
    Unconfirmed,
    /// The server found errors in it.
    Invalid(Vec<InvalidField>),
    /// It was not delivered.
    Failed(SubmitError),
}

/// The outcome, and whether some try may have arrived unnoticed.
struct Delivery {
    outcome: Outcome,
    maybe_delivered: bool,
}

/// Delivers a request under one id, which it assigns first.
pub async fn deliver(
    transport: &impl Transport,
    ids: &RefCell<RequestIds>,
    request: ConsultationRequest,
    report: impl Fn(Progress),
) -> (RequestId, Outcome) {
    let (id, request) = ids
        .borrow_mut()
        .assign(request, || transport.random_bytes());
    report(Progress::Sending);
    if let Err(error) = transport.prepare().await {
        return (id, Outcome::Failed(error));
    }
    // Every request can be written as JSON.
    let body = serde_json::to_string(&request).unwrap_or_default();
    let delivery = try_repeatedly(transport, &id, &body, report).await;
    if delivery.maybe_delivered {
        ids.borrow_mut().mark_unknown();
    }
    (id, delivery.outcome)
}

async fn try_repeatedly(
    transport: &impl Transport,
    id: &RequestId,
    body: &str,
    report: impl Fn(Progress),
) -> Delivery {
    let mut maybe_delivered = false;
    let mut made = 0;
    let outcome = loop {
        if !transport.is_online() && !came_online(transport, &report).await {
            // Offline means that nothing was sent; an earlier try may have arrived.
            break Outcome::Failed(match maybe_delivered {
                true => SubmitError::Lost,
                false => SubmitError::Offline,
            });
        }
        report(match made {
            0 => Progress::Sending,
            _ => Progress::Retrying,
        });
        made += 1;
        let (error, may_have_arrived, pause) = match transport.post(id, body).await {
            Verdict::Sent => break Outcome::Sent,
            Verdict::Unconfirmed => break Outcome::Unconfirmed,
            Verdict::Invalid(errors) => break Outcome::Invalid(errors),
            Verdict::Fail {
                error,
                maybe_delivered,
            } => (error, maybe_delivered, None),
            Verdict::Retry {
                error,
                retry_after,
                maybe_delivered,
            } => (
                error,
                maybe_delivered,
                wait(made, retry_after, transport.jitter()),
            ),
        };
        maybe_delivered |= may_have_arrived;
        if pause.is_some() {
            report(Progress::Retrying);
        }
        if may_have_arrived || pause.is_some() {
            transport.sleep(pause.unwrap_or(POLICY_REPORT)).await;
        }
        // The page cannot tell what its policy forbids from a lost connection.
        let is_forbidden = transport.is_forbidden();
        // If the transport follows redirects, the policy may forbid the redirect alone: then the
        // request has been sent.
        if is_forbidden && !transport.follows_redirects() {
            maybe_delivered = false;
            break Outcome::Failed(SubmitError::Rejected);
        }
        if is_forbidden || pause.is_none() {
            break Outcome::Failed(error);
        }
    };
    Delivery {
        outcome,
        maybe_delivered,
    }
}

/// Waits for the connection; `false` if it did not come back.
async fn came_online(transport: &impl Transport, report: &impl Fn(Progress)) -> bool {
    report(Progress::Offline);
    for _ in 0..OFFLINE_LIMIT / OFFLINE_STEP {
        transport.sleep(OFFLINE_STEP).await;
        if transport.is_online() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests;
