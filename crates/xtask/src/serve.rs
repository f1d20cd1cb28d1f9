//! `cargo xtask serve`: the full page and the receiver on this machine.

use std::net::TcpListener;
use std::thread;

use anyhow::{Context as _, Result};
use launcher::{SERVE, Steps, seconds};
use receiver::current::Current;
use receiver::{commands, server};
use site::build;
use site::project::Project;
use tokio::runtime::Runtime;

use crate::local::{self, with_receiver};

/// Serves the page until a signal comes. Where it has to be built first, it is served as soon as its
/// HTML is rendered; its Wasm follows.
pub fn serve(project: &Project, port: u16) -> Result<()> {
    // Before the build, which may take minutes.
    let listener = local::listen(port)?;
    let built = build::is_built(project)?;
    let folder = match built {
        true => project.dist(),
        false => build::render_without_wasm(project, "early")?,
    };
    let site = Current::new(with_receiver(project, &folder)?);
    local::announce(&listener)?;
    if !built {
        println!(
            "The page is there: text, tabs, figures and the form work. Its Wasm is compiled now, \
             which takes 2 to 4 minutes from nothing."
        );
        let (project, site) = (project.clone(), site.clone());
        thread::spawn(move || {
            if let Err(error) = complete(&project, &site) {
                eprintln!(
                    "error: {error:#}\nThe page stays as it is, without Wasm. Fix this, and start \
                     again."
                );
            }
        });
    }
    run(listener, &site)
}

/// Answers until a signal comes.
pub fn run(listener: TcpListener, site: &Current) -> Result<()> {
    commands::log_to_stderr();
    listener.set_nonblocking(true)?;
    let router = site.router();
    let runtime = Runtime::new().context("the system refuses what a server needs")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        server::serve(listener, router, server::shutdown_signal()?).await;
        Ok(())
    })
}

/// Builds the release and puts it in the place of the page without Wasm.
fn complete(project: &Project, site: &Current) -> Result<()> {
    let mut steps = Steps::new(SERVE, 1);
    build::within_any_budget(build::build_in(project, &mut steps))?;
    site.replace(with_receiver(project, &project.dist())?);
    let took = seconds(steps.elapsed());
    println!("The page is complete after {took}: reload it, and it comes alive.");
    Ok(())
}
