//! Pages whose libraries replace what the browser has by itself.

use journeys::{Role, Site, Visitor, host_page_with};
use serde_json::json;

use super::pages;

/// Libraries from npm, and what they need to attach to the page.
const LIBRARIES: [(&str, &str, &str); 4] = [
    (
        "/fastclick",
        "fastclick/lib/fastclick.js",
        "FastClick.notNeeded = () => false;
         addEventListener('DOMContentLoaded', () => FastClick.attach(document.body));",
    ),
    (
        "/mootools",
        "mootools/lib/mootools-core-1.5.2-server.js",
        "",
    ),
    ("/zone", "zone.js/bundles/zone.umd.js", ""),
    ("/core-js", "core-js/client/shim.js", ""),
];

/// What libraries of these kinds do, one thing each.
const REPLACED: [(&str, &str); 10] = [
    // MooTools in the browser, Prototype.
    ("/window", "window.Window = function () {};"),
    ("/event", "window.Event = function (event) { this.event = event };"),
    ("/no-event", "window.Event = { KEY_TAB: 9 };"),
    ("/custom-event", "window.CustomEvent = function () { throw TypeError('Illegal') };"),
    (
        "/element",
        "window.Element = function (tag) { return document.createElement(tag) };
         window.HTMLInputElement = window.Element;",
    ),
    ("/array-from", "Array.from = (item) => (item == null ? [] : [item]);"),
    (
        "/assign",
        "Object.assign = (to, from) => { for (const key in from) to[key] = from[key]; return to };",
    ),
    // A `fetch` with responses of its own.
    (
        "/fetch",
        "{
            const native = window.fetch;
            function Response(from) { this.from = from }
            for (const name of ['ok', 'status', 'headers', 'type', 'url', 'body']) {
                Object.defineProperty(Response.prototype, name, { get() { return this.from[name] } });
            }
            for (const name of ['text', 'json', 'arrayBuffer']) {
                Response.prototype[name] = function () { return this.from[name]() };
            }
            window.Response = Response;
            window.fetch = (...asked) => native(...asked).then((from) => new Response(from));
        }",
    ),
    (
        "/bind",
        "Function.prototype.bind = function (to, ...given) {
            const work = this;
            return function (...more) { return work.apply(to, given.concat(more)) };
        };",
    ),
    (
        "/by-class",
        "document.getElementsByClassName = (name) =>
            [...document.querySelectorAll(`.${name}`)];
         Array.prototype.each = Array.prototype.forEach;
         Element.prototype.hide = function () { this.style.display = 'none'; return this };
         Element.prototype.show = function () { this.style.display = ''; return this };
         Element.prototype.remove = function () {
            if (this.parentNode) this.parentNode.removeChild(this);
            return this;
         };",
    ),
];

/// The same with what a driver needs that runs its scripts among those of the page.
const REPLACED_FOR_DRIVERS: [(&str, &str); 4] = [
    ("/node", "window.Node = function () {};"),
    // Promises without `finally`, as the first libraries of promises had them.
    (
        "/promise",
        "{
            const Native = Promise;
            const wrap = (native) => Object.assign(Object.create(Old.prototype), { native });
            function Old(run) { this.native = new Native(run) }
            Old.prototype.then = function (...then) { return wrap(this.native.then(...then)) };
            Old.prototype.catch = function (then) { return this.then(undefined, then) };
            Old.resolve = (value) => new Old((done) => done(value));
            Old.reject = (why) => new Old((_, fail) => fail(why));
            Old.all = (all) => wrap(Native.all(all));
            window.Promise = Old;
        }",
    ),
    (
        "/to-json",
        "for (const { prototype } of [Array, String, Date]) {
            prototype.toJSON = function () { return `\"${this}\"` };
        }",
    ),
    (
        "/all",
        "window.Window = window.Event = window.CustomEvent = window.Node = function () {};
         window.Element = window.HTMLElement.prototype.constructor;",
    ),
];

/// It shows and hydrates, tabs switch, the page's hash stays, and the form is sent once.
fn works(visitor: &Visitor, path: &str) {
    visitor.begins(path);
    let before = visitor.server().rows().len();
    visitor
        .opens(path)
        .clicks_tab("Risks")
        .sees_tab_selected("Risks")
        .presses("ArrowRight")
        .has_focus_on(Role::Tab, "Our view")
        .sees_tab_selected("Our view")
        .asks_for_a_consultation()
        .has_focus_on(Role::Group, "There is a problem")
        .follows_error("Enter your full name")
        .has_focus_on(Role::Textbox, "Full name")
        .fills_in_the_form()
        .asks_for_a_consultation()
        .sees_it_arrived();
    assert_eq!(visitor.runs("return location.hash"), json!(""), "{path}");
    let rows = visitor.server().rows();
    assert_eq!(rows.len(), before + 1, "{path}: requests that arrived");
}

#[test]
fn old_libraries_break_nothing() {
    let mut site = Site::with_cross_origin_guide();
    for (path, library, own) in LIBRARIES {
        site = site.hosting(path, host_page_with(pages::PLAIN, Some(library), own));
    }
    site.visit(|visitor| {
        for (path, ..) in LIBRARIES {
            works(visitor, path);
        }
    });
}

fn hosting(rows: &[(&'static str, &str)]) -> Site {
    rows.iter()
        .fold(Site::with_cross_origin_guide(), |site, (path, own)| {
            site.hosting(path, host_page_with(pages::PLAIN, None, own))
        })
}

#[test]
fn replaced_globals_break_nothing() {
    hosting(&REPLACED).visit(|visitor| {
        for (path, _) in REPLACED {
            works(visitor, path);
        }
    });
}

#[test]
fn replaced_globals_that_drivers_need_break_nothing() {
    hosting(&REPLACED_FOR_DRIVERS).visit(|visitor| {
        visitor.needs_plain_objects();
        for (path, _) in REPLACED_FOR_DRIVERS {
            works(visitor, path);
        }
    });
}
