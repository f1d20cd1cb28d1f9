//! How much of a page's first view comes in its first bytes.
//!
//! A server answers a new connection with one flight of packets, then waits a round trip for leave
//! to go on. What a visitor sees first has to be in that flight; the rest streams in behind it.
//!
//! The first view is everything from the head to the end of the second row of the first table in
//! the section shown first, or of that section where it has no such row. That is somewhat more than
//! screens of 1280 by 800 and of 360 by 740 show; the journeys in `tests/journeys/streaming.rs`
//! look at that.

use std::cell::RefCell;
use std::io::Read as _;
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context as _, Result};
use lol_html::{RewriteStrSettings, element, end_tag, rewrite_str};

/// So many rows of the table belong to the first view.
const ROWS: usize = 2;

/// The rows of the tables in the section shown first, and that section itself.
const ENDS: &str = "section.panel.first tbody tr, section.panel.first";

/// What the first bytes of a page hold of its first view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstView {
    /// The length of the first view, in bytes of the page as it is without compression.
    pub length: usize,
    /// How many of the page's bytes its first bytes after brotli hold.
    pub arrived: usize,
    /// The last of them, on one line.
    pub last: String,
}

impl FirstView {
    /// Reads a page of the folder, and what the first `limit` bytes of its `.br` hold of it.
    pub fn of(folder: &Path, page: &str, limit: u64) -> Result<Self> {
        let html = fs_err::read_to_string(folder.join(page))?;
        let length = length(&html).with_context(|| page.to_owned())?;
        let length = length.with_context(|| {
            format!(
                "{page}: there is no <section class=\"panel first\">, which the first view is part of"
            )
        })?;
        let compressed = fs_err::read(folder.join(format!("{page}.br")))?;
        let arrived = arrived(&compressed, limit);
        let words = String::from_utf8_lossy(&html.as_bytes()[..arrived.min(html.len())]);
        let from = words.char_indices().rev().nth(59).map_or(0, |(at, _)| at);
        Ok(Self {
            length,
            arrived,
            last: words[from..].replace('\n', " "),
        })
    }

    /// Whether all of it is there.
    pub fn is_whole(&self) -> bool {
        self.arrived >= self.length
    }
}

/// Where the first view of a page ends, if it has a section that is shown first.
fn length(html: &str) -> Result<Option<usize>> {
    let ends = Rc::new(RefCell::new(Vec::new()));
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!(ENDS, |element| {
            let ends = Rc::clone(&ends);
            element.on_end_tag(end_tag!(move |end| {
                ends.borrow_mut().push(end.source_location().bytes().end);
                Ok(())
            }))
        }));
    rewrite_str(html, settings)?;
    // In the order in which they end: the rows, then the section around them.
    let ends = ends.borrow();
    Ok(ends.get(ROWS - 1).or(ends.last()).copied())
}

/// How many bytes a browser can read out of the first `limit` bytes.
fn arrived(compressed: &[u8], limit: u64) -> usize {
    const BUFFER: usize = 4096;
    let mut reader = brotli::Decompressor::new(compressed.take(limit), BUFFER);
    let mut bytes = Vec::new();
    // Ends in an error where the bytes end before the page does; what was read by then counts.
    let _ = reader.read_to_end(&mut bytes);
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compress;
    use crate::project::Project;

    const BEFORE: &str = "<head><style></style></head><section class=\"panel first\">";

    fn page(rows: usize) -> String {
        let rows = "<tr><td>a</td></tr>".repeat(rows);
        format!(
            "{BEFORE}<table><thead><tr></tr></thead><tbody>{rows}</tbody></table></section>\
             <section class=\"panel\"><table><tbody><tr></tr></tbody></table></section>"
        )
    }

    fn ends_after(html: &str, end: &str) {
        let length = length(html).expect("it parses").expect("it has a section");
        assert!(html[..length].ends_with(end), "{}", &html[..length]);
    }

    #[test]
    fn the_first_view_ends_with_the_second_row() {
        ends_after(&page(3), "<tbody><tr><td>a</td></tr><tr><td>a</td></tr>");
    }

    #[test]
    fn where_there_are_fewer_rows_it_ends_with_the_section() {
        for rows in [0, 1] {
            ends_after(&page(rows), "</table></section>");
        }
    }

    #[test]
    fn a_page_without_a_section_has_no_first_view() {
        assert_eq!(length("<p>").expect("it parses"), None);
    }

    #[test]
    fn what_comes_in_the_first_bytes_is_reported_with_the_last_words() {
        let folder = tempfile::tempdir().expect("a folder");
        // Numbers, so that it does not compress to next to nothing.
        let rest: String = (0..9_999).map(|number| format!("<p>{number}")).collect();
        fs_err::write(folder.path().join("index.html"), page(2) + &rest).expect("a file");
        compress::everything(&Project::find(), folder.path()).expect("it compresses");

        let view = |limit| FirstView::of(folder.path(), "index.html", limit).expect("a page");
        let (little, enough) = (view(40), view(2_000));
        assert!(!little.is_whole(), "{little:?}");
        assert!(enough.is_whole(), "{enough:?}");
        assert!(enough.arrived < page(2).len() + rest.len(), "{enough:?}");
        assert!(enough.last.contains("<p>"), "{enough:?}");
        assert_eq!(view(u64::MAX).arrived, page(2).len() + rest.len());
    }
}
