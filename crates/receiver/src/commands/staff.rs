//! The commands by which staff work with requests.

use std::env;
use std::io::{self, Write};
use std::path::Path;

use contract::ConsultationRequest;
use contract::consultation::RequestId;
use serde_json::Value;

use super::table::is_unsafe;
use super::{Error, closed_pipe, out};
use crate::arguments::{Backup, Done, Erase, Note, One, Prune, Verify};
use crate::store::{Case, Erased, Row, StaffDatabase};

/// Opens the database in the name of the user of the machine.
pub fn open(database: &Path) -> Result<StaffDatabase, Error> {
    let names = ["SUDO_USER", "USER", "LOGNAME"];
    let who = names.iter().find_map(|name| env::var(name).ok());
    Ok(StaffDatabase::open(
        database,
        who.unwrap_or_else(|| "unknown".to_owned()),
    )?)
}

pub fn show(show: &One) -> Result<(), Error> {
    let mut records = open(&show.database.path)?;
    let id = one(&records, &show.request)?;
    let case = records.show(&id)?;
    let mut out = out();
    let written = write_case(&mut out, &case).and_then(|()| out.flush());
    written.map_err(Error::Write).or_else(closed_pipe)
}

pub fn done(done: &Done) -> Result<(), Error> {
    let mut records = open(&done.database.path)?;
    let id = one(&records, &done.request)?;
    records.set_done(&id, !done.undo)?;
    let word = if done.undo { "not done" } else { "done" };
    say(&format!("{} is {word}.", id.reference()))
}

pub fn note(note: &Note) -> Result<(), Error> {
    let mut records = open(&note.database.path)?;
    let id = one(&records, &note.request)?;
    records.note(&id, &note.text)?;
    say(&format!("The note is with {}.", id.reference()))
}

pub fn erase(erase: &Erase) -> Result<(), Error> {
    let mut records = open(&erase.database.path)?;
    let found = records.find(&erase.who, true)?;
    if found.is_empty() {
        // An erasure before may have left the log behind.
        records.clear()?;
        return Err(Error::NotFound(erase.who.clone()));
    }
    for id in &found {
        let case = records.show(id)?;
        say(&summary(&case))?;
    }
    erase_all(&mut records, &found, "erase", erase.yes)
}

pub fn prune(prune: &Prune) -> Result<(), Error> {
    let mut records = open(&prune.database.path)?;
    let found = records.older_than(prune.older_than, prune.done)?;
    if found.is_empty() {
        return say("No request is that old.");
    }
    let state = if prune.done { " that are done" } else { "" };
    say(&format!(
        "{} requests{state} came before {} days.",
        found.len(),
        prune.older_than
    ))?;
    erase_all(&mut records, &found, "prune", prune.yes)
}

fn erase_all(
    records: &mut StaffDatabase,
    found: &[RequestId],
    action: &str,
    yes: bool,
) -> Result<(), Error> {
    if !yes {
        say("Erase for ever? Type yes:")?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        if answer.trim() != "yes" {
            return Err(Error::NotErased);
        }
    }
    let Erased { requests, notes } = records.erase(found, action)?;
    say(&format!(
        "Erased: {} requests in {requests} versions, and {notes} notes. Backups and exports still hold them.",
        found.len()
    ))?;
    match records.copies().into_iter().next() {
        Some(copy) => Err(Error::Copy(copy)),
        None => Ok(()),
    }
}

pub fn backup(backup: &Backup) -> Result<(), Error> {
    open(&backup.database.path)?.backup(&backup.file)?;
    say(&format!("The copy is {}.", backup.file.display()))
}

pub fn verify(verify: &Verify) -> Result<(), Error> {
    let path = &verify.database.path;
    let wrong = open(path)?.verify()?;
    match wrong.is_empty() {
        true => say("The file and the audit table are right."),
        false => Err(Error::NotVerified(path.clone(), wrong.join("\n"))),
    }
}

/// The one request that a reference or an id means.
fn one(records: &StaffDatabase, wanted: &str) -> Result<RequestId, Error> {
    let mut found = records.find(wanted, false)?;
    match found.len() {
        0 => Err(Error::NotFound(wanted.to_owned())),
        1 => Ok(found.remove(0)),
        _ => {
            let ids: Vec<_> = found.iter().map(RequestId::as_str).collect();
            Err(Error::Ambiguous(ids.join(" ")))
        }
    }
}

fn say(line: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    let written = writeln!(out, "{line}").and_then(|()| out.flush());
    written.map_err(Error::Write).or_else(closed_pipe)
}

/// Enough to know whose request it is.
fn summary(case: &Case) -> String {
    let Row {
        received_at,
        request,
        ..
    } = &case.current;
    let reference = request.id.as_ref().map(RequestId::reference);
    let address = [&request.email, &request.phone].map(|text| safe(text));
    format!(
        "{received_at}  {}  {}  {}  with {} earlier versions and {} notes",
        reference.unwrap_or_default(),
        safe(&request.name),
        address.join(" ").trim(),
        case.replaced.len(),
        case.notes.len()
    )
}

fn write_case(out: &mut impl Write, case: &Case) -> io::Result<()> {
    write_row(out, &case.current)?;
    for (at, text) in &case.notes {
        write_field(out, &format!("note of {at}"), text)?;
    }
    for (number, row) in case.replaced.iter().enumerate() {
        writeln!(out, "\nIt replaced ({}):", number + 1)?;
        write_row(out, row)?;
    }
    Ok(())
}

fn write_row(out: &mut impl Write, row: &Row) -> io::Result<()> {
    let Value::Object(mut fields) = serde_json::to_value(row)? else {
        return Ok(());
    };
    if let Some(id) = &row.request.id {
        write_field(out, "reference", &id.reference())?;
    }
    let own = [
        "received_at",
        "channel",
        "opened_at",
        "done_at",
        "consent_known",
    ];
    for name in own.into_iter().chain(ConsultationRequest::names()) {
        match fields.remove(name) {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) => write_field(out, name, &text)?,
            Some(Value::Array(items)) => {
                let items: Vec<_> = items.iter().filter_map(Value::as_str).collect();
                write_field(out, name, &items.join(" "))?;
            }
            Some(other) => write_field(out, name, &other.to_string())?,
        }
    }
    Ok(())
}

/// A field with its name; further lines of it begin below its first.
fn write_field(out: &mut impl Write, name: &str, text: &str) -> io::Result<()> {
    let mut lines = text.lines();
    writeln!(out, "{name:<20} {}", safe(lines.next().unwrap_or_default()))?;
    for line in lines {
        writeln!(out, "{:<20} {}", "", safe(line))?;
    }
    Ok(())
}

fn safe(text: &str) -> String {
    text.replace(is_unsafe, " ")
}
