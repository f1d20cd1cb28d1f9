//! A guide's text as HTML: each mark, each kind of block, and the sources below.

use contract::guide::Block;
use contract::{Guide, Marked};
use serde_json::json;

use super::Writer;
use crate::tests::page::Page;
use crate::tests::{rendered, small};
use markup::html;

mod figures;

/// The HTML of a text with inline marks.
fn inline(text: &str) -> String {
    let guide = small();
    rendered(&guide, || {
        Writer::new(&guide, "part").line("p", &Marked::from(text))
    })
}

/// The HTML of blocks, with the sources they cite.
fn blocks(guide: &Guide, blocks: &[Block]) -> String {
    rendered(guide, || {
        let mut writer = Writer::new(guide, "part");
        let blocks = writer.blocks(blocks);
        html::div().children(blocks).children(writer.sources())
    })
}

fn block(json: serde_json::Value) -> String {
    let block: Block = serde_json::from_value(json).expect("it is a block");
    let html = blocks(&small(), &[block]);
    html.strip_prefix("<div>")
        .and_then(|html| html.strip_suffix("</div>"))
        .expect("it is in a box")
        .to_owned()
}

/// The numbers of the citations, in the order of reading.
fn numbers(page: &Page) -> Vec<&str> {
    let texts = page.tags("sup").map(|mark| &mark.text);
    texts
        .filter_map(|text| text.strip_prefix("Source "))
        .collect()
}

#[test]
fn a_line_may_end_between_citations_in_a_row_and_not_before_the_first() {
    let html = inline("Fewer slept badly.[^T01][^T02] Most did not.[^T03]");
    assert_eq!(html.matches("</sup><wbr><sup>").count(), 1, "{html}");
    assert_eq!(html.matches("<wbr>").count(), 1, "{html}");
}

#[test]
fn marks_become_elements() {
    assert_eq!(
        inline("Call **now**, [by phone](tel:112) or [read](#care)."),
        "<p>Call <strong>now</strong>, <a href=\"tel:112\">by phone</a> or \
         <a href=\"#care\">read</a>.</p>"
    );
}

#[test]
fn nothing_in_a_text_becomes_html() {
    for (text, html) in [
        (
            "<b>2 * 3 & 4</b>",
            "<p>&lt;b&gt;2 * 3 &amp; 4&lt;/b&gt;</p>",
        ),
        ("**<i>**", "<p><strong>&lt;i&gt;</strong></p>"),
        (
            "[<i>](https://a.example/?x=\"1\"&y=<2>)",
            "<p><a href=\"https://a.example/?x=&quot;1&quot;&amp;y=&lt;2&gt;\">&lt;i&gt;</a></p>",
        ),
        (r"\*\*plain\*\* \[too\]", "<p>**plain** [too]</p>"),
    ] {
        assert_eq!(inline(text), html);
    }
}

#[test]
fn a_text_that_cannot_be_read_shows_its_marks_and_no_link() {
    assert_eq!(
        inline("[x](javascript:alert(1)) **open"),
        "<p>[x](javascript:alert(1)) **open</p>"
    );
}

#[test]
fn a_source_keeps_its_number_and_its_first_citation_its_way_back() {
    let html = inline("One.[^S2] Two.[^S1] One again.[^S2]");
    let page = Page::read(&html);
    assert_eq!(numbers(&page), ["1", "2", "1"]);
    let ids: Vec<_> = page.tags("a").map(|link| link.get("id")).collect();
    assert_eq!(ids, [Some("part-cite-1"), Some("part-cite-2"), None]);
    // The name is the text.
    assert!(page.tags("a").all(|link| link.get("aria-label").is_none()));
}

#[test]
fn sources_are_listed_as_they_were_cited_with_the_way_back() {
    let paragraph = json!({ "paragraph": { "text": "One.[^S2] Two.[^S1]" } });
    let html = block(paragraph);
    let page = Page::read(&html);
    let first = page.id("part-source-1");
    assert!(
        first.text.starts_with("The Sight Board. Lenses in brief"),
        "{}",
        first.text
    );
    for words in ["agency page, 4 June 2024", "Part read January 29, 2026"] {
        assert!(first.text.contains(words), "{}", first.text);
    }
    let sources = page.class("sources");
    assert_eq!(sources.tag, "details");
    assert!(sources.text.starts_with("2 sources"), "{}", sources.text);
    assert!(page.id("part-source-2").text.contains("Seeing <clearly>"));
    let back = page
        .with("href", "#part-cite-2")
        .next()
        .expect("there is a way back");
    assert_eq!(back.get("aria-label"), Some("Back to the text 2"));
    let read = page.with("href", "https://sight.example/trial(1)?a=1&b=2");
    assert_eq!(read.count(), 1);
}

#[test]
fn where_nothing_is_cited_no_sources_are_listed() {
    let html = block(json!({ "paragraph": { "text": "So it is." } }));
    assert_eq!(html, "<p>So it is.</p>");
}

#[test]
fn a_heading_stands_below_the_section_s() {
    let html = block(json!({ "heading": { "text": "Each **day** & night" } }));
    assert_eq!(html, "<h3>Each **day** &amp; night</h3>");
}

#[test]
fn a_list_has_bullets_or_numbers() {
    for (ordered, tag) in [(false, "ul"), (true, "ol")] {
        let html = block(json!({ "list": { "items": ["a", "**b**"], "ordered": ordered } }));
        assert_eq!(
            html,
            format!("<{tag}><li>a</li><li><strong>b</strong></li></{tag}>")
        );
    }
}

#[test]
fn a_callout_has_a_title_and_says_what_kind_it_is() {
    for tone in ["note", "caution", "opinion"] {
        let html = block(json!({
            "callout": { "tone": tone, "title": "Mind & eyes", "paragraphs": ["a", "b"] }
        }));
        assert_eq!(
            html,
            format!("<div class=\"callout {tone}\"><h3>Mind &amp; eyes</h3><p>a</p><p>b</p></div>")
        );
    }
}

#[test]
fn a_text_that_waits_for_the_clinic_is_not_rendered() {
    let guide = small();
    for section in &guide.sections {
        let html = blocks(&guide, &section.blocks);
        for note in guide.clinic_notes() {
            assert!(!html.contains(note.text), "{}", note.text);
        }
    }
}

#[test]
fn a_table_has_a_caption_and_headers_for_columns_and_rows() {
    let html = block(json!({
        "table": {
            "caption": "Hours",
            "columns": ["Kind", "Hours"],
            "rows": [["Glasses", "**16**"], ["Lenses", "12"]]
        }
    }));
    let page = Page::read(&html);
    assert_eq!(
        page.tags("caption").next().map(|c| c.text.as_str()),
        Some("Hours")
    );
    let headers: Vec<_> = page
        .tags("th")
        .map(|header| {
            (
                header.get("scope").unwrap_or_default(),
                header.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        headers,
        [
            ("col", "Kind"),
            ("col", "Hours"),
            ("row", "Glasses"),
            ("row", "Lenses")
        ]
    );
    assert_eq!(
        page.tags("td")
            .map(|cell| &cell.text[..])
            .collect::<Vec<_>>(),
        ["16", "12"]
    );
    // What scrolls can be reached with a keyboard, and has a name.
    let region = page.class("table-scroll");
    assert_eq!(region.get("tabindex"), Some("0"));
    assert_eq!(
        (region.get("role"), region.get("aria-label")),
        (Some("region"), Some("Table"))
    );
}

/// The caption's citation once had the number after the last cell's.
#[test]
fn citations_of_a_table_are_numbered_as_they_are_read() {
    let table = block(json!({
        "table": { "caption": "a[^S2]", "columns": ["A"], "rows": [["b[^S1]"], ["c[^S2]"]] }
    }));
    assert_eq!(numbers(&Page::read(&table)), ["1", "2", "1"]);
    let comparison = block(json!({
        "comparison": {
            "caption": "a[^S2]",
            "question_label": "Question",
            "rows": [{ "question": "?", "cells": [{ "text": "b[^S1]" }, { "text": "c[^S2]" }] }]
        }
    }));
    let page = Page::read(&comparison);
    assert_eq!(numbers(&page), ["1", "2", "1"]);
    let why = block(json!({
        "comparison": {
            "caption": "a",
            "question_label": "Question",
            "rows": [{ "question": "?", "cells": [
                { "text": "b[^S2]", "certainty": "low", "why": "c[^S1]" },
                { "text": "d[^S2]" }
            ] }]
        }
    }));
    assert_eq!(numbers(&Page::read(&why)), ["1", "2", "1"]);
    let caption = page.tags("caption").next().expect("there is one");
    assert_eq!(caption.text, "aSource 1");
}

#[test]
fn the_side_by_side_table_says_why_its_columns_differ() {
    let comparison = block(json!({
        "comparison": {
            "caption": "Two ways.",
            "differences": "They rest on **two** studies.",
            "question_label": "Question",
            "rows": []
        }
    }));
    let page = Page::read(&comparison);
    let caption = page.tags("caption").next().expect("there is one");
    assert_eq!(caption.text, "Two ways. They rest on two studies.");
}

#[test]
fn the_side_by_side_table_says_every_role_and_names_the_option_in_each_cell() {
    let guide = small();
    let html = blocks(&guide, &guide.sections[0].blocks);
    let page = Page::read(&html);
    let count = |role| page.with("role", role).count();
    let roles = [
        "table",
        "rowgroup",
        "row",
        "columnheader",
        "rowheader",
        "cell",
    ];
    assert_eq!(roles.map(count), [1, 2, 4, 3, 3, 6]);
    let names: Vec<_> = page.with("class", "option").collect();
    // Screen readers have it from the column's header already.
    assert!(
        names
            .iter()
            .all(|name| name.get("aria-hidden") == Some("true"))
    );
    let names: Vec<_> = names.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(names, ["Glasses", "Contact lenses"].repeat(3));
}

#[test]
fn a_cell_says_how_sure_it_is_and_why_in_whom_and_over_what_time_where_that_is_known() {
    let guide = small();
    let html = blocks(&guide, &guide.sections[0].blocks);
    let page = Page::read(&html);
    let facts: Vec<_> = page
        .with("class", "facts")
        .map(|facts| facts.text.as_str())
        .collect();
    assert_eq!(
        facts,
        [
            "●●● How sure: HighEvery one of 40 trials agrees.Source 2Measured in 200 readersTime: 1 year",
            "●●○ How sure: Medium",
            "●○○ How sure: Low",
            "○○○ How sure: Not knownTime: 1 week",
        ]
    );
    // They are folded, and what opens them has the mark, and for screen readers its words.
    let folded: Vec<_> = page
        .with("class", "why")
        .map(|reasons| reasons.text.as_str())
        .collect();
    for (folded, facts) in folded.iter().zip(&facts) {
        let (mark, _) = facts.split_once("How sure").expect("the mark comes first");
        assert!(folded.starts_with(mark), "{folded}");
        assert!(folded.ends_with(&format!("Why?{facts}")), "{folded}");
    }
    assert_eq!(folded.len(), facts.len());
}

#[test]
fn the_legend_explains_every_level() {
    let guide = small();
    let html = blocks(&guide, &guide.sections[0].blocks);
    let page = Page::read(&html);
    let legend = page.class("legend");
    assert_eq!(legend.tag, "details");
    assert_eq!(
        legend.text,
        "How sure is it?●●● High Many studies agree.●●○ Medium Some doubt is left.\
         ●○○ Low Few studies.○○○ Not known No studies."
    );
}
