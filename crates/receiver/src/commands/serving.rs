//! `receiver serve`: from the first line it prints to the signal that ends it.

use std::io::Write as _;
use std::net::SocketAddr;

use tokio::net::{TcpListener, TcpSocket};

use super::Error;
use crate::settings::Settings;
use crate::{app, server};

/// The most connections that wait to be accepted.
const BACKLOG: u32 = 1024;

/// Serves until SIGTERM or SIGINT. The database is closed when this returns: the router that
/// holds it is gone by then.
pub async fn serve(listen: SocketAddr, settings: &Settings) -> Result<(), Error> {
    let refused = |error| Error::Listen(listen, error);
    // First the port, so that a second receiver does not touch the database of the first.
    let listener = bind(listen).map_err(refused)?;
    let router = app::router(settings).map_err(Error::App)?;
    let address = listener.local_addr().map_err(refused)?;
    let stop = server::stop().map_err(Error::System)?;
    announce(address, settings).map_err(Error::Write)?;
    server::serve(listener, router, stop).await;
    Ok(())
}

/// Listens with a longer queue than [`TcpListener::bind`], whose 128 places a crowd fills at once: a
/// client without a place tries again after a second.
fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // On Windows it would let two processes have the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// A line each, so that a script can read the port that was taken.
fn announce(address: SocketAddr, settings: &Settings) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Listening on http://{address}")?;
    writeln!(out, "Requests are kept in {}", settings.database.display())?;
    out.flush()
}
