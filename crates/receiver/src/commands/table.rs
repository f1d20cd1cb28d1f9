//! Requests as a table for the terminal.

use comfy_table::presets::NOTHING;
use contract::consultation::{ContactBy, RequestId, Token as _};

use crate::store::Row;

const HEADINGS: [&str; 8] = [
    "RECEIVED",
    "REFERENCE",
    "STATE",
    "NAME",
    "CONTACT BY",
    "ADDRESS",
    "BEST TIME",
    "TOPICS",
];

/// A table without borders, its columns as wide as their widest cell on the screen.
#[derive(Default)]
pub struct Table {
    rows: Vec<[String; 8]>,
}

impl Table {
    /// Adds what the table shows of a row.
    pub fn add(&mut self, row: &Row) {
        self.rows.push(cells(row));
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The whole table.
    pub fn text(self) -> String {
        if self.rows.is_empty() {
            return "There are no requests yet.\n".to_owned();
        }
        let mut table = comfy_table::Table::new();
        table
            .load_style(NOTHING)
            .set_header(HEADINGS)
            .add_rows(self.rows);
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        table.trim_fmt() + "\n"
    }
}

fn cells(row: &Row) -> [String; 8] {
    let request = &row.request;
    let address = match request.contact_by {
        Some(ContactBy::Phone | ContactBy::Text) => &request.phone,
        _ => &request.email,
    };
    let reference = request.id.as_ref().map(RequestId::reference);
    [
        // RFC 3339 without the fraction: the first 19 characters, and the zone.
        format!("{}Z", row.received_at.get(..19).unwrap_or_default()),
        reference.unwrap_or_default(),
        state(row),
        request.name.clone(),
        request.contact_by.map_or("", |way| way.as_str()).to_owned(),
        address.clone(),
        request
            .best_time
            .map_or("", |time| time.as_str())
            .to_owned(),
        request.topics.join(" "),
    ]
    .map(|cell| cell.replace(is_unsafe, " "))
}

/// What staff did with it, and since when.
fn state(row: &Row) -> String {
    let day = |time: &String| time.get(..10).unwrap_or_default().to_owned();
    if row.superseded_by.is_some() {
        return "replaced".to_owned();
    }
    match (&row.opened_at, &row.done_at) {
        (_, Some(done)) => format!("done {}", day(done)),
        (Some(opened), None) => format!("read {}", day(opened)),
        (None, None) if row.request.replaces.is_some() => "new, replaces another".to_owned(),
        (None, None) => "new".to_owned(),
    }
}

/// Characters that move a terminal's cursor or reverse the text after them: control characters, and
/// Unicode's marks that embed, override and isolate (UAX #9, section 2).
pub fn is_unsafe(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use contract::ConsultationRequest;
    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::store::Channel;

    fn row(name: &str) -> Row {
        Row {
            received_at: "2027-01-15T08:00:00.250Z".to_owned(),
            channel: Channel::Json,
            superseded_by: None,
            consent_known: None,
            opened_at: None,
            done_at: None,
            request: ConsultationRequest {
                name: name.to_owned(),
                contact_by: Some(ContactBy::Email),
                email: "ana@example.org".to_owned(),
                ..Default::default()
            },
        }
    }

    fn table(rows: &[Row]) -> String {
        let mut table = Table::default();
        for row in rows {
            table.add(row);
        }
        table.text()
    }

    /// Full-width characters take two columns of a terminal, combining ones none.
    #[test]
    fn columns_align_for_names_of_every_script() {
        let names = ["Ana", "山田太郎", "김민수", "Nu\u{301}n\u{303}ez", "🧑‍⚕️"];
        let table = table(&names.map(row));
        let column = |line: &str| line.find("ana@").map(|at| line[..at].width());
        let columns: Vec<_> = table.lines().skip(1).map(column).collect();
        assert_eq!(columns, [columns[0]; 5], "{table}");
        assert!(columns[0].is_some(), "{table}");
    }

    #[test]
    fn the_time_is_rfc_3339_in_utc() {
        let table = table(&[row("Ana")]);
        let line = table.lines().nth(1).unwrap_or_default();
        assert!(line.starts_with("2027-01-15T08:00:00Z "), "{table}");
    }
}
