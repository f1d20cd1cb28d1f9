//! A phone: touch, the on-screen keyboard, autofill.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::{Role, Visitor};
use crate::browser::{Engine, EngineFeature};

/// In CSS pixels. The on-screen keyboard takes up to half of the screen.
const WIDTH: u32 = 360;
const HEIGHT: u32 = 740;
const ABOVE_THE_KEYBOARD: u32 = 340;

/// The focused field.
const FIELD: &str = "(() => {
    let field = document.activeElement;
    while (field.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
    return field;
})()";

/// Faults of the focused field: it and its label must be visible and uncovered, with a font size
/// that no phone zooms to.
const HIDDEN: &str = "
    const field = FIELD;
    const { top, bottom, left, width } = field.getBoundingClientRect();
    const label = field.labels[0].getBoundingClientRect();
    const hit = (y) => field.getRootNode().elementFromPoint(left + width / 2, y) === field;
    return Object.entries({
        'it is cut off': top < 0 || bottom > innerHeight,
        'its label is cut off': label.top < 0 || label.bottom > innerHeight,
        'something lies on it': !hit(top + 4) || !hit(bottom - 4),
        'its letters are small': parseFloat(getComputedStyle(field).fontSize) < 16,
    }).filter(([, wrong]) => wrong).map(([what]) => what);
";

impl Visitor {
    /// The autofill data by the names of Chromium.
    const KNOWN: [(&str, &str); 5] = [
        ("NAME_FULL", "Ana O'Neil"),
        ("NAME_FIRST", "Ana"),
        ("NAME_LAST", "O'Neil"),
        ("EMAIL_ADDRESS", "ana+guide@example.org"),
        ("PHONE_HOME_WHOLE_NUMBER", "+16175550123"),
    ];

    /// Emulates a phone. In Firefox it stays a mouse.
    #[track_caller]
    pub fn has_a_phone(&self) -> &Self {
        self.has_a_screen_of(WIDTH, HEIGHT);
        match Engine::chosen() {
            Engine::Firefox => self,
            _ => self.cdp(
                "Emulation.setTouchEmulationEnabled",
                json!({ "enabled": true }),
            ),
        }
    }

    /// Taps on the first element with this role and name, or clicks on it.
    #[track_caller]
    pub fn taps(&self, role: Role, name: &str) -> &Self {
        if Engine::chosen() == Engine::Firefox {
            return self.clicks(role, name);
        }
        let element = match role {
            Role::Textbox => self.finds_control(role, name),
            _ => self.finds(role, name),
        };
        let middle = self.runs_with(
            "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
             const [{ x, y, width, height }] = arguments[0].getClientRects();
             return { x: x + width / 2, y: y + height / 2 }",
            vec![json!(element)],
        );
        // At the pace of a person: two close taps count as a double tap, and a slow driver makes a
        // long press of one.
        let taps = self.taps.get() + 1;
        self.taps.set(taps);
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let at = now.expect("it is after 1970").as_secs_f64() + f64::from(taps);
        let touch = |kind, points, timestamp| json!({ "type": kind, "touchPoints": points, "timestamp": timestamp });
        self.cdp(
            "Input.dispatchTouchEvent",
            touch("touchStart", json!([middle]), at),
        )
        .cdp(
            "Input.dispatchTouchEvent",
            touch("touchEnd", json!([]), at + 0.1),
        )
    }

    /// The on-screen keyboard covers the lower half of the screen. A phone then scrolls the focused
    /// field into view; here a command does.
    #[track_caller]
    pub fn gets_the_keyboard(&self) -> &Self {
        self.has_a_screen_of(WIDTH, ABOVE_THE_KEYBOARD);
        let (object, _) = self.focused_field();
        self.cdp("DOM.scrollIntoViewIfNeeded", json!({ "objectId": object }))
    }

    #[track_caller]
    pub fn puts_the_keyboard_away(&self) -> &Self {
        self.has_a_screen_of(WIDTH, HEIGHT)
    }

    /// The focused field and its label are visible.
    #[track_caller]
    pub fn sees_what_is_typed(&self) -> &Self {
        let hidden = HIDDEN.replace("FIELD", FIELD);
        self.sees_of_the_page(&hidden, json!([]))
    }

    /// Triggers autofill from the focused field.
    #[track_caller]
    pub fn lets_the_browser_fill_in(&self) -> &Self {
        let (_, node) = self.focused_field();
        let field = |(name, value)| json!({ "name": name, "value": value });
        let address = json!({ "fields": Self::KNOWN.map(field) });
        let trigger = json!({ "fieldId": node, "address": address });
        self.cdp("Autofill.enable", json!({}))
            .cdp("Autofill.trigger", trigger)
    }

    #[track_caller]
    pub fn sees_filled_in(&self, label: &str) -> &Self {
        let field = json!(self.finds(Role::Textbox, label));
        self.sees(|| {
            let marked = "return arguments[0].matches(':autofill')";
            match self.browser.run(marked, vec![field.clone()])? {
                Value::Bool(true) => Ok(()),
                _ => Err(format!("the browser has not filled in {label:?}")),
            }
        })
    }

    /// Leaves the page and goes back. The page comes from the back/forward cache (HTML, section
    /// 7.4.6) if `kept`, or else it is loaded anew.
    #[track_caller]
    pub fn leaves_and_comes_back(&self, to: &str, kept: bool) -> &Self {
        if kept && Engine::chosen() != Engine::Chromium {
            // WebKit caches a page with a pending request and cancels the request: a touch repeats
            // it. Firefox caches no page while a driver controls it.
            EngineFeature::KeptPages.skip();
        }
        self.runs("addEventListener('pageshow', ({ persisted }) => window.persisted = persisted)");
        if !kept {
            self.runs("addEventListener('unload', () => {})");
        }
        let there = self.server.url(to);
        self.runs_with("location.href = arguments[0]", vec![json!(there)]);
        self.sees_address(to).sees_the_page_loaded().goes_back();
        let wanted = if kept { json!(true) } else { Value::Null };
        self.sees_of_the_page("return window.persisted", wanted)
            .waits_for_page()
    }

    /// The focused field as an object and as a node of the protocol.
    #[track_caller]
    fn focused_field(&self) -> (Value, Value) {
        let ask = |method, parameters| {
            let answer = self.browser.engine_commands().cdp(method, parameters);
            answer.unwrap_or_else(|why| panic!("{why}"))
        };
        let found = ask("Runtime.evaluate", json!({ "expression": FIELD }));
        let object = found["result"]["objectId"].clone();
        let node = ask("DOM.describeNode", json!({ "objectId": object }));
        (object, node["node"]["backendNodeId"].clone())
    }
}
