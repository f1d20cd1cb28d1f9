//! The screen, colours, scripts and connection of the device.

use std::io::Read as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use flate2::read::ZlibDecoder;
use serde_json::Value;

use super::Visitor;

/// The number of pages of a PDF: its objects of the type `/Page`. A fresh document uses each once
/// and has no others. Chromium writes them plainly, Firefox into object streams (ISO 32000-2,
/// section 7.5.7).
fn pages_of(pdf: &[u8]) -> usize {
    let streams = after_each(pdf, b"/ObjStm").map(|rest| {
        let data = after_each(rest, b"stream").next().expect("a stream's data");
        let mut objects = Vec::new();
        let read = ZlibDecoder::new(data.trim_ascii_start()).read_to_end(&mut objects);
        read.expect("a compressed stream");
        objects
    });
    let count = |objects: &[u8]| {
        let types = after_each(objects, b"/Type /Page");
        types.filter(|rest| !rest.starts_with(b"s")).count()
    };
    count(pdf) + streams.map(|objects| count(&objects)).sum::<usize>()
}

/// The rest of the bytes after each occurrence.
fn after_each<'a>(bytes: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let found = bytes.windows(mark.len()).enumerate();
    let found = found.filter(move |(_, bytes)| *bytes == mark);
    found.map(move |(at, _)| &bytes[at + mark.len()..])
}

impl Visitor {
    /// A viewport of this width in CSS pixels.
    #[track_caller]
    pub fn has_a_screen(&self, width: u32) -> &Self {
        self.has_a_screen_of(width, 800)
    }

    /// A viewport of this size in CSS pixels.
    #[track_caller]
    pub fn has_a_screen_of(&self, width: u32, height: u32) -> &Self {
        self.must(self.browser.engine_commands().resize(width, height))
    }

    #[track_caller]
    pub fn prefers_light(&self) -> &Self {
        self.prefers("prefers-color-scheme", "light")
    }

    #[track_caller]
    pub fn prefers_dark(&self) -> &Self {
        self.prefers("prefers-color-scheme", "dark")
    }

    /// As with a contrast theme of Windows.
    #[track_caller]
    pub fn forces_colours(&self) -> &Self {
        self.prefers("forced-colors", "active")
    }

    /// With reduced motion, so that no check sees a colour halfway through a transition.
    #[track_caller]
    fn prefers(&self, feature: &str, value: &str) -> &Self {
        let features = [(feature, value), ("prefers-reduced-motion", "reduce")];
        self.must(self.browser.engine_commands().emulate_features(&features))
    }

    #[track_caller]
    pub fn looks_at_the_print(&self) -> &Self {
        self.must(self.browser.engine_commands().emulate_print())
    }

    #[track_caller]
    pub fn prints(&self) -> usize {
        let printed = self.browser.engine_commands().print();
        let printed = printed.unwrap_or_else(|why| panic!("{why}"));
        let printed = BASE64_STANDARD.decode(printed).expect("base64");
        pages_of(&printed)
    }

    /// A screenshot without the strip of the scroll bar, whose thumb depends on the length of the
    /// page.
    #[track_caller]
    pub fn screen(&self) -> String {
        let clip = self.runs(
            "const { clientWidth, clientHeight: height } = document.documentElement;
             return { x: scrollX, y: scrollY, width: clientWidth - 12, height, scale: 1 }",
        );
        let picture = self.browser.engine_commands().picture(&clip);
        picture.unwrap_or_else(|why| panic!("{why}"))
    }

    /// From the next page on, scripts of pages do not run; those of the tests do.
    #[track_caller]
    pub fn turns_scripts_off(&self) -> &Self {
        self.allows_scripts(false)
    }

    /// Scripts run again, though those of the current page never ran: axe-core needs timers.
    #[track_caller]
    pub fn turns_scripts_on(&self) -> &Self {
        self.allows_scripts(true)
    }

    #[track_caller]
    fn allows_scripts(&self, allowed: bool) -> &Self {
        self.scripts.set(allowed);
        self.must(self.browser.engine_commands().allow_scripts(allowed))
    }

    /// Runs a script before those of each new page.
    #[track_caller]
    pub fn runs_before_each_page(&self, script: &str) -> &Self {
        self.must(self.browser.engine_commands().add_preload_script(script))
    }

    #[track_caller]
    pub fn disables_the_cache(&self) -> &Self {
        self.must(self.browser.engine_commands().disable_cache())
    }

    /// An extension blocks URLs with this part, or none.
    #[track_caller]
    pub fn blocks(&self, part: Option<&str>) -> &Self {
        let part = part.unwrap_or_default();
        self.must(self.browser.engine_commands().block(part))
    }

    #[track_caller]
    pub fn loses_the_connection(&self) -> &Self {
        self.must(self.browser.engine_commands().set_online(false))
    }

    #[track_caller]
    pub fn regains_the_connection(&self) -> &Self {
        self.must(self.browser.engine_commands().set_online(true))
    }

    #[track_caller]
    pub(super) fn cdp(&self, method: &str, parameters: Value) -> &Self {
        let asked = self.browser.engine_commands().cdp(method, parameters);
        self.must(asked.map(drop))
    }
}
