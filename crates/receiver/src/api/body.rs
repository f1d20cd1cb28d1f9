//! Reads the body of a post, with limits of size and time.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use http_body_util::BodyExt as _;

use super::problem::Problem;

/// The largest body: a message of 2,000 characters takes 8 KB at most, or 24 when encoded for a
/// form.
pub const MAX_BYTES: usize = 32 * 1024;

/// How much of a body that is too large is read and dropped before the response. A browser that is
/// still sending when the connection closes shows a network error instead (RFC 9112, section 9.6).
const MAX_DRAINED: usize = 1024 * 1024;

/// How long a body may take to arrive.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Reads a whole body.
///
/// # Errors
/// 413 for a body over [`MAX_BYTES`], 408 for one that takes too long, 400 for one that breaks off.
pub async fn read(body: Body) -> Result<Vec<u8>, Problem> {
    tokio::time::timeout(TIMEOUT, collect(body))
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
        if length <= MAX_BYTES {
            bytes.extend_from_slice(data);
        } else if length > MAX_DRAINED {
            break;
        }
    }
    if length > MAX_BYTES {
        let detail = format!("A request may have {MAX_BYTES} bytes.");
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail));
    }
    Ok(bytes)
}
