//! Runs the program's commands.

use std::io::{self, BufWriter, Write};
use std::net::SocketAddr;

use thiserror::Error;

use crate::app;
use crate::arguments::{Arguments, Command, Export, Format, List, Serve};
use crate::settings::Settings;
use crate::store::{OpenError, Reader};

mod csv;
mod json;
mod serve;
mod table;

use csv::Csv;
use json::Json;

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
    Read(#[from] rusqlite::Error),
    /// The output cannot be written.
    #[error("cannot write the output: {0}")]
    Write(#[from] io::Error),
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
    let reader = Reader::open(&list.database.path)?;
    let mut table = table::Table::default();
    let read = reader.for_each(&list.chosen.selection(false), |row| {
        table.add(&row);
        Ok(())
    });
    read.and_then(|()| {
        let mut out = out();
        out.write_all(table.text().as_bytes())?;
        Ok(out.flush()?)
    })
    .or_else(closed_pipe)
}

fn run_export(export: &Export) -> Result<(), Error> {
    let reader = Reader::open(&export.database.path)?;
    let selection = export.chosen.selection(export.all);
    let written = match export.format {
        Format::Csv => Csv::new(out()).map_err(Error::Write).and_then(|mut csv| {
            reader.for_each(&selection, |row| Ok::<_, Error>(csv.write(&row)?))?;
            Ok(csv.end()?)
        }),
        Format::Json => Json::new(out()).map_err(Error::Write).and_then(|mut json| {
            reader.for_each(&selection, |row| Ok::<_, Error>(json.write(&row)?))?;
            Ok(json.end()?)
        }),
    };
    written.or_else(closed_pipe)
}

fn out() -> impl Write {
    BufWriter::new(io::stdout().lock())
}

/// The reader, such as `head`, has seen enough.
fn closed_pipe(error: Error) -> Result<(), Error> {
    match error {
        Error::Write(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        error => Err(error),
    }
}
