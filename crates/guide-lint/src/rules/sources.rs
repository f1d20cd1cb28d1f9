//! Sources are used, and were checked lately. A citation of a missing source is an error of
//! structure.

use std::collections::HashSet;

use contract::Guide;
use contract::guide::Source;
use contract::inline::{self, Inline};
use time::{Date, Month};

use super::LintContext;
use crate::Diagnostic;

/// The months after which a source is checked again, unless the guide says otherwise.
const MONTHS: u8 = 12;

pub fn check(context: &LintContext<'_>, found: &mut Vec<Diagnostic>) {
    let guide = context.guide();
    let cited = cited(context);
    for (index, source) in guide.sources.iter().enumerate() {
        let path = format!("sources[{index}]");
        if !cited.contains(&source.id) {
            let what = format!(
                "nothing cites the source `{}`, so it is not shown",
                source.id
            );
            found.push(Diagnostic::warning(&path, what, "Cite it, or take it out."));
        }
        if let Some(due) = due(guide, source).filter(|due| *due < context.today) {
            found.push(Diagnostic::warning(
                format!("{path}.checked"),
                format!(
                    "the source `{}` was checked on {} and was to be looked at again by {due}",
                    source.id, source.checked
                ),
                "Read it again, correct what it no longer says, and put in the day.",
            ));
        }
    }
    if day(&guide.about.next_review).is_some_and(|due| due < context.today) {
        found.push(Diagnostic::warning(
            "about.next_review",
            format!(
                "the guide was to be looked over by {}",
                guide.about.next_review
            ),
            "Look it over, then change `updated` and `next_review`.",
        ));
    }
}

fn cited(context: &LintContext<'_>) -> HashSet<String> {
    let texts = context.guide().every_text().into_iter();
    texts.flat_map(|(_, text)| cites(text)).collect()
}

/// The last day before which a source has to be looked at again.
pub fn due(guide: &Guide, source: &Source) -> Option<Date> {
    let months = guide.about.recheck_months.unwrap_or(MONTHS);
    later(day(&source.checked)?, months)
}

/// The ids of the sources that a text cites.
pub fn cites(text: &str) -> impl Iterator<Item = String> {
    let pieces = inline::parse(text).unwrap_or_default().into_iter();
    pieces.filter_map(|piece| match piece {
        Inline::Cite(id) => Some(id),
        _ => None,
    })
}

/// A day as the guide file writes it. A malformed day is an error of structure.
pub fn day(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse::<u8>().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// The same day of the month so many months later, or the last one of that month.
fn later(date: Date, months: u8) -> Option<Date> {
    let month = date.month() as i32 - 1 + i32::from(months);
    let year = date.year() + month / 12;
    let month = Month::try_from(u8::try_from(month % 12 + 1).ok()?).ok()?;
    Date::from_calendar_date(year, month, date.day().min(month.length(year))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_later_is_the_same_day_or_the_last_of_the_month() {
        for (from, months, to) in [
            ("2026-11-24", 12, "2027-11-24"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2026-01-15", 1, "2026-02-15"),
            ("2026-12-01", 1, "2027-01-01"),
        ] {
            let later = day(from).and_then(|day| later(day, months));
            assert_eq!(later, day(to), "{from} and {months} months");
        }
        assert_eq!(day("2026-02-30"), None);
    }
}
