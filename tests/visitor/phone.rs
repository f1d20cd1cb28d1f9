//! A phone: a finger, a keyboard on the screen, what the browser fills in by itself.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::{Role, Visitor};
use crate::browser::{Engine, EngineFeature};

/// In CSS pixels. The keyboard of a phone takes up to half of its screen.
const WIDTH: u32 = 360;
const HEIGHT: u32 = 740;
const ABOVE_THE_KEYBOARD: u32 = 340;

/// The field that has the focus.
const FIELD: &str = "(() => {
    let field = document.activeElement;
    while (field.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
    return field;
})()";

/// Whether that field and its label are on the screen with nothing on them, and whether its letters
/// are as large as those that no phone zooms to.
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
    /// What a browser knows of the person, by Chromium's names.
    const KNOWN: [(&str, &str); 5] = [
        ("NAME_FULL", "Ana O'Neil"),
        ("NAME_FIRST", "Ana"),
        ("NAME_LAST", "O'Neil"),
        ("EMAIL_ADDRESS", "ana+guide@example.org"),
        ("PHONE_HOME_WHOLE_NUMBER", "+16175550123"),
    ];

    /// Uses a phone. In Firefox, which has no way to be one, a mouse and a screen of any size.
    #[track_caller]
    pub fn has_a_phone(&self) -> &Self {
        if Engine::chosen() == Engine::Firefox {
            return self;
        }
        self.has_a_screen_of(WIDTH, HEIGHT).cdp(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": true }),
        )
    }

    /// Touches the first element with this role and name with a finger, or clicks on it.
    #[track_caller]
    pub fn taps(&self, role: Role, name: &str) -> &Self {
        if Engine::chosen() == Engine::Firefox {
            return self.clicks(role, name);
        }
        let element = self.finds(role, name);
        let middle = self.runs_with(
            "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
             const [{ x, y, width, height }] = arguments[0].getClientRects();
             return { x: x + width / 2, y: y + height / 2 }",
            vec![json!(element)],
        );
        // At a person's pace: two taps at one place count as a double tap where they are as close to
        // each other as here, and one tap as a long press where the driver is slow.
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

    /// The keyboard comes up over the lower half of the screen. A phone's browser then brings the
    /// field that has the focus into what is left; here it has to be told to.
    #[track_caller]
    pub fn gets_the_keyboard(&self) -> &Self {
        self.has_a_screen_of(WIDTH, ABOVE_THE_KEYBOARD);
        let (object, _) = self.focused_field();
        self.cdp("DOM.scrollIntoViewIfNeeded", json!({ "objectId": object }))
    }

    /// The keyboard goes away.
    #[track_caller]
    pub fn puts_the_keyboard_away(&self) -> &Self {
        self.has_a_screen_of(WIDTH, HEIGHT)
    }

    /// The field that has the focus can be seen with its label, and is typed into as it is.
    #[track_caller]
    pub fn sees_what_is_typed(&self) -> &Self {
        let hidden = HIDDEN.replace("FIELD", FIELD);
        self.sees_of_the_page(&hidden, json!([]))
    }

    /// Lets the browser fill in what it knows, from the field that has the focus.
    #[track_caller]
    pub fn lets_the_browser_fill_in(&self) -> &Self {
        let (_, node) = self.focused_field();
        let field = |(name, value)| json!({ "name": name, "value": value });
        let address = json!({ "fields": Self::KNOWN.map(field) });
        let trigger = json!({ "fieldId": node, "address": address });
        self.cdp("Autofill.enable", json!({}))
            .cdp("Autofill.trigger", trigger)
    }

    /// The browser marks this field as filled in by itself.
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

    /// Follows a link away from the page, and the Back button back. Whether the page was kept as it
    /// was (HTML section 7.4.6, the back/forward cache) or loaded anew is as said.
    #[track_caller]
    pub fn leaves_and_comes_back(&self, to: &str, kept: bool) -> &Self {
        if kept && Engine::chosen() != Engine::Chromium {
            // WebKit keeps a page that waits for an answer and gives the answer up: a touch asks for
            // it again. Firefox keeps none while a driver is at work.
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
            .settles()
    }

    /// What the protocol calls the field that has the focus: as an object, and as a node.
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
