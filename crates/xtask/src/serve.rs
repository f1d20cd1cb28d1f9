//! `cargo xtask serve`: the full page and the receiver on this machine.

use std::io;
use std::thread;

use launcher::{SERVE, Steps, seconds};
use receiver::{app, commands, server};
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::current_site::{self, CurrentSite, PortTaken, with_receiver};
use site::build::{self, BuildError};
use site::project::Project;

/// Why nothing is served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The port is not free.
    #[error(transparent)]
    Port(#[from] PortTaken),
    /// The page could not be built.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The receiver does not start.
    #[error("{0}")]
    Receiver(app::Error),
    /// The system does not give what a server needs: threads, signals.
    #[error("the system refuses what a server needs: {0}")]
    System(#[from] io::Error),
}

/// Serves the page until a signal comes. Where it has to be built first, it is served as soon as its
/// HTML is printed; its Wasm follows.
pub fn serve(project: &Project, port: u16) -> Result<(), ServeError> {
    // Before the build, which may take minutes.
    let listener = current_site::listen(port)?;
    let built = build::is_built(project)?;
    let folder = match built {
        true => project.dist(),
        false => build::print_without_wasm(project, "early")?,
    };
    let router = with_receiver(project, &folder).map_err(ServeError::Receiver)?;
    let site = CurrentSite::new(router);
    current_site::announce(&listener)?;
    if !built {
        println!(
            "The page is there: text, tabs, figures and the form work. Its Wasm is compiled now, \
             which takes 2 to 4 minutes from nothing."
        );
        let (project, site) = (project.clone(), site.clone());
        thread::spawn(move || complete(&project, &site));
    }
    run(listener, &site)
}

/// Answers until a signal comes.
pub fn run(listener: std::net::TcpListener, site: &CurrentSite) -> Result<(), ServeError> {
    commands::log_to_stderr();
    listener.set_nonblocking(true)?;
    let router = site.router();
    Runtime::new()?.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        server::serve(listener, router, server::shutdown_signal()?).await;
        Ok(())
    })
}

/// Builds the release and puts it in the place of the page without Wasm.
fn complete(project: &Project, site: &CurrentSite) {
    let mut steps = Steps::new(SERVE, 1);
    let built = build::within_any_budget(build::build_in(project, &mut steps));
    let router = built
        .map_err(ServeError::Build)
        .and_then(|()| with_receiver(project, &project.dist()).map_err(ServeError::Receiver));
    match router {
        Ok(router) => {
            site.replace(router);
            let took = seconds(steps.elapsed());
            println!("The page is complete after {took}: reload it, and it comes alive.");
        }
        Err(error) => eprintln!(
            "error: {error}\nThe page stays as it is, without Wasm. Mend this, and start again."
        ),
    }
}
