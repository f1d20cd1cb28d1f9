//! Pages that load in parts.

use serde_json::Value;

use super::Visitor;
use crate::browser::{Engine, EngineFeature};

/// All layout shifts so far (Layout Instability API), after two more frames.
const SHIFTS: &str = "
    if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return 'unsupported';
    const shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries()))
        .observe({ type: 'layout-shift', buffered: true });
    const place = ({ x, y, width, height }) => `${x},${y} ${width}x${height}`;
    const shown = ({ node, previousRect, currentRect }) => [
        node?.cloneNode(false).outerHTML ?? node?.data ?? 'a node that was removed, or of a shadow tree',
        `from ${place(previousRect)} to ${place(currentRect)}`,
    ];
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
        setTimeout(() => done(shifts.map(({ value, sources }) => [value, ...sources.map(shown)]))))));
";

/// The bottom of the second row of the first table, and the height of the screen.
const ROW: &str = "
    const row = document.querySelectorAll('.panel.first tbody tr')[1];
    return [row.getBoundingClientRect().bottom, innerHeight];
";

impl Visitor {
    /// Opens a page that is held back, and waits for its first view, down to the second row of the
    /// table.
    #[track_caller]
    pub fn begins_to_open(&self, path: &str) -> &Self {
        // The first flight is measured in brotli.
        if Engine::chosen() == Engine::WebKit {
            EngineFeature::Brotli.skip();
        }
        self.opens_up_to(
            path,
            "document.querySelectorAll('.panel.first tbody tr')[2]",
        )
    }

    /// Opens a page that is held back, and waits until what this expression finds is painted.
    #[track_caller]
    pub fn opens_up_to(&self, path: &str, found: &str) -> &Self {
        // Its driver computes roles and names of whole pages only.
        if Engine::chosen() == Engine::Firefox {
            EngineFeature::HalfPages.skip();
        }
        let address = self.server.url(path);
        let arrived = format!(
            "return location.href === '{address}' && document.readyState === 'loading' && Boolean({found})"
        );
        self.must(self.browser.goto(&address))
            .sees_that("that much has come, and not all of the page", &arrived)
            .sees_the_first_paint()
    }

    #[track_caller]
    pub fn sees_scripts_and_wasm(&self, count: usize) -> &Self {
        self.sees(|| match self.scripts_and_wasm() {
            programs if programs.len() == count => Ok(()),
            programs => Err(format!("the page has requested {programs:?}")),
        })
    }

    /// Releases the rest of the page, and waits for hydration.
    #[track_caller]
    pub fn gets_the_rest_of_the_page(&self) -> &Self {
        self.server.controls.rest_of_page.release();
        self.waits_for_page()
    }

    /// The shifts with their values and sources.
    #[track_caller]
    pub fn layout_shifts(&self) -> Vec<Value> {
        match self.runs(SHIFTS) {
            Value::Array(shifts) => shifts,
            _ => EngineFeature::LayoutShifts.skip(),
        }
    }

    #[track_caller]
    pub fn has_seen_no_layout_shift(&self) -> &Self {
        let shifts = self.layout_shifts();
        assert!(shifts.is_empty(), "layout shifts: {shifts:?}");
        self
    }

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
