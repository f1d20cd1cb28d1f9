//! The receiver of `cargo xtask serve` and `dev`, and where it listens.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use anyhow::{Context as _, Result};
use axum::Router;
use receiver::{Settings, app};
use site::project::Project;

/// The receiver as `cargo xtask serve` and `dev` run it: it serves this site, and keeps requests in
/// `requests/requests.sqlite3`.
pub fn with_receiver(project: &Project, site: &Path) -> Result<Router> {
    let mut settings = Settings::new(project.root().join("requests/requests.sqlite3"));
    settings.site = Some(site.to_owned());
    Ok(app::router(&settings)?)
}

/// The listener that takes this port of this machine.
pub fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        let other = port.wrapping_add(1).max(1024);
        format!("port {port} of 127.0.0.1 is not free; choose another with `--port {other}`")
    })
}

/// Says where the page is, once it can be asked for, and where requests go.
pub fn announce(listener: &TcpListener) -> Result<()> {
    println!("Listening on http://{}", listener.local_addr()?);
    println!("Requests are kept in requests/requests.sqlite3");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_named_with_the_option_that_takes_another() {
        let taken = listen(0).expect("some port is free");
        let port = taken.local_addr().expect("it has an address").port();
        let text = listen(port).expect_err("it is taken").to_string();
        assert!(
            text.starts_with(&format!("port {port} of 127.0.0.1 is not free")),
            "{text}"
        );
        assert!(text.contains("`--port "), "{text}");
    }
}
