//! Runs the program's commands.

use std::io::{self, BufWriter, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::app;
use crate::arguments::{Arguments, Command, Export, Format, List, Serve};
use crate::settings::Settings;
use crate::store::{OpenError, Reader, Selection, StaffError};

mod csv;
mod json;
mod serve;
mod staff;
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
    /// Staff's work cannot be done.
    #[error(transparent)]
    Staff(#[from] StaffError),
    /// Nothing is meant by what was given.
    #[error("no request has {0:?}; `receiver list` shows the references")]
    NotFound(String),
    /// Several requests are meant where one was asked for.
    #[error("several requests begin like that; give one of these ids: {0}")]
    Ambiguous(String),
    /// The person said no.
    #[error("nothing was erased")]
    NotErased,
    /// The file or the record of acts is not right.
    #[error("{} is not right:\n{_1}", .0.display())]
    NotVerified(PathBuf, String),
    /// What was erased is in another file as well.
    #[error("it is erased, but not in the older copy {}; delete that file", .0.display())]
    Copy(PathBuf),
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
        Command::Show(show) => staff::show(&show),
        Command::Done(done) => staff::done(&done),
        Command::Note(note) => staff::note(&note),
        Command::Erase(erase) => staff::erase(&erase),
        Command::Prune(prune) => staff::prune(&prune),
        Command::Backup(backup) => staff::backup(&backup),
        Command::Verify(verify) => staff::verify(&verify),
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
    let database = &list.database.path;
    let selection = list.chosen.selection(list.all);
    let reader = Reader::open(database)?;
    let mut table = table::Table::default();
    reader.for_each(&selection, |row| {
        table.add(&row);
        Ok::<_, Error>(())
    })?;
    record_look("list", database, table.len());
    say_what_is_superseded(&reader, &selection)?;
    let mut out = out();
    let written = out.write_all(table.text().as_bytes());
    written
        .and_then(|()| out.flush())
        .map_err(Error::Write)
        .or_else(closed_pipe)
}

fn run_export(export: &Export) -> Result<(), Error> {
    let database = &export.database.path;
    let selection = export.chosen.selection(export.all);
    let reader = Reader::open(database)?;
    let mut shown = 0;
    let written = match export.format {
        Format::Csv => Csv::new(out()).map_err(Error::Write).and_then(|mut csv| {
            reader.for_each(&selection, |row| {
                shown += 1;
                csv.write(&row).map_err(Error::Write)
            })?;
            Ok(csv.end()?)
        }),
        Format::Json => Json::new(out()).map_err(Error::Write).and_then(|mut json| {
            reader.for_each(&selection, |row| {
                shown += 1;
                json.write(&row).map_err(Error::Write)
            })?;
            Ok(json.end()?)
        }),
    };
    record_look("export", database, shown);
    say_what_is_superseded(&reader, &selection)?;
    written.or_else(closed_pipe)
}

/// Records that staff have looked. Where it cannot be recorded, they read all the same.
fn record_look(action: &str, database: &Path, shown: usize) {
    let what = format!("{shown} requests");
    let recorded = staff::open(database).and_then(|mut records| Ok(records.record(action, &what)?));
    if let Err(error) = recorded {
        eprintln!("receiver: this look is not in the audit table: {error}");
    }
}

fn say_what_is_superseded(reader: &Reader, selection: &Selection) -> Result<(), Error> {
    let superseded = reader.count_superseded(selection)?;
    if superseded > 0 {
        eprintln!("Left out: {superseded} that a newer request has replaced. --all shows them.");
    }
    Ok(())
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
