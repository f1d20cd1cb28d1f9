//! Typical host pages.

use journeys::host_page;

/// A page with this in its head, and before and after the guide.
macro_rules! page {
    ($head:literal, $before:literal, $behind:literal) => {
        host_page!(
            concat!(
                r#"<script type="module" src="https://guide.example/care-guide.js"></script>"#,
                $head
            ),
            concat!(
                r#"<main style="width: 1000px">"#,
                $before,
                r#"
<care-guide endpoint="https://guide.example/api/consultations">
<p>Call us: 617-555-0100</p>
</care-guide>
"#,
                $behind,
                "</main>"
            )
        )
    };
}

/// Nothing but the guide.
pub const PLAIN: &str = page!("", "", "");

/// Links around the guide.
pub const LINKS: &str = page!(
    "",
    r##"<a href="#before">Before</a>"##,
    r##"<a href="#behind">Behind</a>"##
);

/// Parents that shrink to fit.
pub const ROW: &str = page!("<style>main { display: flex }</style>", "", "");
pub const COLUMN: &str = page!(
    "<style>main { display: flex; flex-direction: column; align-items: center }</style>",
    "",
    ""
);
pub const GRID: &str = page!(
    "<style>main { display: grid; place-items: center }</style>",
    "",
    ""
);
pub const FLOAT: &str = page!("<style>care-guide { float: left }</style>", "", "");

/// A reset with `!important`.
pub const RESET: &str = page!(
    "<style>
*, *::before, *::after {
  margin: 0 !important; padding: 0 !important; border: 0 !important; outline: 0 !important;
  font: 12px/1 monospace !important; letter-spacing: 2px !important; color: #c00 !important;
  text-transform: uppercase !important; text-decoration: none !important; appearance: none !important;
  background: none !important; list-style: none !important; text-align: right !important;
}
html { font-size: 16px !important }
a, button, input, label, textarea, table, fieldset { display: none !important }
</style>",
    "",
    ""
);

/// Styles like those of Bootstrap, for elements and common class names.
pub const BOOTSTRAP: &str = page!(
    "<style>
body { margin: 0; font: 400 1rem/1.5 Arial, sans-serif; color: #212529; text-align: left }
label { display: inline-block; margin-bottom: .5rem; float: left }
fieldset { min-width: 0; padding: 2rem; margin: 0; border: 1px solid; background: #eee }
legend { float: left; width: 100%; font-size: 1.5rem; line-height: inherit }
table { border-collapse: separate; width: auto; caption-side: bottom; color: #fff }
th, td { padding: .5rem; background: #000; border-style: solid; text-align: -webkit-match-parent }
a { color: #0d6efd; text-decoration: none }
a:hover { color: #0a58ca }
button, input, textarea { margin: 0; font: inherit; border-radius: 0; text-transform: none }
h1, h2, h3, h4, h5, h6 { margin: 0 0 .5rem; font-weight: 500; color: #0a58ca }
h1 { font-size: calc(1.375rem + 1.5vw) }
ul, ol { padding-left: 2rem; list-style: square }
.btn, .button { display: block; background: lime; border: 1px solid red }
.card, .field { position: relative; padding: 40px; border: 1px solid }
.hint, .error, .help, .panel, .tabs { visibility: hidden; position: fixed }
::selection { color: #fff; background: #000 }
</style>",
    "",
    ""
);

/// 1 rem is 10 px.
pub const SMALL_ROOT: &str = page!(
    "<style>html { font-size: 62.5% } body { font-size: 1.6rem }</style>",
    "",
    ""
);

/// `content-box` everywhere.
pub const CONTENT_BOX: &str = page!(
    "<style>*, *::before, *::after { box-sizing: content-box !important; float: none }</style>",
    "",
    ""
);

pub const DARK: &str = page!(
    r#"<meta name="color-scheme" content="dark">
<style>html { color-scheme: dark } body { background: #000; color: #eee }</style>"#,
    "",
    ""
);

/// Right to left.
pub const RIGHT_TO_LEFT: &str = page!(
    "<style>html { direction: rtl; writing-mode: horizontal-tb; text-align: right }</style>",
    r#"<div dir="rtl" lang="he">"#,
    "</div>"
);

/// A sticky header.
pub const STICKY: &str = page!(
    "<style>
header { position: sticky; top: 0; z-index: 9; height: 80px; background: #ccc }
</style>",
    "<header>Our clinic</header>",
    ""
);

/// A base URL.
pub const BASE: &str = page!(r#"<base href="/elsewhere/">"#, "", "");

/// The same, with `deep-links`.
pub const BASE_AND_HASH: &str = host_page!(
    r#"<base href="/elsewhere/">
<script type="module" src="https://guide.example/care-guide.js"></script>"#,
    r#"<care-guide endpoint="https://guide.example/api/consultations" deep-links></care-guide>"#
);

/// Built-in prototypes with enumerable extensions.
pub const PROTOTYPES: &str = page!(
    "<script>
Array.prototype.first = function () { return this[0] };
Array.prototype.remove = function (one) { this.splice(this.indexOf(one), 1) };
Object.prototype.each = function (work) { for (const key in this) work(this[key]) };
Object.prototype.extend = function (other) { return Object.assign(this, other) };
String.prototype.contains = function (text) { return this.indexOf(text) >= 0 };
</script>",
    "",
    ""
);

/// A wrapper around `fetch` that first throws, and then rejects with something else than an
/// `Error`.
pub const FETCH: &str = page!(
    r#"<script>
const asked = window.fetch;
const failures = [() => Promise.reject(null), () => { throw "busy" }];
window.fetch = function (input, options) {
  const method = options && options.method || input.method;
  if (method == "POST" && failures.length) return failures.pop()();
  return asked.apply(this, arguments);
};
</script>"#,
    "",
    ""
);

/// Handlers that swallow events in the bubbling phase.
pub const SWALLOWS_BUBBLING: &str = page!(
    r#"<script>
for (const type of ["keydown", "keypress", "keyup", "mousedown", "click", "submit", "input"]) {
  document.addEventListener(type, (event) => { event.preventDefault(); event.stopPropagation() });
}
document.onselectstart = () => false;
</script>"#,
    "",
    ""
);

/// Handlers that swallow events in the capturing phase.
pub const SWALLOWS_CAPTURING: &str = page!(
    r#"<script>
for (const type of ["keydown", "keypress", "keyup", "mousedown", "click", "submit", "input"]) {
  document.addEventListener(type, (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}
</script>"#,
    "",
    ""
);

/// A form around the guide, which reports its submission.
pub const FORM: &str = page!(
    r#"<script>
addEventListener("submit", (event) => {
  event.preventDefault();
  document.title = "Sent";
});
</script>"#,
    r#"<form action="/search"><label>Search <input name="name" required></label>"#,
    "<button>Search</button></form>"
);
