//! `cargo xtask serve`: the full page and the receiver on this machine.

use std::io;
use std::net::{Ipv4Addr, SocketAddrV4, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use thiserror::Error;

use crate::build::{self, BuildError};
use crate::program::ProgramError;
use crate::project::Project;
use crate::receiver;

/// Why nothing is served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// Somebody else listens there.
    #[error(
        "port {port} of 127.0.0.1 is not free ({error}); choose another: \
         `cargo xtask serve --port {}`",
        port.wrapping_add(1).max(1024)
    )]
    PortTaken {
        /// The port asked for.
        port: u16,
        /// What the system says.
        error: io::Error,
    },
    /// The page could not be built.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The receiver could not be built.
    #[error(transparent)]
    Receiver(#[from] ProgramError),
    /// The receiver could not be started.
    #[error("{} cannot be started: {error}", file.display())]
    Unstartable {
        /// The receiver.
        file: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Builds what changed and serves it until a signal comes. Returns the receiver's exit code only
/// where it runs as a process of its own.
pub fn serve(project: &Project, port: u16) -> Result<u8, ServeError> {
    // Before the build, which may take minutes; the receiver itself says it should it be taken
    // meanwhile.
    let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, port);
    TcpListener::bind(address).map_err(|error| ServeError::PortTaken { port, error })?;
    build::build_if_changed(project)?;
    let file = receiver::build(project)?;
    let mut receiver = Command::new(&file);
    receiver
        .args(["serve", "--listen", &address.to_string()])
        .args(["--database", "requests/requests.sqlite3", "--site", "dist"])
        .current_dir(project.root())
        .stdin(Stdio::null());
    become_it(receiver).map_err(|error| ServeError::Unstartable { file, error })
}

/// Turns this process into the receiver, so that every signal reaches it and its exit code is
/// ours. Returns only if it cannot be started.
#[cfg(unix)]
fn become_it(mut receiver: Command) -> io::Result<u8> {
    use std::os::unix::process::CommandExt;
    Err(receiver.exec())
}

/// Runs the receiver and waits. Ctrl-C reaches every process of the console.
#[cfg(not(unix))]
fn become_it(mut receiver: Command) -> io::Result<u8> {
    let status = receiver.status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_named_with_the_line_that_takes_another() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
        let port = taken.local_addr().expect("it has an address").port();
        let error = serve(&Project::find(), port).expect_err("it is taken");
        let text = error.to_string();
        assert!(
            text.starts_with(&format!("port {port} of 127.0.0.1 is not free")),
            "{text}"
        );
        assert!(text.contains("`cargo xtask serve --port "), "{text}");
    }
}
