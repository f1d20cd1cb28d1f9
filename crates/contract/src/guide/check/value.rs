//! Values that machines read too: ids, days, links, addresses.

use super::Checker;
use crate::guide::DateWords;
use crate::link;

impl Checker<'_> {
    /// Days, links and addresses outside of running text.
    pub fn values(&mut self) {
        let guide = self.guide;
        self.day("about.updated", &guide.about.updated);
        self.day("about.next_review", &guide.about.next_review);
        for (index, source) in guide.sources.iter().enumerate() {
            self.web_link(&format!("sources[{index}].url"), &source.url);
            self.day(&format!("sources[{index}].checked"), &source.checked);
        }
        if !guide.consultation.copy.look.contains("{file}") {
            let what = "the words need `{file}`, which stands for the name of the file";
            self.add("consultation.copy.look", what);
        }
        let date = &guide.interface.date;
        for part in DateWords::PARTS {
            if date.pattern.matches(part).count() != 1 {
                let what = format!(
                    "`{}` must have {} once each, such as `{{month}} {{day}}, {{year}}`; `{part}` is not \
                     there once",
                    date.pattern,
                    DateWords::PARTS.join(", ")
                );
                self.add("interface.date.pattern", what);
            }
        }
        if date.months.len() != 12 {
            let what = format!("there are {} months; name all 12", date.months.len());
            self.add("interface.date.months", what);
        }
    }

    fn web_link(&mut self, path: &str, url: &str) {
        let web = url.starts_with("https://") || url.starts_with("http://");
        if !web || !link::is_allowed(url) {
            let what =
                format!("the link `{url}` is not allowed; it must start with https:// or http://");
            self.add(path, what);
        }
    }

    fn day(&mut self, path: &str, day: &str) {
        if !is_day(day) {
            let what = format!("`{day}` is not a day; write it as YYYY-MM-DD, such as 2026-11-24");
            self.add(path, what);
        }
    }
}

/// The shape of ids that stand in a URL's hash.
pub fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The shape of ids that citations use.
pub fn is_source_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether it is a day, a month (`YYYY-MM`) or a year (`YYYY`) of the calendar.
pub fn is_moment(moment: &str) -> bool {
    match moment.len() {
        4 => is_day(&format!("{moment}-01-01")),
        7 => is_day(&format!("{moment}-01")),
        _ => is_day(moment),
    }
}

/// Whether it is a day of the calendar in the form `YYYY-MM-DD` (RFC 3339, full-date).
fn is_day(day: &str) -> bool {
    let shape = day.len() == 10
        && day.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    let number = |range: std::ops::Range<usize>| day.get(range)?.parse::<u16>().ok();
    let (true, Some(year), Some(month), Some(date)) =
        (shape, number(0..4), number(5..7), number(8..10))
    else {
        return false;
    };
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&date)
}
