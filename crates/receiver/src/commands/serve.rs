//! `receiver serve`.

use std::io::{self, Write as _};
use std::net::SocketAddr;

use listenfd::ListenFd;
use tokio::net::{TcpListener, TcpSocket};

use super::Error;
use crate::app::Receiver;
use crate::current::Current;
use crate::server;
use crate::settings::Settings;

/// How many connections may wait to be accepted.
const BACKLOG: u32 = 1024;

/// Serves until SIGTERM or SIGINT, and reads the site again at SIGHUP. The router holds the database, so
/// that is closed on return.
pub async fn serve(listen: SocketAddr, settings: &Settings) -> Result<(), Error> {
    let bind_error = |error| Error::Listen(listen, error);
    // Bind the port first, so that a second receiver does not touch the database of the first.
    let listener = match inherited().map_err(Error::System)? {
        Some(listener) => listener,
        None => bind(listen).map_err(bind_error)?,
    };
    let (receiver, router) = Receiver::open(settings)?;
    let current = Current::new(router);
    let address = listener.local_addr().map_err(bind_error)?;
    let shutdown = server::shutdown_signal().map_err(Error::System)?;
    let reload = server::on_hangup(|| reload(&receiver, &current)).map_err(Error::System)?;
    announce(address, settings).map_err(Error::Write)?;
    if !address.ip().is_loopback() && settings.trusted_proxies.is_empty() {
        tracing::warn!(
            "requests to {address} come without TLS, so that others on their way can read them: \
             put a proxy in front, and name it with --trusted-proxy"
        );
    }
    tokio::select! {
        () = server::serve(listener, current.router(), shutdown) => {}
        () = reload => {}
    }
    Ok(())
}

fn reload(receiver: &Receiver, current: &Current) {
    match receiver.with_site_read_again() {
        Ok(router) => {
            current.replace(router);
            tracing::info!("the site was read again");
        }
        Err(error) => tracing::error!(%error, "the site stays as it was"),
    }
}

/// The socket that a service manager has opened and keeps open between two receivers (systemd's socket
/// activation, sd_listen_fds(3)), so that nobody is refused meanwhile.
fn inherited() -> io::Result<Option<TcpListener>> {
    let Some(listener) = ListenFd::from_env().take_tcp_listener(0)? else {
        return Ok(None);
    };
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener).map(Some)
}

/// Binds with a longer queue than [`TcpListener::bind`], which has 128 places: a client that finds the
/// queue full tries again only after a second.
fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // On Windows it would let two processes bind the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Prints the address in a line of its own, so that a script can read the port.
fn announce(address: SocketAddr, settings: &Settings) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "Listening on http://{address}")?;
    writeln!(out, "Requests are kept in {}", settings.database.display())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_burst_of_connections_fits_the_queue() {
        // The system caps the queue.
        let cap = std::fs::read_to_string("/proc/sys/net/core/somaxconn").unwrap_or_default();
        if cap.trim().parse().unwrap_or(0) < 500 {
            return;
        }
        let any_port = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = bind(any_port).expect("a port");
        let address = listener.local_addr().expect("an address");
        // Less than the second after which the system tries again.
        let timeout = Duration::from_millis(900);
        let _clients: Vec<_> = (0..500)
            .map(|_| TcpStream::connect_timeout(&address, timeout).expect("a place in the queue"))
            .collect();
    }
}
