//! `receiver serve`: from the first line it prints to the signal that ends it.

use std::io::Write as _;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use super::Error;
use crate::settings::Settings;
use crate::{app, server};

/// Serves until SIGTERM or SIGINT. The database is closed when this returns: the router that
/// holds it is gone by then.
pub async fn serve(listen: SocketAddr, settings: &Settings) -> Result<(), Error> {
    let refused = |error| Error::Listen(listen, error);
    // First the port, so that a second receiver does not touch the database of the first.
    let listener = TcpListener::bind(listen).await.map_err(refused)?;
    let router = app::router(settings).map_err(Error::App)?;
    let address = listener.local_addr().map_err(refused)?;
    let stop = server::stop().map_err(Error::System)?;
    announce(address, settings).map_err(Error::Write)?;
    server::serve(listener, router, stop).await;
    Ok(())
}

/// A line each, so that a script can read the port that was taken.
fn announce(address: SocketAddr, settings: &Settings) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Listening on http://{address}")?;
    writeln!(out, "Requests are kept in {}", settings.database.display())?;
    out.flush()
}
