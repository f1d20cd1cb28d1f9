//! The socket: connections, their time limits, and an orderly end.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;
use tower::ServiceExt as _;

mod arriving;
mod pace;
mod places;

use arriving::Arriving;
use pace::Paced;
use places::{Place, Places};

/// A client that has not sent its header by then is dropped; so is one that stays silent between
/// two requests.
const HEADER_TIME: Duration = Duration::from_secs(10);

/// How long requests that were accepted may take to end once the server is to stop.
const GRACE: Duration = Duration::from_secs(20);

/// Most connections at a time. Each may have a file of the site open as well, which stays below
/// the usual limit of 1,024 open files.
const CONNECTIONS: usize = 450;

/// The most that is kept of one connection, in each direction: a header, or an answer on its way.
/// All connections together then stay within the memory of the smallest machine.
const BUFFER: usize = 16 * 1024;

/// Serves until `stop` is done, then finishes the requests that were accepted.
///
/// Over HTTP/1.1 only, with hyper itself rather than `axum::serve`, which has no time limit for
/// headers; a proxy in front speaks HTTP/2 and TLS.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let places = Places::new(CONNECTIONS);
    let mut stop = pin!(stop);
    loop {
        // A client first: whoever is sent away for it makes room for somebody who is there.
        let next = async {
            let accepted = listener.accept().await;
            (accepted, places.take().await)
        };
        let (accepted, place) = tokio::select! {
            biased;
            () = &mut stop => break,
            next = next => next,
        };
        match accepted {
            Ok((stream, peer)) => converse(stream, peer, place, router.clone(), &graceful),
            Err(error) => {
                // Out of files, or the client is gone again: neither is a reason to end.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not end in time");
    }
}

/// Completes at SIGTERM or SIGINT. The signals are caught from the call on, not from the first poll:
/// a script may send one as soon as it reads the first line.
///
/// # Errors
/// Where the system has no handler to give.
#[cfg(unix)]
pub fn stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping; requests that were accepted are finished first");
    })
}

#[cfg(not(unix))]
pub fn stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async { tokio::signal::ctrl_c().await.unwrap_or_default() })
}

/// Answers one client until it goes, is too slow, or has to make room.
fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    place: Place,
    router: Router,
    graceful: &GracefulShutdown,
) {
    let place = Arc::new(place);
    place.waits(Instant::now());
    let stream = Paced::new(stream, Arc::clone(&place));
    let at = Arc::clone(&place);
    let service = service_fn(move |request| answer(router.clone(), peer, Arc::clone(&at), request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        tokio::select! {
            ended = connection => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection ended early");
                }
            }
            () = place.needed() => {
                tracing::debug!("a slow connection made room for another");
            }
        }
    });
}

async fn answer(
    router: Router,
    peer: SocketAddr,
    place: Arc<Place>,
    request: Request<Incoming>,
) -> Result<axum::response::Response, std::convert::Infallible> {
    place.works();
    let mut request = request.map(|body| Body::new(Arriving::new(body, Arc::clone(&place))));
    request.extensions_mut().insert(ConnectInfo(peer));
    let answer = router.oneshot(request).await;
    place.waits(Instant::now());
    answer
}
