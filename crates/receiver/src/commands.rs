//! What the program does for each of its commands.

use std::fmt;
use std::io::{self, Write};
use std::net::SocketAddr;

use crate::app;
use crate::arguments::{Arguments, Command, Export, Format, List, Serve};
use crate::settings::Settings;
use crate::store::{OpenError, Store, StoreError, Which};

mod csv;
mod serving;
mod table;

/// Why a command failed. Says what, where, and what to do.
#[derive(Debug)]
pub enum Error {
    /// The receiver cannot start.
    App(app::Error),
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
    /// The system does not give what a server needs: threads, signals.
    System(io::Error),
    /// The database cannot be opened.
    Open(OpenError),
    /// The database cannot be read.
    Read(StoreError),
    /// The output cannot be written.
    Write(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::App(error) => error.fmt(f),
            Self::Listen(address, error) => {
                write!(f, "cannot listen on {address}: {error}; ")?;
                f.write_str(match error.kind() {
                    io::ErrorKind::AddrInUse => {
                        "stop the program that does, or choose another port with --listen"
                    }
                    io::ErrorKind::PermissionDenied => {
                        "ports below 1024 need privileges, so choose a higher one with --listen"
                    }
                    _ => "choose an address of this machine with --listen",
                })
            }
            Self::System(error) => write!(f, "the system refuses what a server needs: {error}"),
            Self::Open(error) => error.fmt(f),
            Self::Read(error) => write!(
                f,
                "cannot read the requests: {error}; check the file with `sqlite3 FILE 'PRAGMA integrity_check'`"
            ),
            Self::Write(error) => write!(f, "cannot write the output: {error}"),
        }
    }
}

impl std::error::Error for Error {}

/// Does what the command line says.
///
/// # Errors
/// Says what failed, where, and what to do.
pub fn run(arguments: Arguments) -> Result<(), Error> {
    match arguments.command {
        Command::Serve(serve) => run_serve(serve),
        Command::List(list) => run_list(&list),
        Command::Export(export) => run_export(&export),
    }
}

/// Writes the access log of this process to standard error.
pub fn log_to_stderr() {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        // A line that cannot be written would be reported on the same standard error, and panic.
        .log_internal_errors(false)
        .with_ansi(false)
        .with_target(false)
        .init();
}

fn run_serve(serve: Serve) -> Result<(), Error> {
    log_to_stderr();
    let listen = serve.listen;
    let runtime = tokio::runtime::Runtime::new().map_err(Error::System)?;
    runtime.block_on(serving::serve(listen, &Settings::from(serve)))
}

fn run_list(list: &List) -> Result<(), Error> {
    let store = Store::existing(&list.database.path).map_err(Error::Open)?;
    let rows = store.rows(Which::Current).map_err(Error::Read)?;
    print(table::table(&rows).as_bytes())
}

fn run_export(export: &Export) -> Result<(), Error> {
    let which = if export.all {
        Which::All
    } else {
        Which::Current
    };
    let store = Store::existing(&export.database.path).map_err(Error::Open)?;
    let rows = store.rows(which).map_err(Error::Read)?;
    let text = match export.format {
        Format::Csv => csv::csv(&rows),
        Format::Json => serde_json::to_vec_pretty(&rows)
            .map_err(io::Error::from)
            .map(|mut text| {
                text.push(b'\n');
                text
            }),
    };
    print(&text.map_err(Error::Write)?)
}

fn print(text: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        // The reader, `head` perhaps, has enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Error::Write),
    }
}
