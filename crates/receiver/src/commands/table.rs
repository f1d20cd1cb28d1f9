//! Requests as a table for the terminal.

use contract::consultation::{ContactBy, RequestId, Token as _};

use crate::store::Row;

const HEADINGS: [&str; 7] = [
    "RECEIVED",
    "REFERENCE",
    "NAME",
    "CONTACT BY",
    "ADDRESS",
    "BEST TIME",
    "TOPICS",
];

/// The table, its columns as wide as they need be.
pub fn table(rows: &[Row]) -> String {
    if rows.is_empty() {
        return "There are no requests yet.\n".to_owned();
    }
    let lines: Vec<[String; 7]> = std::iter::once(HEADINGS.map(str::to_owned))
        .chain(rows.iter().map(cells))
        .collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: Vec<usize> = (0..HEADINGS.len()).filter_map(width).collect();
    lines
        .iter()
        .map(|line| {
            let padded: Vec<_> = line
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell:width$}"))
                .collect();
            padded.join("  ").trim_end().to_owned() + "\n"
        })
        .collect()
}

fn cells(row: &Row) -> [String; 7] {
    let request = &row.request;
    let address = match request.contact_by {
        Some(ContactBy::Phone | ContactBy::Text) => &request.phone,
        _ => &request.email,
    };
    [
        row.received_at
            .get(..16)
            .unwrap_or_default()
            .replace('T', " "),
        request
            .id
            .as_ref()
            .map(RequestId::reference)
            .unwrap_or_default()
            .to_owned(),
        request.name.clone(),
        request.contact_by.map_or("", |way| way.as_str()).to_owned(),
        address.clone(),
        request
            .best_time
            .map_or("", |time| time.as_str())
            .to_owned(),
        request.topics.join(" "),
    ]
    .map(|cell| cell.replace(moves, " "))
}

/// What would move the cursor of a terminal, or turn the words behind it round: control characters,
/// and the marks of Unicode that embed, override and isolate (UAX #9, section 2).
fn moves(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
