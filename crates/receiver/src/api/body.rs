//! The body of a post: its limits in size and time.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use http_body_util::BodyExt as _;

use super::problem::Problem;

/// The largest body: a message of 2,000 characters takes 8 KB at most, or 24 when encoded for a
/// form.
pub const LIMIT: usize = 32 * 1024;

/// So much of a body that is too large is read and dropped before the refusal. A browser that is
/// still sending when the connection closes would show a network error instead (RFC 9112,
/// section 9.6).
const DRAINED: usize = 1024 * 1024;

/// A body that has not arrived by then is given up.
const TIME: Duration = Duration::from_secs(10);

/// Reads a body whole.
///
/// # Errors
/// 413 for a body over [`LIMIT`], 408 for one that dribbles, 400 for one that breaks off.
pub async fn read(body: Body) -> Result<Vec<u8>, Problem> {
    tokio::time::timeout(TIME, collect(body))
        .await
        .unwrap_or_else(|_| {
            Err(Problem::new(
                StatusCode::REQUEST_TIMEOUT,
                "The body took too long to arrive.",
            ))
        })
}

async fn collect(mut body: Body) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "The body broke off or is not well-formed.",
            )
        })?;
        let Some(data) = frame.data_ref() else {
            continue;
        };
        length += data.len();
        if length <= LIMIT {
            bytes.extend_from_slice(data);
        } else if length > DRAINED {
            break;
        }
    }
    if length > LIMIT {
        let detail = format!("A request may have {LIMIT} bytes.");
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail));
    }
    Ok(bytes)
}
