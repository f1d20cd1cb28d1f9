//! The page around the guide.

use serde_json::{Value, json};

use super::Visitor;
use crate::browser::{Engine, EngineFeature};

/// Records the page before any module runs, such as the loader. Globals of the driver have names of
/// their own.
const RECORD_PAGE: &str = "
    const state = () => ({
        globals: Object.getOwnPropertyNames(window).filter((name) => !/^(cdc|ret|se)_/.test(name)),
        builtins: [Object, Array, String, Function, Promise, Event, Node, Element, History]
            .map(({ prototype }) => Object.getOwnPropertyNames(prototype).sort().join()),
        styles: [...document.styleSheets, ...document.adoptedStyleSheets].length,
        body: document.body.outerHTML,
        page: [document.title, location.href, history.state],
        entries: history.length,
    });
    document.addEventListener('readystatechange', () => {
        if (document.readyState !== 'interactive') return;
        window[Symbol.for('state')] = state;
        window[Symbol.for('before')] = state();
    });
";

/// The differences since then.
const CHANGED: &str = "
    const before = window[Symbol.for('before')];
    const now = window[Symbol.for('state')]();
    return Object.keys(before).flatMap((key) => {
        // None is added. Firefox 153 counts the page before this one for a moment.
        if (key === 'entries') return now.entries > before.entries ? [[key, now.entries]] : [];
        const [old, current] = [before[key], now[key]].map((value) => [value].flat());
        const added = current.filter((item) => !old.includes(item));
        const removed = old.filter((item) => !current.includes(item));
        return added.length + removed.length ? [[key, 'added:', added, 'removed:', removed]] : [];
    });
";

/// Some computed styles of an element of each kind.
const STYLES: &str = in_the_guide!(
    "
    const kinds = ['.care-guide', 'h1', 'h2', 'h3', '.answer', '.button', '[role=tab]',
        '[role=tab][aria-selected=true]', 'table', 'th', 'td', 'fieldset', 'legend', 'label',
        '[name=name]', '[type=radio]', 'textarea', '.hint', '.help', '.help a', 'ul', 'li'];
    const properties = ['display', 'visibility', 'position', 'float', 'color', 'background',
        'font', 'letter-spacing', 'text-transform', 'text-align', 'text-decoration-line',
        'direction', 'box-sizing', 'padding', 'margin-top', 'border-top', 'border-radius',
        'list-style-type', 'cursor', 'opacity', 'outline-style', 'appearance'];
    return Object.fromEntries(kinds.map((kind) => {
        const style = getComputedStyle(tree.querySelector(kind));
        const selected = getComputedStyle(tree.querySelector(kind), '::selection');
        return [kind, [
            ...properties.map((name) => `${name}: ${style.getPropertyValue(name)}`),
            // The root has no words of its own.
            kind === '.care-guide' || `selected: ${selected.color} on ${selected.backgroundColor}`,
        ]];
    }));
"
);

impl Visitor {
    /// Replaces the element by one with a guide file of the other origin at this path.
    #[track_caller]
    pub fn asks_for_a_cross_origin_guide(&self, path: &str) -> &Self {
        let origin = self.server.origins.other.clone();
        let address = format!("{origin}{path}");
        self.allowed.borrow_mut().push(origin);
        let ask = "const element = document.querySelector('care-guide');
             const other = element.cloneNode(true);
             other.setAttribute('guide', arguments[0]);
             element.replaceWith(other)";
        self.runs_with(ask, vec![json!(address)]);
        self
    }

    /// Switches to one of several guides.
    #[track_caller]
    pub fn switches_to(&self, selector: &str) -> &Self {
        let script = "window.guide = document.querySelector(arguments[0]); return !!window.guide";
        let found = self.runs_with(script, vec![json!(selector)]);
        assert_eq!(found, json!(true), "{selector} is on the page");
        self
    }

    /// Skips the journey if the driver fails on pages that extend or replace built-ins.
    pub fn needs_plain_objects(&self) {
        if Engine::chosen() == Engine::WebKit {
            // Its scripts run among those of the page: they return inherited members, and take what is
            // no instance of the page's `Node` for no element.
            EngineFeature::PlainObjects.skip();
        }
    }

    /// Records each page before the script of the guide runs.
    #[track_caller]
    pub fn records_the_page(&self) -> &Self {
        self.must(
            self.browser
                .engine_commands()
                .add_preload_script(RECORD_PAGE),
        )
    }

    /// Globals, styles, elements, address and history are unchanged.
    #[track_caller]
    pub fn sees_the_page_unchanged(&self) -> &Self {
        let changed = self.runs(CHANGED);
        assert_eq!(changed, json!([]), "what has changed");
        self
    }

    #[track_caller]
    pub fn styles(&self) -> Value {
        self.runs(STYLES)
    }

    #[track_caller]
    pub fn needs_trusted_types(&self) -> &Self {
        if self.runs("return 'trustedTypes' in window") == false {
            EngineFeature::TrustedTypes.skip();
        }
        self
    }

    /// Blocks requests whose URL has this part; an empty part unblocks all.
    #[track_caller]
    pub fn blocks_requests(&self, part: &str) -> &Self {
        self.must(self.browser.engine_commands().block(part))
    }

    /// The memory after garbage collection: documents, nodes, listeners, pending timers, and the
    /// bytes of the Wasm.
    #[track_caller]
    pub fn measures_memory(&self) -> Value {
        self.collects_garbage();
        let counted = self.asks_devtools("Memory.getDOMCounters");
        let bytes = self.runs(
            "const glue = performance.getEntriesByType('resource')
                 .find(({ name }) => /careguide-\\w+\\.js$/.test(name));
             return import(glue.name).then((module) => module.default())
                 .then((exports) => Object.values(exports))
                 .then((parts) => parts.find((part) => part instanceof WebAssembly.Memory))
                 .then((memory) => memory.buffer.byteLength)",
        );
        json!([counted, self.runs("return window.timers?.size"), bytes])
    }

    /// Touches a guide and waits for its hydration. `tree` is the script's name for its shadow root.
    #[track_caller]
    pub fn sees_hydrated(&self, tree: &str) -> &Self {
        let script = "tree?.host.dispatchEvent(new Event('pointerdown'));
             return !!tree?.querySelector('[data-hydrated]')";
        self.sees_of_the_page(&format!("{tree} {script}"), json!(true))
    }

    #[track_caller]
    pub fn collects_garbage(&self) {
        // Objects with a finalizer, such as Wasm, go in the second round.
        for _ in 0..2 {
            self.asks_devtools("HeapProfiler.collectGarbage");
            self.runs("return new Promise((done) => setTimeout(done))");
        }
    }

    #[track_caller]
    fn asks_devtools(&self, method: &str) -> Value {
        let answer = self.browser.engine_commands().cdp(method, json!({}));
        answer.unwrap_or_else(|why| panic!("{why}"))
    }

    #[track_caller]
    pub fn counts_timers(&self) -> &Self {
        self.must(
            self.browser
                .engine_commands()
                .add_preload_script(COUNT_TIMERS),
        )
    }
}

const COUNT_TIMERS: &str = "
    window.timers = new Set();
    const { setTimeout: start, clearTimeout: stop } = window;
    window.setTimeout = (work, ...rest) => {
        const timer = start(() => { window.timers.delete(timer); work(); }, ...rest);
        window.timers.add(timer);
        return timer;
    };
    window.clearTimeout = (timer) => { window.timers.delete(timer); stop(timer); };
";
