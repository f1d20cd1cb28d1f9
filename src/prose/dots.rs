//! Drawings of a thousand people: a dot each, large for those who are counted and small for the others,
//! so that they differ without colour.

use std::fmt::Write;

use markup::{Markup, html};

/// People per row.
const ROW: u16 = 50;

/// Draws the first people large and the others small.
pub fn dots(counted: u16, of: u16) -> Markup {
    let (rows, columns) = (of.div_ceil(ROW), of.min(ROW));
    html::svg()
        .class("dots")
        .attr("viewBox", format_args!("0 0 {} {}", columns * 5, rows * 5))
        .children(group("counted", 0, counted))
        .children(group("others", counted, of))
}

/// The people of a range as one path, a line for each row: the style sheet draws it dotted, with five
/// units from dot to dot. `None` for an empty range.
fn group(class: &'static str, from: u16, to: u16) -> Option<Markup> {
    let mut path = String::new();
    let mut first = from;
    while first < to {
        let (row, column) = (first / ROW, first % ROW);
        let end = to.min((row + 1) * ROW);
        let length = (end - first - 1) * 5;
        // A line of no length has no dot in some browsers. `write!` to a `String` cannot fail.
        let _ = write!(path, "M{}.5 {}.5h{length}.1", column * 5 + 2, row * 5 + 2);
        first = end;
    }
    (!path.is_empty()).then(|| html::path().class(class).attr("d", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts a group's dots by the lengths of its lines.
    fn drawn(from: u16, to: u16) -> u16 {
        let Some(group) = group("others", from, to) else {
            return 0;
        };
        let html = group.to_html();
        let lines = html.split('h').filter_map(|line| line.split_once(".1"));
        let lengths = lines.filter_map(|(length, _)| length.parse::<u16>().ok());
        lengths.map(|length| length / 5 + 1).sum()
    }

    #[test]
    fn as_many_are_drawn_as_there_are() {
        for counted in 0..=1000 {
            let drawn = (drawn(0, counted), drawn(counted, 1000));
            assert_eq!(drawn, (counted, 1000 - counted));
        }
    }

    #[test]
    fn the_small_ones_go_on_where_the_large_ones_end() {
        let html = dots(52, 1000).to_html();
        assert!(html.contains("viewBox=\"0 0 250 100\""), "{html}");
        let (large, small) = html.split_once("others").expect("there are others");
        assert!(
            large.contains("d=\"M2.5 2.5h245.1M2.5 7.5h5.1\""),
            "{large}"
        );
        assert!(
            small.contains("d=\"M12.5 7.5h235.1M2.5 12.5h245.1M"),
            "{small}"
        );
    }
}
