//! A request's way to the clinic: tries, waits, and how it ends.

use contract::{ConsultationRequest, Field};
use leptos::prelude::window;
use leptos::web_sys::js_sys::Math;

use super::outcome::SubmitError;
use super::post::{post, sleep};
use super::reply::Verdict;
use super::schedule::wait;
use crate::config::Endpoint;

/// How long a device without a connection is waited for, in milliseconds.
const OFFLINE_LIMIT: i32 = 60_000;
const OFFLINE_STEP: i32 = 250;

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
    /// It was not delivered.
    Failed,
}

/// How a delivery ended.
pub enum End {
    /// The request has arrived.
    Sent,
    /// The server found something to mend: in its words, by field where it named one.
    Mend(Vec<(Option<Field>, String)>),
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

/// Delivers the request under the one id it has. `is_forbidden` says whether the page's policy
/// forbids it; the browser tells shortly after a try has failed.
pub async fn deliver(
    endpoint: &Endpoint,
    request: &ConsultationRequest,
    report: impl Fn(Progress),
    is_forbidden: impl Fn() -> bool,
) -> Ending {
    let mut unknown = false;
    let (Some(id), Ok(body)) = (&request.id, serde_json::to_string(request)) else {
        // Stamped requests have an id, and every request can be written as JSON.
        let end = End::Failed(SubmitError::Refused);
        return Ending { end, unknown };
    };
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
        match post(endpoint.as_str(), id, &body).await.verdict() {
            Verdict::Sent => break End::Sent,
            Verdict::Mend(errors) => break End::Mend(errors),
            Verdict::Stop(error) => break End::Failed(error),
            Verdict::Again {
                error,
                retry_after,
                unknown: this,
            } => {
                unknown |= this;
                match wait(made, retry_after, Math::random()) {
                    Some(milliseconds) => {
                        report(Progress::Retrying);
                        sleep(milliseconds).await;
                        // To the page itself this looks like a connection that was lost.
                        if is_forbidden() {
                            unknown = false;
                            break End::Failed(SubmitError::Refused);
                        }
                    }
                    None => break End::Failed(error),
                }
            }
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
