//! Pages that guard, count and answer every event.

use journeys::{Role, Site, Visitor, host_page, host_page_with};
use serde_json::{Value, json};

use super::pages;

/// What is no control to the page is cancelled, and so is what a phone does on its own.
const GUARDS: [(&str, &str); 6] = [
    ("/touches", "guard(['touchstart', 'touchend'], false);"),
    (
        "/captured",
        "guard(['touchstart', 'touchend', 'pointerdown', 'mousedown'], true);",
    ),
    (
        "/mouse",
        "guard(['mousedown', 'mouseup', 'pointerdown', 'pointerup'], false);",
    ),
    (
        "/handlers",
        "document.ontouchstart = document.onmousedown = document.onpointerdown =
            (event) => !!event.target.closest(controls);",
    ),
    (
        "/stopped",
        "for (const type of ['touchstart', 'touchend', 'pointerdown', 'mousedown', 'click']) {
            document.addEventListener(type, (event) => {
                if (event.target.closest(controls)) return;
                event.preventDefault();
                event.stopPropagation();
            }, { capture: true, passive: false });
         }",
    ),
    (
        "/selection",
        "guard(['selectstart', 'dragstart', 'contextmenu', 'copy', 'cut', 'paste'], true);
         document.onselectstart = document.oncontextmenu = () => false;",
    ),
];

const GUARD: &str = "
    const controls = 'a, button, input, textarea, label';
    const guard = (types, capture) => {
        for (const type of types) document.addEventListener(type, (event) => {
            if (!event.target.closest(controls)) event.preventDefault();
        }, { capture, passive: false });
    };
";

fn guarded() -> Site {
    let mut site = Site::with_cross_origin_guide();
    for (path, own) in GUARDS {
        let own = format!("{GUARD}{own}");
        site = site.hosting(path, host_page_with(pages::PLAIN, None, &own));
    }
    site
}

/// Sends by taps; in Firefox by clicks.
fn taps_through(visitor: &Visitor, path: &str) {
    visitor.begins(path);
    let before = visitor.server().rows().len();
    visitor
        .opens(path)
        .taps(Role::Tab, "Risks")
        .sees_tab_selected("Risks")
        .taps(Role::Textbox, "Full name")
        .has_focus_on(Role::Textbox, "Full name")
        .fills("Full name", "Ana O'Neil")
        .taps(Role::Radio, "Email")
        .sees_chosen(Role::Radio, "Email", true)
        .taps(Role::Textbox, "Email address")
        .has_focus_on(Role::Textbox, "Email address")
        .fills("Email address", "ana+guide@example.org")
        .taps(Role::Checkbox, Visitor::CONSENT)
        .taps(Role::Button, "Ask for a free consultation")
        .sees_it_arrived();
    let rows = visitor.server().rows();
    assert_eq!(rows.len(), before + 1, "{path}: requests that arrived");
}

#[test]
fn guards_cancel_no_tap_in_the_guide() {
    guarded().visit(|visitor| {
        visitor.has_a_phone();
        for (path, _) in GUARDS {
            taps_through(visitor, path);
        }
    });
}

#[test]
fn guards_cancel_no_click_in_the_guide() {
    guarded().visit(|visitor| {
        for (path, _) in GUARDS {
            visitor.begins(path);
            visitor
                .opens(path)
                .clicks(Role::Textbox, "Full name")
                .has_focus_on(Role::Textbox, "Full name")
                .clicks(Role::Button, "Ask for a free consultation")
                .has_focus_on(Role::Group, "There is a problem");
        }
    });
}

#[test]
fn a_guarded_tap_hydrates_the_guide_and_is_not_lost() {
    guarded()
        .holding_the_wasm()
        .without_hydration()
        .visit(|visitor| {
            visitor
                .has_a_phone()
                .opens("/captured")
                .taps(Role::Tab, "Risks")
                .gets_the_wasm()
                .sees_tab_selected("Risks");
        });
}

/// A guide in a closed root, and perhaps in more, beside a field of the page's own.
macro_rules! closed {
    ($inner:literal) => {
        host_page!(
            r#"<script type="module" src="https://guide.example/care-guide.js"></script>"#,
            concat!(
                "<main><clinic-app></clinic-app></main>
<script>
const guide = '<input id=own><care-guide endpoint=\"https://guide.example/api/consultations\"></care-guide>';
",
                $inner,
                "
const define = (name, mode, html) => customElements.define(name, class extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode });
    root.innerHTML = html;
    window.own ??= root.querySelector('#own');
    window.guide ??= root.querySelector('care-guide');
  }
});
open();
window.heard = [];
for (const capture of [true, false]) {
  for (const at of [document, document.body]) {
    at.addEventListener('keydown', (event) => {
      if (!/INPUT|TEXTAREA/.test(event.target.tagName) && /^[a-z]$/.test(event.key)) {
        heard.push(event.key);
        event.preventDefault();
      }
    }, capture);
  }
}
document.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
document.addEventListener('mousedown', (event) => event.preventDefault());
</script>"
            )
        )
    };
}

const CLOSED: [(&str, &str); 3] = [
    (
        "/closed",
        closed!("window.guide = null; const open = () => define('clinic-app', 'closed', guide);"),
    ),
    (
        "/closed-in-closed",
        closed!(
            "window.guide = null; const open = () => {
               define('clinic-part', 'closed', guide);
               define('clinic-app', 'closed', '<clinic-part></clinic-part>');
             };"
        ),
    ),
    (
        "/open-in-closed",
        closed!(
            "window.guide = null; const open = () => {
               define('clinic-part', 'open', guide);
               define('clinic-app', 'closed', '<clinic-part></clinic-part>');
             };"
        ),
    ),
];

#[test]
fn in_a_closed_root_keys_and_clicks_stay_in_the_guide() {
    let mut site = Site::with_cross_origin_guide().without_hydration();
    for (path, html) in CLOSED {
        site = site.hosting(path, html);
    }
    site.visit(|visitor| {
        for (path, _) in CLOSED {
            visitor.begins(path);
            let before = visitor.server().rows().len();
            visitor
                .opens(path)
                .sees_the_page_hydrated()
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .presses("ArrowRight")
                .sees_tab_selected("Our view")
                .clicks(Role::Textbox, "Full name")
                // By keys alone: drivers type into no field of a closed root.
                .presses("S");
            for key in ["u", "s", "a", "n", "n", "a"] {
                visitor.presses(key);
            }
            visitor
                .sees_in("Full name", "Susanna")
                .chooses("Email")
                .pastes("Email address", "ana+guide@example.org")
                .consents()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request");
            assert_eq!(visitor.runs("return heard"), json!([]), "{path}");
            let rows = visitor.server().rows();
            assert_eq!(rows.len(), before + 1, "{path}: requests that arrived");
            // The shortcuts of the page still work beside the guide.
            visitor.runs("window.own.focus()");
            visitor.presses("a");
            assert_ne!(visitor.runs("return heard"), json!([]), "{path}");
        }
    });
}

/// Notes what each listener hears.
const IDLE: &str = "
    window.heard = {};
    const types = ['mousedown', 'pointerdown', 'keydown', 'keypress', 'keyup', 'input', 'click'];
    for (const type of types) for (const capture of [true, false]) {
        for (const [name, at] of [['window', window], ['document', document]]) {
            at.addEventListener(type, (event) => {
                const { key, keyCode, data, cancelable, target } = event;
                const place = [name, type, capture ? 'first' : ''].join(' ').trim();
                (heard[place] ??= []).push([key ?? '', keyCode ?? 0, data ?? '', cancelable,
                    target.localName ?? 'document']);
                event.preventDefault();
            }, capture);
        }
    }
";

#[test]
fn a_page_that_logs_out_the_idle_hears_that_somebody_types_and_not_what() {
    let page = host_page_with(pages::PLAIN, None, "");
    Site::with_cross_origin_guide()
        .hosting("/", page)
        .visit(|visitor| {
            visitor.opens("/").runs(IDLE);
            visitor
                .types("Full name", "Ana O'Neil")
                .sees_in("Full name", "Ana O'Neil")
                .clicks(Role::Radio, "Email")
                .sees_chosen(Role::Radio, "Email", true);
            let heard = visitor.runs("return heard");
            for place in ["window", "document"] {
                for type_ in ["keydown", "keypress", "keyup", "mousedown", "pointerdown"] {
                    for first in [" first", ""] {
                        let name = format!("{place} {type_}{first}");
                        let events = heard[&name].as_array().cloned().unwrap_or_default();
                        assert!(!events.is_empty() && events.len() < 9, "{name}: {events:?}");
                        for event in events {
                            let plain = json!(["", 0, "", false, "care-guide"]);
                            assert_eq!(event, plain, "{name}");
                        }
                    }
                }
            }
            assert_eq!(heard["document click"], Value::Null);
            assert_eq!(heard["document input"], Value::Null);
        });
}

#[test]
fn on_a_page_that_scrolls_smoothly_every_jump_ends_in_view() {
    const HEAD: &str = "document.head.insertAdjacentHTML('beforeend', `<style>
        :root { scroll-behavior: smooth }
        header { position: sticky; top: 0; z-index: 9; height: 80px; background: #ccc }
        header + div { height: 900px }
        </style>`);
        addEventListener('DOMContentLoaded', () => document.querySelector('main')
            .insertAdjacentHTML('beforebegin', '<header>Our clinic</header><div>Hero</div>'));
        addEventListener('DOMContentLoaded', () => document.querySelector('main')
            .insertAdjacentHTML('afterend', '<p style=\"height: 900px\">Footer</p>'));";
    let page = host_page_with(pages::PLAIN, None, HEAD);
    Site::with_cross_origin_guide()
        .hosting("/", page)
        .visit(|visitor| {
            visitor.opens("/");
            let ends_at = |selector: &str| {
                // What is higher than the window begins in its upper third.
                let script = format!(
                    "const tree = document.querySelector('care-guide').shadowRoot;
                     const isInView = () => {{
                         const {{ top, bottom }} =
                             tree.querySelector('{selector}').getBoundingClientRect();
                         return top >= 80 && (top < 300 || bottom <= innerHeight);
                     }};
                     const still = async () => {{
                         let before;
                         do {{
                             before = scrollY;
                             await new Promise((done) => setTimeout(done, 150));
                         }} while (before !== scrollY);
                     }};
                     return still().then(isInView)"
                );
                // The jump may begin late.
                visitor.sees_of_the_page(&script, json!(true));
            };
            for (link, target) in [
                ("Talk to us", "#consultation"),
                ("Need help now?", "#help"),
                ("Source 1", "#at-a-glance-source-1"),
                ("what matters to you", "#what-matters"),
            ] {
                visitor.begins(link);
                // A driver that clicks scrolls first, and smoothly.
                visitor.moves_focus_to(Role::Link, link).presses("Enter");
                ends_at(target);
                visitor.runs("scrollTo({ top: 0, behavior: 'instant' })");
            }
            let submit = |visitor: &Visitor| {
                visitor
                    .moves_focus_to(Role::Button, "Ask for a free consultation")
                    .presses("Enter");
            };
            visitor.runs(
                "document.querySelector('care-guide').shadowRoot
                     .querySelector('form .submit button')
                     .scrollIntoView({ behavior: 'instant', block: 'center' })",
            );
            submit(visitor);
            visitor.has_focus_on(Role::Group, "There is a problem");
            ends_at("form .summary");
            visitor
                .moves_focus_to(Role::Link, "Enter your full name")
                .presses("Enter")
                .has_focus_on(Role::Textbox, "Full name");
            ends_at("[name=name]");
            visitor
                .pastes("Full name", "Ana O'Neil")
                .moves_focus_to(Role::Radio, "Email")
                .presses("Space")
                .pastes("Email address", "ana@example.org")
                .moves_focus_to(Role::Checkbox, Visitor::CONSENT)
                .presses("Space");
            submit(visitor);
            visitor.sees_it_arrived();
            ends_at(".sent");
        });
}
