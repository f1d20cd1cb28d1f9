//! Movement on the page.

use serde_json::json;

use super::Visitor;

/// Records the position of each visible element, and all layout shifts from the beginning, if the
/// engine reports them (Layout Instability API).
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

/// The movement after two more frames: layout shifts, which only cover the screen, and positions in
/// the document.
const MOVED: &str = "
    const shown = (element) => element?.cloneNode(false).outerHTML ?? 'a text';
    const moved = () => [
        ...window.shifts.map(({ value, sources }) =>
            [value, ...sources.map(({ node }) => shown(node?.parentElement))]),
        ...window.places.map(([element, before]) => [shown(element), before, window.place(element)])
            .filter(([, before, after]) => before !== after),
    ];
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
        setTimeout(() => done(moved().slice(0, 10))))));
";

impl Visitor {
    #[track_caller]
    pub fn watches_for_movement(&self) -> &Self {
        let watched = self.runs(WATCH).as_u64().unwrap_or_default();
        assert!(watched > 150, "only {watched} elements are watched");
        self
    }

    /// Nothing has moved, also before the recording.
    #[track_caller]
    pub fn sees_nothing_moved(&self) -> &Self {
        let moved = self.runs(MOVED);
        assert_eq!(moved, json!([]), "what has moved, from where, to where");
        self
    }

    #[track_caller]
    pub fn sees_movement(&self) -> &Self {
        // Skips the journey if the engine reports no shifts, since it might miss the movement.
        self.layout_shifts();
        assert_ne!(self.runs(MOVED), json!([]), "movement is noticed");
        self
    }
}
