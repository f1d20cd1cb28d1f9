//! What a journey leaves behind: the console, and whom the page has called.

use super::Visitor;

impl Visitor {
    /// The console holds these messages, each so often, and no other warning or error.
    #[track_caller]
    pub fn leaves_a_console_with(&self, expected: &[(usize, &str)]) {
        let messages = self.browser.console().unwrap_or_else(|why| panic!("{why}"));
        let mut serious: Vec<_> = messages
            .into_iter()
            .filter(|message| matches!(message.level.as_str(), "WARNING" | "SEVERE"))
            .collect();
        for (count, text) in expected {
            let before = serious.len();
            serious.retain(|message| !message.text.contains(text));
            assert_eq!(before - serious.len(), *count, "messages with {text:?}");
        }
        assert!(serious.is_empty(), "the console has more: {serious:#?}");
    }

    /// The page has asked nobody for anything but the clinic's own server.
    #[track_caller]
    pub fn has_called_only_the_clinic(&self) {
        let happenings = self.browser.happenings().unwrap_or_else(|why| panic!("{why}"));
        let called = happenings
            .iter()
            .filter(|event| event["method"] == "Network.requestWillBeSent")
            .filter_map(|event| event["params"]["request"]["url"].as_str())
            .filter(|address| !address.starts_with(&self.clinic.origin));
        let called: Vec<_> = called.filter(|address| address.starts_with("http")).collect();
        let loopback = |address: &&str| address.starts_with("http://127.0.0.1:");
        assert!(called.iter().all(loopback), "the page called {called:?}");
    }
}
