//! The visibility of the focus: its position, what covers it, and its contrast.

use serde_json::{Value, json};

use super::picture::Picture;
use super::{Role, Visitor};
use crate::{Tier, waiting};

/// More than any page has.
const MOST_STOPS: usize = 1000;

/// The focused element, the faults of its position, and the area for screenshots. A caret would
/// blink there.
///
/// An element higher than the window cannot be in view as a whole, and of a field of many lines the
/// browser brings the caret into view. Nothing covers its middle or the middle of its edges (WCAG
/// 2.4.11 and 2.4.12), its padding aside: that of links is invisible and overlaps neighbours. The
/// browser scrolls by whole pixels.
const STOP: &str = "
    let stop = document.activeElement;
    while (stop?.shadowRoot?.activeElement) stop = stop.shadowRoot.activeElement;
    if (!stop || stop === document.body) return null;
    stop.style.caretColor = 'transparent';
    const { clientWidth: width } = document.documentElement;
    const height = innerHeight;
    const box = stop.getBoundingClientRect();
    const faults = [];
    const high = box.height > height || stop.localName === 'textarea';
    const within = box.top > -1 && box.left > -1 && box.right < width + 1;
    if (high ? box.top >= height || box.bottom <= 0 : !within || box.bottom > height + 1) {
        faults.push(`it is not in view: ${JSON.stringify(box)}`);
    }
    const { display, paddingLeft, paddingRight } = getComputedStyle(stop);
    for (const { left, right, top, bottom } of stop.getClientRects()) {
        const [middle, centre] = [(left + right) / 2, (top + bottom) / 2];
        const points = [[middle, centre],
            [left + parseFloat(paddingLeft) + 1, centre],
            [right - parseFloat(paddingRight) - 1, centre]];
        // A panel is drawn at whole pixels, and its boxes are measured at parts of them.
        if (display !== 'inline') points.push([middle, top + 2], [middle, bottom - 2]);
        for (const [x, y] of points) {
            if (x < 0 || y < 0 || x >= width || y >= height) continue;
            const hit = stop.getRootNode().elementFromPoint(x, y);
            if (hit && (stop.contains(hit) || hit.contains(stop))) continue;
            faults.push(`${hit?.outerHTML.slice(0, 80)} covers it: ${JSON.stringify(box)}`);
        }
    }
    const from = [Math.max(0, Math.floor(box.left) - 16), Math.max(0, Math.floor(box.top) - 16)];
    const to = [Math.min(width, Math.ceil(box.right) + 16), Math.min(height, Math.ceil(box.bottom) + 16)];
    const length = (low, high, limit) => Math.max(0, Math.min(high, limit) - Math.max(low, 0));
    const perimeter = ({ left, right, top, bottom }) =>
        length(left, right, width) * ((top >= 0) + (bottom <= height))
        + length(top, bottom, height) * ((left >= 0) + (right <= width));
    const lines = [...stop.getClientRects()].reduce((sum, line) => sum + perimeter(line), 0);
    const named = ({ localName, type, className }) => [localName, type, className].join(' ');
    return {
        faults,
        // Those of one kind are styled alike.
        kind: [stop, stop.parentElement].map(named).join(' in '),
        // The area of its perimeter, 2 px thick, as far as it is in view: of its lines or of the box
        // around them, whichever is shorter (WCAG 2.4.13).
        least: 2 * Math.min(lines, perimeter(box)),
        html: stop.outerHTML.slice(0, 120),
        clip: { x: from[0] + scrollX, y: from[1] + scrollY,
            width: to[0] - from[0], height: to[1] - from[1], scale: 1 },
    };
";

/// Removes the focus; the Tab key continues from there.
const LOOK_AWAY: &str = "
    let stop = document.activeElement;
    while (stop?.shadowRoot?.activeElement) stop = stop.shadowRoot.activeElement;
    window.lastStop = stop;
    stop.blur();
";
const LOOK_BACK: &str = "window.lastStop.focus({ preventScroll: true })";

/// Whether the focus is further on in the guide. After the last stop of a page WebKit starts again.
const GOES_ON: &str = "
    let stop = document.activeElement;
    if (!stop?.closest('care-guide')) return false;
    while (stop.shadowRoot?.activeElement) stop = stop.shadowRoot.activeElement;
    const before = window.lastStop?.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING;
    return !before;
";

impl Visitor {
    /// The focus is visible: in view, not covered, and marked with a contrast of 3:1 between the
    /// focused and unfocused pixels on at least the area of a perimeter of 2 CSS px (WCAG 2.4.11 to
    /// 2.4.13).
    #[track_caller]
    pub fn sees_where_the_focus_is(&self) -> &Self {
        let stop = self.stops();
        self.sees_its_mark(&stop)
    }

    /// The same at a stop on the way. The default tier compares screenshots at the first stop of
    /// each kind, and checks position and covering at each: stops of a kind share their styles.
    #[track_caller]
    fn sees_the_focus_on_the_way(&self) {
        let stop = self.stops();
        let is_new = self
            .stops_seen
            .borrow_mut()
            .insert(stop["kind"].to_string());
        if is_new || Tier::current() == Tier::All {
            self.sees_its_mark(&stop);
        }
    }

    /// The focused element, in view and not covered.
    #[track_caller]
    fn stops(&self) -> Value {
        // Some engines scroll to the focus with the next frame.
        waiting::until(waiting::TIMEOUT, || {
            let stop = self.browser.run(STOP, Vec::new())?;
            match &stop["faults"] {
                Value::Null => Err("nothing has the focus".to_owned()),
                faults if *faults == json!([]) => Ok(stop),
                faults => Err(format!("faults of {}: {faults}", stop["html"])),
            }
        })
    }

    #[track_caller]
    fn sees_its_mark(&self, stop: &Value) -> &Self {
        let html = &stop["html"];
        let (marked, least) = self.sees_marked(stop);
        assert!(
            marked >= least,
            "{html} is marked by {marked} pixels rather than {least}"
        );
        self
    }

    /// The number of pixels with enough contrast, and the required number.
    #[track_caller]
    pub fn sees_the_focus_marked(&self) -> (usize, usize) {
        let stop = self.runs(STOP);
        self.sees_marked(&stop)
    }

    #[track_caller]
    fn sees_marked(&self, stop: &Value) -> (usize, usize) {
        let with = self.picture(&stop["clip"]);
        self.runs(LOOK_AWAY);
        let without = self.picture(&stop["clip"]);
        self.runs(LOOK_BACK);
        let least = stop["least"].as_f64().expect("a number") as usize;
        (with.stands_out_from(&without), least)
    }

    #[track_caller]
    fn picture(&self, clip: &Value) -> Picture {
        let taken = self.browser.engine_commands().picture(clip);
        let taken = taken.unwrap_or_else(|why| panic!("{why}"));
        let picture = Picture::read(&taken);
        picture.unwrap_or_else(|why| panic!("{why}"))
    }

    /// Presses the Tab key until this element has the focus, and sees the focus at each stop.
    #[track_caller]
    pub fn tabs_to(&self, role: Role, name: &str) -> &Self {
        let there = || {
            let focused = self.browser.focused()?;
            let found = (self.browser.role(&focused)?, self.browser.name(&focused)?);
            Ok::<_, String>(found.0 == role.to_string() && found.1 == name)
        };
        for _ in 0..MOST_STOPS {
            self.presses("Tab").sees_the_focus_on_the_way();
            match there() {
                Ok(true) => return self,
                Ok(false) => {}
                Err(why) => panic!("{why}"),
            }
        }
        panic!("the Tab key does not lead to {role} {name:?}");
    }

    /// Presses the Tab key until the focus leaves the guide, and sees it at each stop. Returns the
    /// number of stops.
    #[track_caller]
    pub fn tabs_to_the_end(&self) -> usize {
        for stops in 0..MOST_STOPS {
            self.presses("Tab");
            if self.runs(GOES_ON) == json!(false) {
                return stops;
            }
            self.sees_the_focus_on_the_way();
        }
        panic!("the Tab key does not lead out of the guide");
    }
}
