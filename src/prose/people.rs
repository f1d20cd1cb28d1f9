//! Drawings of people: ten in a row, filled or outlined, so that they differ without colour.

use std::fmt::Write;

use markup::{Markup, html};

/// People per row.
const ROW: u8 = 10;

/// Head and shoulders in a square of ten by ten, from the left of the head. Every person has the
/// same path data, which compresses well; a `<pattern>` would need an id, and prints blurred.
const PERSON: &str =
    "a1.75 1.75 0 1 1 3.5 0 1.75 1.75 0 1 1-3.5 0zm-1.25 6.4v-.6a3 2.8 0 0 1 6 0v.6z";
/// The start of a row's first person; the row's `y` goes between the two.
const START: &str = "M3.25 ";
/// The move from the end of one person to the start of the next.
const NEXT: &str = "m11.25-6.4";

/// Draws the first people filled and the others outlined, without a side margin, so that the drawing
/// aligns with the text.
pub fn people(counted: u8, of: u8) -> Markup {
    let rows = of.div_ceil(ROW);
    let columns = of.min(ROW);
    html::svg()
        .class("people")
        .attr(
            "viewBox",
            format_args!("1.5 0 {} {}", columns * 10 - 3, u16::from(rows) * 10),
        )
        .children(group("counted", 0, counted))
        .children(group("others", counted, of))
}

/// The people of a range as one path; `None` for an empty range.
fn group(class: &'static str, from: u8, to: u8) -> Option<Markup> {
    let mut path = String::new();
    for person in from..to {
        if person == from || person % ROW == 0 {
            // `write!` to a `String` cannot fail.
            let _ = match person % ROW {
                0 => write!(path, "{START}{}.6", row(person)),
                column => write!(path, "M{}3.25 {}.6", column, row(person)),
            };
        } else {
            path += NEXT;
        }
        path += PERSON;
    }
    (!path.is_empty()).then(|| html::path().class(class).attr("d", path))
}

/// The `y` at which a person's row starts, without the `.6`.
fn row(person: u8) -> u16 {
    u16::from(person / ROW) * 10 + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts a path's people by their starts.
    fn heads(path: &str) -> usize {
        path.matches(PERSON).count()
    }

    fn drawn(counted: u8, of: u8) -> [usize; 2] {
        [group("counted", 0, counted), group("others", counted, of)]
            .map(|group| group.map_or(0, |group| heads(&group.to_html())))
    }

    #[test]
    fn as_many_are_drawn_as_there_are() {
        for of in 1..=100 {
            for counted in 0..=of {
                let wanted = [counted, of - counted].map(usize::from);
                assert_eq!(drawn(counted, of), wanted, "{counted} of {of}");
            }
        }
    }

    #[test]
    fn the_outlines_go_on_where_the_filled_ones_end() {
        let html = people(67, 100).to_html();
        let (filled, outlined) = html.split_once("others").expect("there are others");
        assert!(filled.contains("M3.25 62.6"), "the seventh row begins");
        assert!(outlined.starts_with("\" d=\"M73.25 62.6a"), "{outlined}");
        assert_eq!(filled.matches('M').count(), 7);
        assert_eq!(outlined.matches('M').count(), 4);
    }

    #[test]
    fn nobody_is_no_path() {
        let html = people(0, 10).to_html();
        assert!(html.contains("viewBox=\"1.5 0 97 10\""), "{html}");
        assert_eq!(html.matches("<path").count(), 1);
    }
}
