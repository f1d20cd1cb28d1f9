//! Serves a router on a socket, with limits for slow clients and a graceful shutdown.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{StatusCode, Version, header};
use axum::response::IntoResponse as _;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;
use tower::ServiceExt as _;

mod connection_slots;
mod tracked_body;
mod write_timeout;

use connection_slots::{ConnectionSlot, ConnectionSlots};
use tracked_body::TrackedBody;
use write_timeout::WriteTimeout;

/// How long a client may take to send a header, and to stay silent between two requests.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

/// How long accepted requests may take to finish after the shutdown signal.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(20);

/// The maximum of open connections. Each may have a file of the site open as well; the sum stays below
/// the usual limit of 1,024 open files.
const MAX_CONNECTIONS: usize = 450;

/// The size of a connection's buffer in each direction, for a header or a part of the response. All
/// connections together then fit the memory of the smallest machine.
const MAX_BUFFER: usize = 16 * 1024;

/// Serves until `stop` completes, then finishes the requests that were accepted.
///
/// Uses hyper directly, because `axum::serve` has no time limit for headers. Speaks HTTP/1.1 only; a
/// proxy in front adds HTTP/2 and TLS.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let slots = ConnectionSlots::new(MAX_CONNECTIONS);
    let mut stop = pin!(stop);
    loop {
        // Accept first, so that no client is evicted before another one is waiting.
        let next = async {
            let accepted = listener.accept().await;
            (accepted, slots.acquire().await)
        };
        let (accepted, slot) = tokio::select! {
            biased;
            () = &mut stop => break,
            next = next => next,
        };
        match accepted {
            Ok((stream, peer)) => serve_connection(stream, peer, slot, router.clone(), &graceful),
            Err(error) => {
                // Out of file descriptors, or the client has left already: keep serving.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    // Time for answers, and for bodies whose header has come.
    slots.evict_silent();
    if tokio::time::timeout(SHUTDOWN_TIMEOUT, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time");
    }
}

/// Calls `reload` at each SIGHUP, for as long as it is polled. The signal is caught from this call on: by
/// default it would end the process.
///
/// # Errors
/// If the system refuses the signal handler.
#[cfg(unix)]
pub fn on_hangup(mut reload: impl FnMut()) -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup())?;
    Ok(async move {
        while hangup.recv().await.is_some() {
            reload();
        }
    })
}

#[cfg(not(unix))]
pub fn on_hangup(_: impl FnMut()) -> std::io::Result<impl Future<Output = ()>> {
    Ok(std::future::pending())
}

/// Completes at SIGTERM or SIGINT. The signals are caught from this call on, not from the first poll,
/// because a script may send one as soon as it reads the first line of output.
///
/// # Errors
/// If the system refuses the signal handlers.
#[cfg(unix)]
pub fn shutdown_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping; finishing the requests that were accepted");
    })
}

#[cfg(not(unix))]
pub fn shutdown_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { tokio::signal::ctrl_c().await.unwrap_or_default() })
}

/// Serves one client until it leaves, is too slow, or is evicted.
fn serve_connection(
    stream: TcpStream,
    peer: SocketAddr,
    slot: ConnectionSlot,
    router: Router,
    graceful: &GracefulShutdown,
) {
    let slot = Arc::new(slot);
    slot.set_waiting(Instant::now());
    let stream = WriteTimeout::new(stream, Arc::clone(&slot));
    let service_slot = Arc::clone(&slot);
    let service = service_fn(move |request| {
        respond(router.clone(), peer, Arc::clone(&service_slot), request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_buf_size(MAX_BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        tokio::select! {
            ended = connection => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection ended early");
                }
            }
            () = slot.evicted() => {
                tracing::debug!("a slow client was evicted for a new connection");
            }
        }
    });
}

async fn respond(
    router: Router,
    peer: SocketAddr,
    slot: Arc<ConnectionSlot>,
    request: Request<Incoming>,
) -> Result<axum::response::Response, std::convert::Infallible> {
    slot.begin_request();
    if !has_one_host(&request) {
        slot.set_waiting(Instant::now());
        let text = "A request must name its host once (RFC 9112, section 3.2).\n";
        return Ok((StatusCode::BAD_REQUEST, text).into_response());
    }
    let mut request = request.map(|body| Body::new(TrackedBody::new(body, Arc::clone(&slot))));
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = router.oneshot(request).await;
    slot.set_waiting(Instant::now());
    response
}

/// A second `Host` could be the one that a proxy reads. Before HTTP/1.1 there may be none.
fn has_one_host<B>(request: &Request<B>) -> bool {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    hosts == 1 || hosts == 0 && request.version() < Version::HTTP_11
}
