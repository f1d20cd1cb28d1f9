//! The device: its screen, its colours, its connection.

use serde_json::{Value, json};

use super::Visitor;

impl Visitor {
    /// Uses a screen of this width, in CSS pixels.
    #[track_caller]
    pub fn has_a_screen(&self, width: u32) -> &Self {
        self.has_a_screen_of(width, 800)
    }

    /// Uses a screen of this width and height, in CSS pixels.
    #[track_caller]
    pub fn has_a_screen_of(&self, width: u32, height: u32) -> &Self {
        let metrics = json!({
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": width < 600,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
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
        let features = json!([
            { "name": feature, "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
    }

    /// Looks at the page as it will be printed.
    #[track_caller]
    pub fn looks_at_the_print(&self) -> &Self {
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
    }

    /// How many pages it takes to print.
    #[track_caller]
    pub fn prints(&self) -> usize {
        let printed = self.browser.devtools("Page.printToPDF", json!({}));
        let printed = printed.unwrap_or_else(|why| panic!("{why}"));
        let printed = printed["data"].as_str().expect("a document").to_owned();
        // The page objects of a PDF are not compressed.
        let pages = "return atob(arguments[0]).match(/\\/Type *\\/Page\\b/g).length";
        let pages = self.runs_with(pages, vec![json!(printed)]);
        pages.as_u64().expect("a number") as usize
    }

    /// A picture of what the screen shows, without the strip at its right edge where the scroll bar
    /// is, which tells how much is below; a phone's lies over the page.
    #[track_caller]
    pub fn screen(&self) -> String {
        let clip = self.runs(
            "const { clientWidth, clientHeight: height } = document.documentElement;
             return { x: scrollX, y: scrollY, width: clientWidth - 12, height, scale: 1 }",
        );
        let clip = json!({ "clip": clip });
        let picture = self.browser.devtools("Page.captureScreenshot", clip);
        let picture = picture.unwrap_or_else(|why| panic!("{why}"));
        picture["data"].as_str().expect("a picture").to_owned()
    }

    /// Turns scripts off. The page's own do not run from the next page on; the tests' do.
    #[track_caller]
    pub fn turns_scripts_off(&self) -> &Self {
        self.devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
    }

    /// Lets scripts run again. Those of the page that is shown did not run, and do not now; axe-core
    /// needs timers, which stand still without scripts.
    #[track_caller]
    pub fn turns_scripts_on(&self) -> &Self {
        self.devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": false }),
        )
    }

    /// Loses the connection.
    #[track_caller]
    pub fn loses_the_connection(&self) -> &Self {
        self.connection(true)
    }

    /// Gets it back.
    #[track_caller]
    pub fn regains_the_connection(&self) -> &Self {
        self.connection(false)
    }

    #[track_caller]
    fn connection(&self, offline: bool) -> &Self {
        let conditions = json!({
            "offline": offline,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        self.devtools("Network.emulateNetworkConditions", conditions)
    }

    #[track_caller]
    pub(super) fn devtools(&self, method: &str, parameters: Value) -> &Self {
        self.must(self.browser.devtools(method, parameters).map(drop))
    }
}
