//! The command line.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::settings::{Origin, Settings};
use crate::store::{Moment, Selection};

/// Receives consultation requests, keeps them in one SQLite file and serves the guide's site.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Arguments {
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands of the program.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Accept requests at POST /api/consultations, and serve the site.
    Serve(Serve),
    /// Print the current requests as a table, oldest first, with times in UTC.
    List(List),
    /// Print requests with all their fields, for a spreadsheet or another program.
    Export(Export),
    /// Print one request whole, with what it replaced and your notes.
    Show(One),
    /// Mark a request as done.
    Done(Done),
    /// Add a note to a request.
    Note(Note),
    /// Erase a person's requests, with every version and note, after showing what was found.
    Erase(Erase),
    /// Erase old requests, after saying how many.
    Prune(Prune),
    /// Copy the database into a new file, while the receiver runs.
    Backup(Backup),
    /// Check the file, and that nobody changed the record of what staff did.
    Verify(Verify),
}

/// The arguments of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen; port 0 takes any free port.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
    /// The built site; without it only the API answers.
    #[arg(long, value_name = "FOLDER")]
    pub site: Option<PathBuf>,
    /// A page's origin that may post from elsewhere, such as `https://clinic.example`; repeatable.
    #[arg(long = "origin", value_name = "ORIGIN")]
    pub origins: Vec<Origin>,
    /// A proxy whose X-Forwarded-For is trusted, such as 10.0.0.1; repeatable.
    #[arg(long = "trusted-proxy", value_name = "ADDRESS")]
    pub trusted_proxies: Vec<IpAddr>,
    /// How many posts one client may make in ten minutes.
    #[arg(long, value_name = "POSTS", default_value = "30")]
    pub rate_limit: NonZeroU32,
}

/// The arguments of `list`.
#[derive(Debug, Args)]
pub struct List {
    /// Also print requests that a newer one has replaced.
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub chosen: Chosen,
}

/// The arguments of `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The format to print.
    #[arg(long, value_enum)]
    pub format: Format,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
    /// Also print requests that a newer one has replaced.
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub chosen: Chosen,
}

/// The arguments of `show`.
#[derive(Debug, Args)]
pub struct One {
    /// The reference that `list` shows, such as 123E-4567, or the whole id.
    pub request: String,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
}

/// The arguments of `done`.
#[derive(Debug, Args)]
pub struct Done {
    /// The reference that `list` shows, such as 123E-4567, or the whole id.
    pub request: String,
    /// Mark it as not done after all.
    #[arg(long)]
    pub undo: bool,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
}

/// The arguments of `note`.
#[derive(Debug, Args)]
pub struct Note {
    /// The reference that `list` shows, such as 123E-4567, or the whole id.
    pub request: String,
    /// The note.
    pub text: String,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
}

/// The arguments of `erase`.
#[derive(Debug, Args)]
pub struct Erase {
    /// A reference, a whole id, a mail address or a telephone number.
    pub who: String,
    /// Erase without asking.
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
}

/// The arguments of `prune`.
#[derive(Debug, Args)]
pub struct Prune {
    /// Erase what came before this many days.
    #[arg(long, value_name = "DAYS")]
    pub older_than: u32,
    /// Keep what is not done, however old.
    #[arg(long)]
    pub done: bool,
    /// Erase without asking.
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
}

/// The arguments of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// The new file.
    pub file: PathBuf,
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
}

/// The arguments of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    #[allow(
        missing_docs,
        reason = "a line of documentation here would head the help"
    )]
    pub database: Database,
}

/// Which requests to show, an argument of the commands that show any.
#[derive(Debug, Args)]
pub struct Chosen {
    /// Only requests that came at this day or time (UTC) or later.
    #[arg(long, value_name = "DAY")]
    pub since: Option<Moment>,
    /// Only so many requests, the last ones.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub last: Option<u32>,
}

impl Chosen {
    /// What to read, with replaced requests or without.
    pub fn selection(&self, superseded: bool) -> Selection {
        Selection {
            superseded,
            since: self.since.clone(),
            last: self.last,
        }
    }
}

/// The database, an argument of every command.
#[derive(Debug, Args)]
pub struct Database {
    /// The file that holds the requests.
    #[arg(
        long = "database",
        value_name = "FILE",
        default_value = "requests/requests.sqlite3"
    )]
    pub path: PathBuf,
}

/// The formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated values with a header line, safe to open in a spreadsheet.
    Csv,
    /// An array of objects with the field names of the request.
    Json,
}

impl From<Serve> for Settings {
    fn from(serve: Serve) -> Self {
        Self {
            database: serve.database.path,
            site: serve.site,
            origins: serve.origins,
            trusted_proxies: serve.trusted_proxies,
            rate_limit: serve.rate_limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
