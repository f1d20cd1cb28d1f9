//! Opens the file so that no other user can read it at any moment.

use std::fs::{DirBuilder, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::error::OpenError;
use super::migrate::{self, VERSION};

/// How long to wait for another process that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens the file, or creates it and its folder.
pub fn open(path: &Path) -> Result<Connection, OpenError> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        create_private_folder(folder)
            .map_err(|error| OpenError::Folder(folder.to_owned(), error))?;
    }
    let file_error = |error| OpenError::File(path.to_owned(), error);
    create_private_file(path).map_err(file_error)?;
    let connection = prepare(path).map_err(|reason| reason.at(path))?;
    check(&connection, path)?;
    // After the check that it is ours. A file that was copied here may be readable by others.
    #[cfg(unix)]
    restrict_permissions(path).map_err(file_error)?;
    Ok(connection)
}

/// Opens an existing file of this version, to read it or to write into it, too.
pub fn open_with(path: &Path, access: OpenFlags) -> Result<Connection, OpenError> {
    if !path.exists() {
        return Err(OpenError::Missing(path.to_owned()));
    }
    let open = || {
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        match version(&connection)? {
            VERSION => Ok(connection),
            0 => Err(Reason::Empty),
            _ => Err(Reason::Older),
        }
    };
    open().map_err(|reason| reason.at(path))
}

/// Checks every page, so that no request is written into a damaged file. Commands that only read skip
/// this, to get what is left.
fn check(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    let result = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    match result {
        Ok(word) if word == "ok" => Ok(()),
        Ok(what) => Err(OpenError::Damaged(path.to_owned(), what)),
        Err(error) => Err(OpenError::Damaged(path.to_owned(), error.to_string())),
    }
}

/// Writes as storing a request would, without a change: the same version again.
pub fn check_writable(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.query_row(
        "SELECT count(*) FROM (SELECT 1 FROM consultation LIMIT 1)",
        [],
        |_| Ok(()),
    )?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}

enum Reason {
    Newer,
    Older,
    Copy(OpenError),
    Foreign,
    Empty,
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Reason {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Reason {
    fn at(self, path: &Path) -> OpenError {
        let path = path.to_owned();
        match self {
            Self::Newer => OpenError::Newer(path),
            Self::Older => OpenError::Older(path),
            Self::Copy(error) => error,
            Self::Foreign => OpenError::Foreign(path),
            Self::Empty => OpenError::Missing(path),
            Self::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) => OpenError::NotADatabase(path),
                Some(ErrorCode::DatabaseCorrupt) => OpenError::Damaged(path, error.to_string()),
                _ => OpenError::Sqlite(path, error),
            },
        }
    }
}

/// Whether a database is empty, of an older version, or of this one.
fn version(connection: &Connection) -> Result<i64, Reason> {
    let version = migrate::version(connection)?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match version {
        0 if tables == 0 => Ok(0),
        1..=VERSION => Ok(version),
        newer if newer > VERSION => Err(Reason::Newer),
        _ => Err(Reason::Foreign),
    }
}

fn prepare(path: &Path) -> Result<Connection, Reason> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Read the version first, because a database of another program must stay unchanged.
    let found = version(&connection)?;
    let old = beside(path, found);
    // One that is there is kept: the step that failed after it was undone.
    if (1..VERSION).contains(&found) && !old.exists() {
        copy(&connection, &old).map_err(Reason::Copy)?;
        tracing::info!(
            "the database gets a new version; the old one is {}: delete it once all is well",
            old.display()
        );
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another receiver may have come first.
    let found = version(&transaction)?;
    if found < VERSION {
        migrate::migrate(&transaction, found)?;
    }
    transaction.commit()?;
    // FULL: in this mode a commit is on disk before it is reported, even if the power fails.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// The copy of an older version, in the database's own folder.
fn beside(path: &Path, version: i64) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".version-{version}"));
    name.into()
}

/// The copies of older versions that are there.
pub fn copies(path: &Path) -> Vec<PathBuf> {
    let all = (1..VERSION).map(|version| beside(path, version));
    all.filter(|copy| copy.exists()).collect()
}

/// Copies the database into a new file that only its owner can read.
pub fn copy(connection: &Connection, to: &Path) -> Result<(), OpenError> {
    let file_error = |error| OpenError::File(to.to_owned(), error);
    if to.exists() {
        return Err(file_error(std::io::ErrorKind::AlreadyExists.into()));
    }
    create_private_file(to).map_err(file_error)?;
    // SQLite writes into an empty file, and leaves its mode.
    let made = connection.execute("VACUUM INTO ?1", [to.to_string_lossy()]);
    made.map(drop).map_err(|error| {
        let _ = std::fs::remove_file(to);
        OpenError::Sqlite(to.to_owned(), error)
    })
}

/// Leaves the permissions of an existing folder, which may hold other files.
fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Creates the file before SQLite does, because SQLite would let others read it. SQLite's journal files
/// take its mode.
fn create_private_file(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(unix)]
fn restrict_permissions(path: &Path) -> std::io::Result<()> {
    let owner_only = || std::os::unix::fs::PermissionsExt::from_mode(0o600);
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        if Path::new(&name).exists() {
            std::fs::set_permissions(&name, owner_only())?;
        }
    }
    Ok(())
}
