//! Pages without a doctype.

use journeys::{Site, Visitor};
use serde_json::{Value, json};

/// A page with this first line, whose body says more than it should.
macro_rules! page {
    ($doctype:literal) => {
        concat!(
            $doctype,
            r#"<html lang="en"><head><meta charset="utf-8"><title>Our clinic</title>
<link rel="icon" href="data:,">
<style>
care-guide { display: block; min-height: 100vh }
body { color: #c00; font: italic bold 20px/2 monospace; text-align: center; white-space: nowrap;
  text-indent: 9px }
</style>
<script type="module" src="https://guide.example/care-guide.js"></script></head>
<body><care-guide endpoint="https://guide.example/api/consultations"></care-guide></body></html>"#
        )
    };
}

const STANDARD: &str = page!("<!doctype html>");
const QUIRKS: &str = page!("");
const LIMITED_QUIRKS: &str = page!(
    r#"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">"#
);

/// Everything that one can see of all elements, in a theme.
const LOOK: &str = "
    const guide = document.querySelector('care-guide');
    guide.setAttribute('theme', arguments[0]);
    const tree = guide.shadowRoot;
    const properties = ['color', 'background-color', 'font-family', 'font-size', 'font-style',
        'font-weight', 'line-height', 'text-align', 'text-indent', 'white-space', 'text-transform',
        'letter-spacing', 'margin-top', 'margin-bottom', 'padding-top', 'padding-left', 'display',
        'vertical-align', 'border-top-width', 'border-top-color', 'border-spacing', 'box-sizing',
        'list-style-type', 'list-style-position', 'visibility', 'width', 'caption-side', 'cursor'];
    return [...tree.querySelectorAll('*')].map((element) => {
        const style = getComputedStyle(element);
        // It stands at the foot of its cell, above which the line height calculation quirk shortens a
        // line that holds nothing but citations.
        if (element.matches('.why')) return 'why';
        const look = properties.map((name) => `${name}: ${style.getPropertyValue(name)}`);
        return [element.localName, element.getAttribute('class'), ...look].join('; ');
    })";

fn look(visitor: &Visitor, theme: &str) -> Vec<String> {
    let look = visitor.runs_with(LOOK, vec![json!(theme)]);
    let Value::Array(look) = look else {
        panic!("{look}")
    };
    look.iter()
        .map(|one| one.as_str().expect("a text").to_owned())
        .collect()
}

#[test]
fn a_page_without_a_doctype_changes_no_style() {
    Site::with_cross_origin_guide()
        .hosting("/standard", STANDARD)
        .hosting("/quirks", QUIRKS)
        .hosting("/limited", LIMITED_QUIRKS)
        .visit(|visitor| {
            visitor.opens("/standard");
            let themes = ["light", "dark"];
            let expected = themes.map(|theme| look(visitor, theme));
            for (path, mode) in [("/quirks", "BackCompat"), ("/limited", "CSS1Compat")] {
                visitor.opens(path);
                assert_eq!(visitor.runs("return document.compatMode"), json!(mode));
                for (theme, expected) in themes.iter().zip(&expected) {
                    let seen = look(visitor, theme);
                    assert_eq!(seen.len(), expected.len(), "the elements");
                    let differ: Vec<_> = seen
                        .iter()
                        .zip(expected)
                        .filter(|(seen, expected)| seen != expected)
                        .take(3)
                        .collect();
                    assert!(differ.is_empty(), "{path}, {theme}: {differ:#?}");
                }
            }
        });
}
