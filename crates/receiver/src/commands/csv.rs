//! Requests as comma-separated values (RFC 4180), safe to open in a spreadsheet.

use std::io;

use ::csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use contract::ConsultationRequest;
use contract::consultation::Kind;
use serde_json::{Map, Value};

use crate::store::Row;

/// Without it Excel reads UTF-8 in the system's own encoding and garbles names.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The columns that a row adds to those of the request, which begin with its id.
const ROW_COLUMNS: [&str; 7] = [
    "received_at",
    "id",
    "channel",
    "superseded_by",
    "consent_known",
    "opened_at",
    "done_at",
];

/// The columns, under the names of the fields.
fn columns() -> impl Iterator<Item = &'static str> {
    let request = ConsultationRequest::names().filter(|name| *name != "id");
    ROW_COLUMNS.into_iter().chain(request)
}

/// Writes rows, after a header line.
pub struct Csv<W: io::Write>(Writer<W>);

impl<W: io::Write> Csv<W> {
    /// Writes the header line.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Always)
            .from_writer(out);
        writer.write_record(columns())?;
        Ok(Self(writer))
    }

    /// Writes a row.
    pub fn write(&mut self, row: &Row) -> io::Result<()> {
        let mut fields = match serde_json::to_value(row)? {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        // JSON skips it if it was not given; a spreadsheet shows `false`.
        for field in ConsultationRequest::FIELDS {
            if field.kind == Kind::Flag {
                fields.entry(field.name).or_insert(Value::Bool(false));
            }
        }
        let cells = columns().map(|column| escape_formulas(cell(fields.get(column))));
        Ok(self.0.write_record(cells)?)
    }

    /// Writes what is left.
    pub fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Topics are separated by spaces, which no id holds. A missing value is an empty cell.
fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            let items: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            items.join(" ")
        }
        Some(other) => other.to_string(),
    }
}

/// Puts an apostrophe before a cell that a spreadsheet would run as a formula (OWASP, CSV Injection).
/// Some run the full-width forms of East Asian keyboards too. If the system's list separator is a
/// semicolon, Excel may begin a cell after each, and a row after a line break.
fn escape_formulas(cell: String) -> String {
    const RUN: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let mut safe = String::with_capacity(cell.len());
    let mut at_start = true;
    for c in cell.chars() {
        if at_start && RUN.contains(&c) || safe.is_empty() && matches!(c, '\t' | '\r' | '\n') {
            safe.push('\'');
        }
        at_start = matches!(c, ';' | '\t' | '\r' | '\n');
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_becomes_text() {
        for cell in [
            "=1+1",
            "+1 617 555 0123",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "＝1",
        ] {
            assert_eq!(escape_formulas(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(escape_formulas("x;=1;y\t@z".to_owned()), "x;'=1;y\t'@z");
        assert_eq!(escape_formulas("x\n=1\r\n- y".to_owned()), "x\n'=1\r\n'- y");
        for cell in ["", "Ana", "a=b", "617-555-0123", "a; b"] {
            assert_eq!(escape_formulas(cell.to_owned()), cell);
        }
    }
}
