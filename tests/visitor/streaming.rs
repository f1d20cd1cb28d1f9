//! A page that comes little by little.

use serde_json::Value;

use super::Visitor;
use crate::browser::{Engine, EngineFeature};

/// Layout shifts since the page's first moments (Layout Instability API), after two more frames.
const SHIFTS: &str = "
    if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return 'untold';
    const shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries()))
        .observe({ type: 'layout-shift', buffered: true });
    const told = ({ node }) => node?.cloneNode(false).outerHTML ?? 'a text';
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
        setTimeout(() => done(shifts.map(({ value, sources }) => [value, ...sources.map(told)]))))));
";

/// Where the second row of the first table ends, and the screen.
const ROW: &str = "
    const row = document.querySelectorAll('.panel.first tbody tr')[1];
    return [row.getBoundingClientRect().bottom, innerHeight];
";

impl Visitor {
    /// Follows a link to a path of the site whose page does not come as a whole, and waits until
    /// its first view is there, down to the second row of its table.
    #[track_caller]
    pub fn begins_to_open(&self, path: &str) -> &Self {
        match Engine::chosen() {
            Engine::Chromium => {}
            // Its driver waits for the whole page before it tells roles and names.
            Engine::Firefox => EngineFeature::HalfPages.skip(),
            // What fits into the first flight is counted after brotli.
            Engine::WebKit => EngineFeature::Brotli.skip(),
        }
        let address = self.server.url(path);
        let arrived = format!(
            "return location.href === '{address}' && document.readyState === 'loading'
                 && document.querySelectorAll('.panel.first tbody tr').length > 2"
        );
        self.must(self.browser.goto(&address))
            .sees_that("the first view has come, and not all of the page", &arrived)
            .sees_the_first_paint()
    }

    /// The page has asked for so many scripts and Wasm.
    #[track_caller]
    pub fn sees_scripts_and_wasm(&self, count: usize) -> &Self {
        self.sees(|| match self.scripts_and_wasm() {
            programs if programs.len() == count => Ok(()),
            programs => Err(format!("the page has asked for {programs:?}")),
        })
    }

    /// Lets the rest of the page through, and waits until it is awake.
    #[track_caller]
    pub fn gets_the_rest_of_the_page(&self) -> &Self {
        self.server.controls.rest_of_page.release();
        self.settles()
    }

    /// What has moved on the screen: how much each time, and what it was.
    #[track_caller]
    pub fn layout_shifts(&self) -> Vec<Value> {
        match self.runs(SHIFTS) {
            Value::Array(shifts) => shifts,
            _ => EngineFeature::LayoutShifts.skip(),
        }
    }

    /// Nothing that was on the screen has moved.
    #[track_caller]
    pub fn has_seen_no_layout_shift(&self) -> &Self {
        let shifts = self.layout_shifts();
        assert!(shifts.is_empty(), "layout shifts: {shifts:?}");
        self
    }

    /// The second row of the first table ends below the screen.
    #[track_caller]
    pub fn sees_less_than_the_second_row(&self) -> &Self {
        let row = self.runs(ROW);
        let [bottom, height] = [&row[0], &row[1]].map(|value| value.as_f64().expect("a number"));
        assert!(
            bottom > height,
            "it ends at {bottom} on a screen {height} high"
        );
        self
    }
}
