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
/// How long it waits before it tries all the same; each further time is twice as long.
const OFFLINE_TRY: i32 = 1_000;

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

/// What was delivered, and what came of it.
#[derive(Debug)]
pub struct Delivered {
    /// The id that it was sent under.
    pub id: RequestId,
    /// The request as it was sent, as JSON.
    pub request: String,
    /// What came of it.
    pub outcome: Outcome,
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
) -> Delivered {
    let (id, request) = ids
        .borrow_mut()
        .assign(request, || transport.random_bytes());
    // Every request can be written as JSON.
    let request = serde_json::to_string(&request).unwrap_or_default();
    report(Progress::Sending);
    let outcome = match transport.prepare().await {
        Err(error) => Outcome::Failed(error),
        Ok(()) => {
            let delivery = try_repeatedly(transport, &id, &request, report).await;
            if delivery.maybe_delivered {
                ids.borrow_mut().mark_unknown();
            }
            delivery.outcome
        }
    };
    Delivered {
        id,
        request,
        outcome,
    }
}

async fn try_repeatedly(
    transport: &impl Transport,
    id: &RequestId,
    body: &str,
    report: impl Fn(Progress),
) -> Delivery {
    let mut maybe_delivered = false;
    let mut made = 0;
    // The tries of a device that says it is offline, and how long it has.
    let (mut offline_tries, mut offline_time) = (0, 0);
    let outcome = loop {
        let is_offline = !transport.is_online();
        if !is_offline || offline_tries == 0 {
            report(match made {
                0 => Progress::Sending,
                _ => Progress::Retrying,
            });
        }
        let verdict = transport.post(id, body).await;
        // Behind a VPN, or in an app, a device may say so and have a connection: then the try arrives.
        if is_offline && is_lost(&verdict) && !transport.is_forbidden() {
            if offline_tries == 0 {
                report(Progress::Offline);
            }
            let wait = OFFLINE_TRY << offline_tries.min(5);
            offline_tries += 1;
            offline_time += until_online(transport, wait.min(OFFLINE_LIMIT - offline_time)).await;
            if offline_time < OFFLINE_LIMIT || transport.is_online() {
                continue;
            }
            // Offline means that nothing was sent; an earlier try may have arrived.
            let error = match maybe_delivered {
                true => SubmitError::Lost,
                false => SubmitError::Offline,
            };
            // If the device is wrong, so may one of these.
            maybe_delivered = true;
            break Outcome::Failed(error);
        }
        made += 1;
        let (error, may_have_arrived, pause) = match verdict {
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

/// Whether no answer came.
fn is_lost(verdict: &Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Retry {
            error: SubmitError::Lost,
            ..
        } | Verdict::Fail {
            error: SubmitError::Lost,
            ..
        }
    )
}

/// Waits at least a moment, and at most this long until the device says that it has a connection; how
/// long that was.
async fn until_online(transport: &impl Transport, limit: i32) -> i32 {
    let mut waited = 0;
    loop {
        transport.sleep(OFFLINE_STEP).await;
        waited += OFFLINE_STEP;
        if waited >= limit || transport.is_online() {
            return waited;
        }
    }
}

#[cfg(test)]
mod tests;
