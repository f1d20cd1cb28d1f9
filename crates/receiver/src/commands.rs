//! Runs the program's commands.

use std::io::{self, Write};
use std::net::SocketAddr;

use thiserror::Error;

use crate::app;
use crate::arguments::{Arguments, Command, Export, Format, List, Serve};
use crate::settings::Settings;
use crate::store::{OpenError, Store, StoreError, Which};

mod csv;
mod serve;
mod table;

/// Why a command failed.
#[derive(Debug, Error)]
pub enum Error {
    /// The receiver cannot start.
    #[error(transparent)]
    App(#[from] app::Error),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}; {advice}", advice = listen_advice(.1.kind()))]
    Listen(SocketAddr, #[source] io::Error),
    /// The system refuses threads or signals.
    #[error("the system refuses what a server needs: {0}")]
    System(#[source] io::Error),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database cannot be read.
    #[error(
        "cannot read the requests: {0}; check the file with `sqlite3 FILE 'PRAGMA integrity_check'`"
    )]
    Read(#[from] StoreError),
    /// The output cannot be written.
    #[error("cannot write the output: {0}")]
    Write(#[source] io::Error),
}

fn listen_advice(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::AddrInUse => {
            "stop the program that does, or choose another port with --listen"
        }
        io::ErrorKind::PermissionDenied => {
            "ports below 1024 need privileges, so choose a higher one with --listen"
        }
        _ => "choose an address of this machine with --listen",
    }
}

/// Runs the command of the command line.
///
/// # Errors
/// Why it failed, where, and what to do.
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
        // The error of a line that cannot be written would go to the same standard error, and panic.
        .log_internal_errors(false)
        .with_ansi(false)
        .with_target(false)
        .init();
}

fn run_serve(serve: Serve) -> Result<(), Error> {
    log_to_stderr();
    let listen = serve.listen;
    let runtime = tokio::runtime::Runtime::new().map_err(Error::System)?;
    runtime.block_on(serve::serve(listen, &Settings::from(serve)))
}

fn run_list(list: &List) -> Result<(), Error> {
    let store = Store::open_existing(&list.database.path)?;
    let rows = store.rows(Which::Current)?;
    print(table::table(&rows).as_bytes())
}

fn run_export(export: &Export) -> Result<(), Error> {
    let which = if export.all {
        Which::All
    } else {
        Which::Current
    };
    let store = Store::open_existing(&export.database.path)?;
    let rows = store.rows(which)?;
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
        // The reader, such as `head`, has closed the pipe.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Error::Write),
    }
}
