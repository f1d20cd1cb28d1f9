//! Visits are isolated from each other, also in Firefox, where they share a process.

use std::cell::RefCell;

use journeys::{Engine, Role, Setting, Site, Visitor};
use serde_json::json;

/// What each visit leaves, besides a setting, a lost connection and windows.
const LEFT: [&str; 7] = [
    "a blocker",
    "a cached file",
    "a cookie",
    "a history",
    "a preload script",
    "another screen",
    "local storage",
];

/// Leaves storage, and a file in the cache that no page requests.
const LEAVE: &str = "
    document.cookie = 'left=1';
    localStorage.left = '1';
    return fetch('/custom-elements.json').then((answer) => answer.text()).then(() => true);
";

const OPEN: &str = "
    open('/', 'tab');
    open('/', 'window', 'popup,width=200,height=200');
";

const CONNECTED: &str = "
    return fetch('/manifest.json', { cache: 'no-store' }).then(() => true, () => false);
";

/// The traces of an earlier visit.
const FIND: &str = "
    const comes = (path, cache) => fetch(path, { cache, mode: 'same-origin' })
        .then((answer) => answer.ok, () => false);
    return Promise.all([
        comes('/robots.txt', 'no-store'),
        comes('/custom-elements.json', 'only-if-cached'),
    ]).then(([isThrough, isCached]) => Object.entries({
        'a blocker': !isThrough,
        'a cached file': isCached,
        'a cookie': document.cookie,
        'a history': history.length > 2,
        'a preload script': window.left,
        'another screen': innerWidth !== 1280 || innerHeight !== 900,
        'dark': matchMedia('(prefers-color-scheme: dark)').matches,
        'forced colours': matchMedia('(forced-colors: active)').matches,
        'local storage': localStorage.length,
        'print': matchMedia('print').matches,
        'reduced motion': matchMedia('(prefers-reduced-motion: reduce)').matches,
        'text of 200 %': getComputedStyle(document.documentElement).fontSize !== '16px',
    }).filter(([, found]) => found).map(([name]) => name));
";

fn leaves_everything_in(visitor: &Visitor, setting: &Setting) {
    visitor
        .runs_before_each_page("window.left = true")
        .opens("/")
        .opens("/demo.html")
        .opens("/")
        .hears_description(Role::Tab, "Risks");
    visitor.runs(LEAVE);
    let mut left = LEFT.to_vec();
    // WebKit has few settings. Other missing features skip the journey below.
    if visitor.supports(setting) {
        visitor.uses(setting);
        left.push(setting.name);
    }
    left.sort_unstable();
    visitor
        .has_a_screen(500)
        .blocks(Some("/robots.txt"))
        .sees_of_the_page(FIND, json!(left))
        .loses_the_connection()
        .sees_of_the_page(CONNECTED, json!(false))
        .runs(OPEN);
}

#[test]
fn a_visit_leaves_nothing_for_the_next_one() {
    let names = [
        "dark",
        "forced colours",
        "print",
        "reduced motion",
        "text of 200 %",
    ];
    let settings = Setting::ALL
        .iter()
        .filter(|setting| names.contains(&setting.name));
    for setting in settings {
        let first = RefCell::new(String::new());
        Site::with_receiver()
            .expecting_any("the page has used localStorage")
            .expecting_any("Failed to load resource")
            .visit_twice(
                |visitor| {
                    first.replace(visitor.browser_id());
                    leaves_everything_in(visitor, setting);
                },
                |visitor| {
                    let is_same = visitor.browser_id() == *first.borrow();
                    assert_eq!(is_same, Engine::chosen() == Engine::Firefox, "the process");
                    visitor
                        .opens("/")
                        .sees_of_the_page(CONNECTED, json!(true))
                        .sees_of_the_page(FIND, json!([]));
                },
            );
    }
}
