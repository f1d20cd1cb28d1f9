//! The device: its screen, its colours, its connection.

use std::io::Read as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use flate2::read::ZlibDecoder;
use serde_json::Value;

use super::Visitor;

/// How many pages a PDF has: its objects of the type `/Page`. That is enough, because a page is never
/// in use twice, and none is left over in a document that was written at once. Chromium writes them as
/// they are, Firefox into object streams (ISO 32000-2, section 7.5.7).
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

/// What comes after each place where this stands.
fn after_each<'a>(bytes: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let places = bytes.windows(mark.len()).enumerate();
    let places = places.filter(move |(_, found)| *found == mark);
    places.map(move |(at, _)| &bytes[at + mark.len()..])
}

impl Visitor {
    /// Uses a screen of this width, in CSS pixels.
    #[track_caller]
    pub fn has_a_screen(&self, width: u32) -> &Self {
        self.has_a_screen_of(width, 800)
    }

    /// Uses a screen of this width and height, in CSS pixels.
    #[track_caller]
    pub fn has_a_screen_of(&self, width: u32, height: u32) -> &Self {
        self.must(self.browser.engine_commands().resize(width, height))
    }

    /// Has told the device to be light.
    #[track_caller]
    pub fn prefers_light(&self) -> &Self {
        self.prefers("prefers-color-scheme", "light")
    }

    /// Has told the device to be dark.
    #[track_caller]
    pub fn prefers_dark(&self) -> &Self {
        self.prefers("prefers-color-scheme", "dark")
    }

    /// Uses colours of their own for everything, as with Windows' contrast themes.
    #[track_caller]
    pub fn forces_colours(&self) -> &Self {
        self.prefers("forced-colors", "active")
    }

    /// And nothing that moves: a colour that fades would be judged halfway.
    #[track_caller]
    fn prefers(&self, feature: &str, value: &str) -> &Self {
        let features = [(feature, value), ("prefers-reduced-motion", "reduce")];
        self.must(self.browser.engine_commands().emulate_features(&features))
    }

    /// Looks at the page as it will be printed.
    #[track_caller]
    pub fn looks_at_the_print(&self) -> &Self {
        self.must(self.browser.engine_commands().emulate_print())
    }

    /// How many pages it takes to print.
    #[track_caller]
    pub fn prints(&self) -> usize {
        let printed = self.browser.engine_commands().print();
        let printed = printed.unwrap_or_else(|why| panic!("{why}"));
        let printed = BASE64_STANDARD.decode(printed).expect("base64");
        pages_of(&printed)
    }

    /// A picture of what the screen shows, without the strip at its right edge where the scroll bar
    /// is, which tells how much is below; a phone's lies over the page.
    #[track_caller]
    pub fn screen(&self) -> String {
        let clip = self.runs(
            "const { clientWidth, clientHeight: height } = document.documentElement;
             return { x: scrollX, y: scrollY, width: clientWidth - 12, height, scale: 1 }",
        );
        let picture = self.browser.engine_commands().picture(&clip);
        picture.unwrap_or_else(|why| panic!("{why}"))
    }

    /// Turns scripts off. The page's own do not run from the next page on; the tests' do.
    #[track_caller]
    pub fn turns_scripts_off(&self) -> &Self {
        self.allows_scripts(false)
    }

    /// Lets scripts run again. Those of the page that is shown did not run, and do not now; axe-core
    /// needs timers, which stand still without scripts.
    #[track_caller]
    pub fn turns_scripts_on(&self) -> &Self {
        self.allows_scripts(true)
    }

    #[track_caller]
    fn allows_scripts(&self, allowed: bool) -> &Self {
        self.scripts.set(allowed);
        self.must(self.browser.engine_commands().allow_scripts(allowed))
    }

    /// Has a browser that runs this in each page that is opened from now on, before its own scripts.
    #[track_caller]
    pub fn runs_before_each_page(&self, script: &str) -> &Self {
        self.must(self.browser.engine_commands().add_preload_script(script))
    }

    /// Has a browser that asks for every file anew.
    #[track_caller]
    pub fn disables_the_cache(&self) -> &Self {
        self.must(self.browser.engine_commands().disable_cache())
    }

    /// Has an extension that blocks addresses with this part, or none.
    #[track_caller]
    pub fn blocks(&self, part: Option<&str>) -> &Self {
        let part = part.unwrap_or_default();
        self.must(self.browser.engine_commands().block(part))
    }

    /// Loses the connection.
    #[track_caller]
    pub fn loses_the_connection(&self) -> &Self {
        self.must(self.browser.engine_commands().set_online(false))
    }

    /// Gets it back.
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
