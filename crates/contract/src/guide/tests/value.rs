//! Days are days, links links, and the clinic's addresses addresses.

use serde_json::json;

use super::{assert_wrong, check, small, small_with};

#[test]
fn a_source_and_the_clinic_are_on_the_web() {
    for url in [
        "mailto:a@b.example",
        "javascript:alert(1)",
        "clinic.example",
        "https://",
        "#care",
    ] {
        for (pointer, path) in [
            ("/sources/1/url", "sources[1].url"),
            ("/clinic/url", "clinic.url"),
        ] {
            let words = [
                &format!("`{url}`")[..],
                "must start with https:// or http://",
            ];
            assert_wrong(pointer, json!(url), path, &words);
        }
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
fn the_clinic_s_addresses_are_plausible_where_there_are_any() {
    for phone in ["", "call us", "12345", "1234567890123456"] {
        let words = [
            &format!("`{phone}`")[..],
            "7 to 15 digits",
            "or leave it out",
        ];
        assert_wrong("/clinic/phone", json!(phone), "clinic.phone", &words);
    }
    for email in ["", "eyes", "eyes@", "eyes@clinic", "eyes at clinic.example"] {
        let words = [
            &format!("`{email}`")[..],
            "such as care@clinic.example",
            "or leave it out",
        ];
        assert_wrong("/clinic/email", json!(email), "clinic.email", &words);
    }
    for name in ["phone", "email", "address", "review"] {
        let mut small = small();
        small["clinic"]
            .as_object_mut()
            .expect("an object")
            .remove(name);
        assert_eq!(check(small), [], "{name}");
    }
}
