//! A request's way to the clinic: tries, waits, and how it ends.

use backend::{Finding, SubmitError, Verdict};
use contract::ConsultationRequest;
use leptos::prelude::window;
use leptos::web_sys::js_sys::Math;

use super::interpreter::Interpreter;
use super::post::{post, sleep};
use super::schedule::wait;
use crate::config::Endpoint;

/// How long a device without a connection is waited for, in milliseconds.
const OFFLINE_LIMIT: i32 = 60_000;
const OFFLINE_STEP: i32 = 250;

/// How long after a try the browser has told what the page's policy forbids, in milliseconds.
const POLICY_NEWS: i32 = 250;

/// What the live region says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// A try is being made.
    Sending,
    /// A try has failed, and the next one comes.
    Retrying,
    /// The device has no connection.
    Offline,
    /// The request has arrived.
    Arrived,
    /// It was sent, and nobody can know whether it has arrived.
    Unconfirmed,
    /// It was not delivered.
    Failed,
}

/// How a delivery ended.
pub enum End {
    /// The request has arrived.
    Sent,
    /// It was sent, and nobody can know whether it has arrived.
    Unconfirmed,
    /// The server found something to mend.
    Mend(Vec<Finding>),
    /// It was not delivered.
    Failed(SubmitError),
}

/// How a delivery ended, and what else is known.
pub struct Ending {
    /// How it ended.
    pub end: End,
    /// Whether some try may have arrived without our knowing.
    pub unknown: bool,
}

/// Delivers the request under the one id it has; by the default contract where there is no
/// `interpreter`. `is_forbidden` says whether the page's policy forbids the endpoint, or where it
/// redirects to: browsers name the same address for both, shortly after a try has failed.
pub async fn deliver(
    endpoint: Option<Endpoint>,
    interpreter: Option<Interpreter>,
    request: &ConsultationRequest,
    report: impl Fn(Progress),
    is_forbidden: impl Fn() -> bool,
) -> Ending {
    let mut unknown = false;
    let endpoint = endpoint.as_ref().map_or("", Endpoint::as_str);
    // Every request can be written as JSON.
    let body = serde_json::to_string(request).unwrap_or_default();
    // Then what is forbidden may be no more than the redirect, and the request has been sent.
    let redirects = interpreter.as_ref().is_some_and(Interpreter::redirects);
    let mut made = 0;
    let end = loop {
        if !is_online() && !came_online(&report).await {
            // Offline means that nothing was sent; an earlier try may have arrived.
            break End::Failed(match unknown {
                true => SubmitError::Lost,
                false => SubmitError::Offline,
            });
        }
        report(if made == 0 {
            Progress::Sending
        } else {
            Progress::Retrying
        });
        made += 1;
        let verdict = match &interpreter {
            Some(interpreter) => interpreter.try_once(endpoint, &body).await,
            None => post(endpoint, request, &body).await,
        };
        let (error, this, pause) = match verdict {
            Verdict::Sent => break End::Sent,
            Verdict::Unconfirmed => break End::Unconfirmed,
            Verdict::Mend(findings) => break End::Mend(findings),
            Verdict::Stop { error, unknown } => (error, unknown, None),
            Verdict::Again {
                error,
                retry_after,
                unknown,
            } => (error, unknown, wait(made, retry_after, Math::random())),
        };
        unknown |= this;
        if pause.is_some() {
            report(Progress::Retrying);
        }
        if this || pause.is_some() {
            sleep(pause.unwrap_or(POLICY_NEWS)).await;
        }
        // To the page itself this looks like a connection that was lost.
        let forbidden = is_forbidden();
        if forbidden && !redirects {
            unknown = false;
            break End::Failed(SubmitError::Refused);
        }
        if forbidden || pause.is_none() {
            break End::Failed(error);
        }
    };
    Ending { end, unknown }
}

fn is_online() -> bool {
    window().navigator().on_line()
}

/// Waits for the connection; `false` if it did not come back.
async fn came_online(report: &impl Fn(Progress)) -> bool {
    report(Progress::Offline);
    for _ in 0..OFFLINE_LIMIT / OFFLINE_STEP {
        sleep(OFFLINE_STEP).await;
        if is_online() {
            return true;
        }
    }
    false
}
