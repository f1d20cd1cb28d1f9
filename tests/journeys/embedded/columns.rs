//! The side-by-side table in the content columns of themes.

use journeys::{Role, Site, Visitor, host_page};
use serde_json::{Value, json};

const PAGE: &str = host_page!(
    r#"<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { margin: 0 } main { max-width: 520px; margin: auto }</style>
<script type="module" src="https://guide.example/care-guide.js"></script>"#,
    r#"<main><care-guide endpoint="https://guide.example/api/consultations"></care-guide></main>"#
);

/// How many answers of a row stand side by side, and in which size of text.
const COLUMNS: &str = "
    const tree = (document.querySelector('care-guide').shadowRoot ?? document);
    const cells = [...tree.querySelectorAll('.comparison tbody tr:first-child td')];
    const tops = cells.map((cell) => Math.round(cell.getBoundingClientRect().top));
    const size = parseFloat(getComputedStyle(cells[0].querySelector('p')).fontSize);
    return [tops.filter((top) => top === tops[0]).length, size >= 16 && size <= 18]";

/// The words of the table that are on two lines.
const CUT_WORDS: &str = "
    const tree = (document.querySelector('care-guide').shadowRoot ?? document);
    const texts = document.createTreeWalker(tree.querySelector('.comparison'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const cut = [];
    while (texts.nextNode()) {
        const text = texts.currentNode;
        const hidden = text.parentElement.closest('thead th:first-child');
        if (hidden) continue;
        for (const { 0: word, index } of text.data.matchAll(/[\\p{L}\\p{M}\\p{N}]+/gu)) {
            // WebKit breaks no line between a hyphen and an accented letter. A web address may break.
            if (/[-.]/.test(text.data[index - 1])) continue;
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            const lines = [...range.getClientRects()].map(({ top }) => Math.round(top));
            if (lines.length && Math.max(...lines) - Math.min(...lines) > 4) cut.push(word);
        }
    }
    return cut";

fn stand_side_by_side(visitor: &Visitor, what: &str) {
    assert_eq!(visitor.runs(COLUMNS), json!([3, true]), "{what}");
    assert_eq!(visitor.runs(CUT_WORDS), json!([]), "{what}");
    visitor.needs_no_sideways_scroll();
}

#[test]
fn three_options_stand_side_by_side_from_520_px() {
    Site::with_cross_origin_guide()
        .hosting("/", PAGE)
        .visit(|visitor| {
            visitor.opens("/");
            for language in ["en", "es"] {
                visitor.runs(&format!(
                    "const guide = document.querySelector('care-guide');
                     guide.lang = '{language}'"
                ));
                let shown = format!(
                    "const {{ shadowRoot }} = document.querySelector('care-guide');
                     return shadowRoot.querySelector('.care-guide').lang === '{language}'
                         && !shadowRoot.querySelector('tbody tr[hidden]')"
                );
                visitor.sees_of_the_page(&shown, json!(true));
                for width in [520, 524, 560, 600, 645, 720, 770, 1000] {
                    visitor.runs(&format!(
                        "document.querySelector('main').style.maxWidth = '{width}px'"
                    ));
                    stand_side_by_side(visitor, &format!("{language}, {width} px"));
                }
                for width in [320, 360, 480] {
                    visitor.runs(&format!(
                        "document.querySelector('main').style.maxWidth = '{width}px'"
                    ));
                    let [columns, _] = pair(&visitor.runs(COLUMNS));
                    assert_eq!(columns, json!(1), "cards at {width} px");
                }
            }
            // Text twice as large needs twice the width.
            visitor.runs(
                "document.querySelector('main').style.maxWidth = '645px';
                 document.documentElement.style.fontSize = '200%'",
            );
            assert_eq!(pair(&visitor.runs(COLUMNS))[0], json!(1));
            visitor.needs_no_sideways_scroll();
        });
}

#[test]
fn no_word_is_cut_in_a_longer_language() {
    Site::with_receiver().with_pseudo_locale().visit(|visitor| {
        visitor.has_a_screen(540).opens("/ar-XB/");
        visitor.runs("document.body.style.width = '520px'");
        stand_side_by_side(visitor, "520 px");
    });
}

#[test]
fn side_by_side_in_a_narrow_column_is_still_a_table() {
    Site::with_cross_origin_guide()
        .hosting("/", PAGE)
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_a(Role::ColumnHeader, "MDMA-assisted therapy")
                .sees_a(Role::ColumnHeader, "Microdosing MDMA")
                .sees_a(Role::RowHeader, "What is it?");
        });
}

fn pair(value: &Value) -> [Value; 2] {
    [value[0].clone(), value[1].clone()]
}
