//! Inline marks are closed, allowed, and lead to something.

use serde_json::json;

use super::{assert_wrong, check, small, small_with};
use crate::Guide;

#[test]
fn a_citation_has_its_source() {
    let words = ["no source has the id `S9`", "there are S1, S2"];
    let cites = json!("It is known.[^S9]");
    for (pointer, path) in [
        (
            "/sections/0/blocks/0/paragraph/text",
            "sections[0].blocks[0].text",
        ),
        (
            "/sections/0/blocks/1/comparison/caption",
            "sections[0].blocks[1].caption",
        ),
        (
            "/sections/0/blocks/1/comparison/rows/2/cells/1/text",
            "sections[0].blocks[1].rows[2].cells[1].text",
        ),
        (
            "/sections/1/blocks/1/list/items/0",
            "sections[1].blocks[1].items[0]",
        ),
        (
            "/sections/1/blocks/3/callout/paragraphs/1",
            "sections[1].blocks[3].paragraphs[1]",
        ),
        (
            "/sections/1/blocks/6/table/caption",
            "sections[1].blocks[6].caption",
        ),
        (
            "/sections/1/blocks/6/table/rows/0/1",
            "sections[1].blocks[6].rows[0][1]",
        ),
        ("/about/blocks/0/paragraph/text", "about.blocks[0].text"),
        (
            "/consultation/blocks/0/paragraph/text",
            "consultation.blocks[0].text",
        ),
        ("/help/intro", "help.intro"),
        ("/help/lines/1", "help.lines[1]"),
        (
            "/decision/aspects/0/answers/1/options/0",
            "decision.aspects[0].answers[1].options[0]",
        ),
    ] {
        assert_wrong(pointer, cites.clone(), path, &words);
    }
}

#[test]
fn a_text_without_sources_below_it_cites_none() {
    let words = ["no list of sources follows", "cite in a section"];
    for (pointer, path) in [
        ("/answer", "answer"),
        ("/consultation/contact_only", "consultation.contact_only"),
        ("/consultation/sent/next/0", "consultation.sent.next[0]"),
        (
            "/consultation/unconfirmed/next/0",
            "consultation.unconfirmed.next[0]",
        ),
        ("/decision/steps/1", "decision.steps[1]"),
        (
            "/consultation/enclosure/empty",
            "consultation.enclosure.empty",
        ),
    ] {
        assert_wrong(pointer, json!("It is known.[^S1]"), path, &words);
    }
}

/// Each text that the page writes as markup is checked, whatever part of the guide it is in.
#[test]
fn every_marked_text_is_checked() {
    let guide: Guide = serde_json::from_value(small()).expect("the shape is right");
    let marked = guide.kinds_of_texts().into_iter();
    let marked: Vec<_> = marked.filter(|(_, text)| text.cites().is_some()).collect();
    let paths: Vec<_> = marked.iter().map(|(path, _)| path.as_str()).collect();
    for path in [
        "answer",
        "consultation.unconfirmed.next[0]",
        "help.lines[1]",
    ] {
        assert!(paths.contains(&path), "{path} is not in {paths:?}");
    }
    for (wrong, words) in [
        ("See [it](javascript:alert(1)).", "is not allowed"),
        ("It is **never closed.", "not closed"),
        ("See [prices](#prices).", "no section has the id"),
    ] {
        let pointer = "/consultation/unconfirmed/next/0";
        let path = "consultation.unconfirmed.next[0]";
        assert_wrong(pointer, json!(wrong), path, &[words]);
    }
}

#[test]
fn a_section_link_has_its_section() {
    let words = ["no section has the id `prices`", "there are compare, care"];
    assert_wrong("/answer", json!("See [prices](#prices)."), "answer", &words);
}

#[test]
fn a_link_may_lead_to_the_page_s_own_parts() {
    for id in ["what-matters", "consultation", "help", "about"] {
        let text = json!(format!("See [it](#{id})."));
        assert_eq!(check(small_with("/answer", text)), [], "{id}");
    }
}

#[test]
fn a_link_in_a_text_is_of_an_allowed_scheme() {
    for target in [
        "javascript:alert(1)",
        "data:text/html,x",
        "prices.html",
        "/prices",
        "//x.org",
    ] {
        let words = [
            &format!("the link `{target}` is not allowed")[..],
            "http:, https:, mailto:, tel:, sms: or #section",
        ];
        let text = json!(format!("See [this]({target})."));
        assert_wrong("/help/lines/0", text, "help.lines[0]", &words);
    }
}

#[test]
fn a_mark_is_closed() {
    for (text, allowed) in [
        ("**Emergency: call", "write `**words**`"),
        (
            "Call [112(tel:112)",
            "write `[label](https://…)` or `[^T01]`",
        ),
        (
            "Call [112](tel:112",
            "write `[label](https://…)` or `[^T01]`",
        ),
        ("Call [112]", "write `[label](https://…)` or `[^T01]`"),
        ("**Call [112](tel:112)**", "write only words"),
    ] {
        assert_wrong("/help/lines/0", json!(text), "help.lines[0]", &[allowed]);
    }
}
