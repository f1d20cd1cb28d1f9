//! Which sources are past their date: `cargo xtask guide check --ages`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use time::Date;

use crate::GuideFile;
use crate::rules::sources;

/// The sources of the guides that are past their date, the longest first, as text for a terminal; or
/// when the next one is.
pub fn text(files: &[&GuideFile], today: Date) -> String {
    // What two languages cite is looked at once.
    let mut by_day: BTreeMap<(Date, &str), (String, Vec<String>)> = BTreeMap::new();
    for file in files {
        let guide = file.guide();
        for (index, source) in guide.sources.iter().enumerate() {
            let Some(due) = sources::due(guide, source) else {
                continue;
            };
            let line = file.line(&format!("sources[{index}]"));
            let about = format!(
                "checked {}  {}  {}: {}",
                source.checked, source.id, source.by, source.title
            );
            let (_, places) = by_day
                .entry((due, &source.url))
                .or_insert_with(|| (about, Vec::new()));
            places.push(format!("{}:{line}", file.name()));
        }
    }
    let all = by_day.len();
    let late = by_day.iter().filter(|((due, _), _)| *due < today);
    let mut text = String::new();
    let mut count = 0;
    for ((due, url), (about, places)) in late {
        count += 1;
        // Writing to a string never fails.
        let _ = writeln!(
            text,
            "due {due}  {about}\n  {url}\n  {}",
            places.join("\n  ")
        );
    }
    let next = by_day.iter().find(|((due, _), _)| *due >= today);
    let next = next.map_or_else(String::new, |((due, _), _)| {
        format!("; the next is due on {due}")
    });
    let _ = writeln!(
        text,
        "On {today} {count} of {all} sources are past their date{next}"
    );
    text
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::GuideFile;
    use crate::rules::day;

    const GOOD: &str = include_str!("../tests/fixtures/good.en.json");

    fn file(language: &str, text: &str) -> GuideFile {
        let name = format!("guides/eyesight.{language}.json");
        GuideFile::read(name, text).expect("its shape is right")
    }

    #[test]
    fn what_is_past_its_date_is_listed_oldest_first_and_once_for_all_languages() {
        let english = file("en", GOOD);
        let spanish = file("es", GOOD);
        let day = day("2027-01-31").expect("a day");
        let text = text(&[&english, &spanish], day);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(
            lines[0],
            "due 2027-01-29  checked 2026-01-29  S2  The Sight Board: Lenses in brief"
        );
        assert_eq!(lines[1], "  https://board.example/lenses");
        assert!(lines[2].starts_with("  guides/eyesight.en.json:"));
        assert!(lines[3].starts_with("  guides/eyesight.es.json:"));
        assert!(lines[4].starts_with("due 2027-01-30  checked 2026-01-30  S1"));
        assert_eq!(
            lines.last(),
            Some(&"On 2027-01-31 2 of 2 sources are past their date")
        );
    }

    #[test]
    fn the_months_of_the_guide_count_and_the_next_day_is_named() {
        let months = "\"next_review\": \"2026-07-31\",";
        let json = GOOD.replace(months, &format!("{months} \"recheck_months\": 1,"));
        let day = day("2026-03-01").expect("a day");
        let all = text(&[&file("en", &json)], day);
        assert!(all.contains("due 2026-02-28"), "{all}");
        let none = text(&[&file("en", GOOD)], day);
        assert_eq!(
            none,
            "On 2026-03-01 0 of 2 sources are past their date; the next is due on 2027-01-29\n"
        );
    }
}
