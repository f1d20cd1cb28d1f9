//! Wrappers that take their width from what is in them: the guide is as wide as they allow, and
//! never wider than the window.

use journeys::{Site, Visitor, host_page};
use serde_json::{Value, json};

const PAGE: &str = host_page!(
    r#"<meta name="viewport" content="width=device-width, initial-scale=1">
<style>care-guide { display: block; min-height: 100vh }</style>
<style id="rules"></style>
<script type="module" src="https://guide.example/care-guide.js"></script>"#,
    r#"<care-guide endpoint="https://guide.example/api/consultations">
<p>Call us: 617-555-0100</p>
</care-guide>
<div id="place"></div>"#
);

/// A wrapper's name, its rules, and its HTML with the guide at the `@`.
type Wrapper = (&'static str, &'static str, &'static str);

/// As wide as a wide window allows, up to 60 rem.
const WRAPPERS: &[Wrapper] = &[
    ("a block", "", "@"),
    ("a flex row", "main { display: flex }", "<main>@</main>"),
    (
        "a flex row's part that grows",
        "main { display: flex } div { flex: 1 }",
        "<main><div>@</div></main>",
    ),
    (
        "a flex row with a menu",
        "main { display: flex } nav { width: 40px } div { flex: 1 }",
        "<main><nav>Menu</nav><div>@</div></main>",
    ),
    (
        "a flex column in the middle",
        "main { display: flex; flex-direction: column; align-items: center }",
        "<main>@</main>",
    ),
    (
        "a flex row of several lines",
        "main { display: flex; flex-wrap: wrap }",
        "<main>@</main>",
    ),
    (
        "flex in flex in flex",
        "main, .a, .b { display: flex; flex: 1 } .b { flex-direction: column }",
        "<main><div class=a><div class=b>@</div></div></main>",
    ),
    ("inline-flex", "main { display: inline-flex }", "<main>@</main>"),
    (
        "parts that do not shrink",
        "main { display: flex } div { flex: none; max-width: 100% }",
        "<main><div>@</div></main>",
    ),
    ("a grid", "main { display: grid }", "<main>@</main>"),
    (
        "a grid of 1fr",
        "main { display: grid; grid-template-columns: 40px 1fr }",
        "<main><nav></nav><div>@</div></main>",
    ),
    (
        "a grid of auto-fit",
        "main { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)) }",
        "<main>@</main>",
    ),
    (
        "a grid of minmax",
        "main { display: grid; grid-template-columns: minmax(8px, 1fr) minmax(0, 62rem) minmax(8px, 1fr) }
         div { grid-column: 2 }",
        "<main><div>@</div></main>",
    ),
    (
        "a grid of min-content",
        "main { display: grid; grid-template-columns: minmax(min-content, max-content) }",
        "<main>@</main>",
    ),
    (
        "a grid's middle",
        "main { display: grid; place-items: center }",
        "<main>@</main>",
    ),
    ("inline-grid", "main { display: inline-grid }", "<main>@</main>"),
    ("a table's cell", "", "<table><tr><td>@</td></tr></table>"),
    (
        "a cell beside another",
        "",
        "<table><tr><td>Us</td><td>@</td></tr></table>",
    ),
    (
        "a fixed table",
        "table { table-layout: fixed; width: 100% }",
        "<table><tr><td>@</td></tr></table>",
    ),
    (
        "a table by CSS",
        "main { display: table } div { display: table-cell }",
        "<main><div>@</div></main>",
    ),
    ("a float", "main { float: left }", "<main>@</main>"),
    ("a float on the right", "main { float: right }", "<main>@</main>"),
    ("a dialog", "", "<dialog open>@</dialog>"),
    ("a fieldset", "", "<fieldset><legend>Guide</legend>@</fieldset>"),
    ("details", "", "<details open><summary>More</summary>@</details>"),
    ("inline-block", "main { display: inline-block }", "<main>@</main>"),
    ("absolute", "main { position: absolute; left: 0 }", "<main>@</main>"),
    (
        "fixed",
        "main { position: fixed; inset: 0 auto auto 0; overflow: auto; max-height: 100% }",
        "<main>@</main>",
    ),
    ("sticky", "main { position: sticky; top: 0 }", "<main>@</main>"),
    ("fit-content", "main { width: fit-content }", "<main>@</main>"),
    (
        "max-content",
        "main { width: max-content; max-width: 100% }",
        "<main>@</main>",
    ),
    ("columns", "main { columns: 1; display: inline-block }", "<main>@</main>"),
    (
        "Vite's template",
        "body { margin: 0; display: flex; place-items: center; min-width: 320px; min-height: 100vh }
         #root { max-width: 1280px; margin: 0 auto; padding: 2rem; text-align: center; box-sizing: border-box }",
        "<div id=root>@</div>",
    ),
    ("a paragraph", "p { float: left }", "<p>@</p>"),
    ("a list's item", "ul { padding: 0 20px; float: left }", "<ul><li>@</li></ul>"),
    ("a label", "", "<label>@</label>"),
    ("a center", "", "<center>@</center>"),
    (
        "a box that scrolls",
        "main { overflow: auto; display: flex }",
        "<main>@</main>",
    ),
    (
        "a container",
        "main { display: flex } div { container-type: inline-size; flex: 1 }",
        "<main><div>@</div></main>",
    ),
    (
        "text of one line",
        "main { white-space: nowrap; display: inline-block }",
        "<main>@</main>",
    ),
    (
        "content-box everywhere",
        "* { box-sizing: content-box !important } main { display: flex; padding: 10px }",
        "<main>@</main>",
    ),
    ("a small root", "html { font-size: 62.5% } main { float: left }", "<main>@</main>"),
    (
        "a builder's columns",
        ".row { display: flex; flex-direction: column; width: 100% }
         .inner { display: flex; flex-wrap: wrap; gap: 20px; max-width: 1140px; margin: 0 auto; width: 100% }
         .widget { width: auto; max-width: 100% }",
        "<div class=row><div class=inner><div class=widget>@</div></div></div>",
    ),
    (
        "a builder's floats",
        ".row { width: 95%; margin: auto } .column { float: left; width: 100% } .module { display: inline-block }",
        "<div class=row><div class=column><div class=module>@</div></div></div>",
    ),
    (
        "a builder's grid",
        ".mesh { display: grid; grid-template: 1fr / 100% }
         .cell { grid-area: 1/1/2/2; justify-self: start; width: calc(100% - 20px) } .in { display: grid }",
        "<div class=mesh><div class=cell><div class=in>@</div></div></div>",
    ),
    ("the element as a flex box", "care-guide { display: flex }", "@"),
    (
        "the element as a column",
        "care-guide { display: flex; flex-flow: column; place-content: center; align-items: center }",
        "@",
    ),
    (
        "the element with gaps",
        "care-guide { display: flex; flex-wrap: wrap; gap: 20px }",
        "@",
    ),
    ("the element as inline-flex", "care-guide { display: inline-flex }", "@"),
    ("the element as a grid", "care-guide { display: grid; place-items: center }", "@"),
    (
        "the element as a grid in the middle",
        "care-guide { display: grid; place-content: center }",
        "@",
    ),
    ("the element as inline-grid", "care-guide { display: inline-grid }", "@"),
    ("the element as a table", "care-guide { display: table }", "@"),
    ("the element as inline-block", "care-guide { display: inline-block }", "@"),
    ("the element as inline", "care-guide { display: inline }", "@"),
    ("the element as nothing", "care-guide { display: contents }", "@"),
    (
        "the element as nothing in flex",
        "main { display: flex } nav { width: 40px } care-guide { display: contents }",
        "<main><nav>Menu</nav>@</main>",
    ),
    ("the element floats", "care-guide { float: left }", "@"),
    ("the element is absolute", "care-guide { position: absolute }", "@"),
    ("the element fits", "care-guide { width: fit-content }", "@"),
    ("the element without a limit", "care-guide { max-width: none } main { display: flex }", "<main><div>@</div></main>"),
    ("a shape", "care-guide { aspect-ratio: 16 / 9 }", "@"),
    (
        "a shape in flex",
        "main { display: flex } care-guide { aspect-ratio: 16 / 9 }",
        "<main>@</main>",
    ),
    ("lines from top to bottom", "care-guide { writing-mode: vertical-lr }", "@"),
    ("zoomed", "main { zoom: 1.25; display: flex } div { flex: 1 }", "<main><div>@</div></main>"),
    (
        "rules for every ::before",
        "*::before { content: 'x'; display: block !important; width: 2000px; float: left }
         nav::before, main::before, div::before, body::before, html::before, head::before { content: none }
         main { display: flex }",
        "<main>@</main>",
    ),
];

/// As wide as somebody else says.
const OTHER_WRAPPERS: &[Wrapper] = &[
    (
        "min-content",
        "main { width: min-content }",
        "<main>@</main>",
    ),
    (
        "half as large",
        "main { transform: scale(0.5); transform-origin: 0 0; display: flex }",
        "<main>@</main>",
    ),
    (
        "two columns of content",
        "main { display: grid; grid-template-columns: auto auto }",
        "<main><p>Menu and more</p><div>@</div></main>",
    ),
    ("no width", "care-guide { max-width: 0 }", "@"),
];

/// Puts the guide into the wrapper, or one that only shows its fallback, and measures it.
const MEASURE: &str = "
    const [rules, html, only_the_fallback] = arguments;
    document.querySelector('#rules').textContent = rules;
    document.querySelector('#second')?.remove();
    const place = document.querySelector('#place');
    const holder = document.createElement('template');
    holder.innerHTML = html.replace('@', '<i id=here></i>');
    let guide = document.querySelector('care-guide');
    const here = holder.content.querySelector('#here');
    const before = [...place.children];
    place.append(holder.content);
    if (only_the_fallback) {
        guide.style.display = 'none';
        guide = guide.cloneNode(true);
        guide.style.display = '';
        guide.id = 'second';
    } else {
        guide.style.display = '';
    }
    here.before(guide);
    here.remove();
    for (const old of before) if (old !== guide) old.remove();
    const box = (guide.shadowRoot.querySelector('.care-guide') ?? guide).getBoundingClientRect();
    const page = document.documentElement;
    const measured = [Math.round(box.width), Math.round(box.left), Math.round(box.right),
        page.clientWidth, page.scrollWidth - page.clientWidth];
    if (only_the_fallback) guide.remove();
    return measured";

/// What is wrong in each wrapper.
fn faults(visitor: &Visitor, wrappers: &[Wrapper], only_the_fallback: bool) -> Vec<Value> {
    let mut faults = Vec::new();
    for (name, rules, html) in wrappers {
        let arguments = vec![json!(rules), json!(html), json!(only_the_fallback)];
        let measured = visitor.runs_with(MEASURE, arguments);
        let numbers: Vec<i64> = serde_json::from_value(measured.clone()).expect("numbers");
        let [width, left, right, window, beyond] = numbers[..] else {
            panic!("{measured}")
        };
        let fits = left >= -1 && right <= window + 1 && beyond <= 0;
        let sensible =
            wrappers == OTHER_WRAPPERS || width >= if window > 900 { 900 } else { window * 3 / 5 };
        if !fits || !(sensible || only_the_fallback) {
            faults.push(json!([
                name,
                "width, left, right, window, beyond",
                measured
            ]));
        }
    }
    faults
}

#[test]
fn the_guide_is_as_wide_as_its_wrapper_allows_and_no_wider() {
    Site::with_cross_origin_guide()
        .hosting("/", PAGE)
        .visit(|visitor| {
            visitor.opens("/");
            for text in ["100%", "200%"] {
                let size = format!("document.documentElement.style.fontSize = '{text}'");
                visitor.runs(&size);
                for width in [1280, 360] {
                    visitor.has_a_screen(width);
                    for wrappers in [WRAPPERS, OTHER_WRAPPERS] {
                        let faults = faults(visitor, wrappers, false);
                        assert_eq!(json!(faults), json!([]), "{width} px, text of {text}");
                    }
                }
            }
            visitor.clicks_tab("Risks").sees_tab_selected("Risks");
        });
}

#[test]
fn the_fallback_alone_is_no_wider_than_its_wrapper() {
    Site::with_cross_origin_guide()
        .hosting("/", PAGE)
        .visit(|visitor| {
            visitor.opens("/");
            for width in [1280, 360] {
                visitor.has_a_screen(width);
                // A frame for its `::before` comes with the guide's own style.
                let wrappers = &WRAPPERS[..WRAPPERS.len() - 1];
                let faults = faults(visitor, wrappers, true);
                assert_eq!(json!(faults), json!([]), "{width} px");
            }
        });
}
