//! Days are days, and links links.

use serde_json::json;

use super::{assert_wrong, check, small_with};

#[test]
fn a_source_is_on_the_web() {
    for url in [
        "mailto:a@b.example",
        "javascript:alert(1)",
        "clinic.example",
        "https://",
        "#care",
    ] {
        let words = [
            &format!("`{url}`")[..],
            "must start with https:// or http://",
        ];
        assert_wrong("/sources/1/url", json!(url), "sources[1].url", &words);
    }
}

#[test]
fn a_day_is_one_of_the_calendar() {
    for day in [
        "",
        "2026",
        "2026-1-31",
        "31-01-2026",
        "2026-13-01",
        "2026-00-10",
        "2026-04-31",
        "2026-02-29",
        "2100-02-29",
        "2026-01-00",
        "2026-01-3x",
        "2026/01/31",
        "2026-01-31T10:00",
        "٢٠٢٦-٠١",
    ] {
        for (pointer, path) in [
            ("/about/updated", "about.updated"),
            ("/about/next_review", "about.next_review"),
            ("/sources/0/checked", "sources[0].checked"),
        ] {
            let words = [&format!("`{day}` is not a day")[..], "YYYY-MM-DD"];
            assert_wrong(pointer, json!(day), path, &words);
        }
    }
    for day in ["2026-12-31", "2028-02-29", "2000-02-29", "2026-04-30"] {
        assert_eq!(check(small_with("/about/updated", json!(day))), [], "{day}");
    }
}

#[test]
fn who_looks_for_the_copy_reads_its_name() {
    let (pointer, path) = ("/consultation/copy/look", "consultation.copy.look");
    for words in ["Look in your downloads.", "Look for file."] {
        assert_wrong(pointer, json!(words), path, &["`{file}`"]);
    }
}

#[test]
fn a_date_has_a_day_a_month_and_a_year_and_a_year_has_twelve_months() {
    let path = "interface.date.pattern";
    for (pattern, part) in [
        ("{month} {day}", "{year}"),
        ("{day} {day} {month} {year}", "{day}"),
        ("{day}. {moth} {year}", "{month}"),
    ] {
        let words = [
            &format!("`{part}` is not there once")[..],
            "`{month} {day}, {year}`",
        ];
        assert_wrong("/interface/date/pattern", json!(pattern), path, &words);
    }
    let (pointer, path) = ("/interface/date/months", "interface.date.months");
    let months = json!(["January", "February"]);
    assert_wrong(pointer, months, path, &["there are 2 months; name all 12"]);
}
