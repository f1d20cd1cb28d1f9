//! Whether anything on the page has moved.

use serde_json::json;

use super::Visitor;

/// Notes the place of each element that can be seen, and every layout shift, those of the page's
/// first moments included, where the engine tells of them (Layout Instability API).
const WATCH: &str = "
    window.place = (element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x + scrollX, y + scrollY, width, height].map(Math.round).join();
    };
    window.places = [...document.body.querySelectorAll('*')]
        .filter((element) => element.checkVisibility())
        .map((element) => [element, window.place(element)]);
    window.shifts = [];
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries()))
            .observe({ type: 'layout-shift', buffered: true });
    }
    return window.places.length;
";

/// What has moved, after two more frames: the shifts, which only tell of what is on the screen, and
/// the elements, which scrolling along with them does not hide.
const MOVED: &str = "
    const told = (element) => element?.cloneNode(false).outerHTML ?? 'a text';
    const moved = () => [
        ...window.shifts.map(({ value, sources }) =>
            [value, ...sources.map(({ node }) => told(node?.parentElement))]),
        ...window.places.map(([element, before]) => [told(element), before, window.place(element)])
            .filter(([, before, after]) => before !== after),
    ];
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
        setTimeout(() => done(moved().slice(0, 10))))));
";

impl Visitor {
    /// Remembers where everything is.
    #[track_caller]
    pub fn watches_for_movement(&self) -> &Self {
        let watched = self.runs(WATCH).as_u64().unwrap_or_default();
        assert!(watched > 200, "the page has more than {watched} elements");
        self
    }

    /// Nothing has moved since, and nothing had before.
    #[track_caller]
    pub fn sees_nothing_moved(&self) -> &Self {
        let moved = self.runs(MOVED);
        assert_eq!(moved, json!([]), "what has moved, from where, to where");
        self
    }

    /// Something has.
    #[track_caller]
    pub fn sees_movement(&self) -> &Self {
        // Given up where the engine tells of no shifts: it might not notice.
        self.layout_shifts();
        assert_ne!(self.runs(MOVED), json!([]), "movement is noticed");
        self
    }
}
