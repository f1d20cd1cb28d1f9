//! Journeys: what a person does with the page in a real browser, as sentences. A [`Site`] says how
//! the page is served, and [`Site::visit`] lets a [`Visitor`] come in a new browser.
//! `tests/README.md` is the manual.
//!
//! ```no_run
//! journeys::Site::with_receiver().visit(|visitor| {
//!     visitor.opens("/").clicks_tab("Risks").sees_panel("Risks");
//! });
//! ```

/// A page of a clinic: what its head has beside the usual elements, by default the loader, and its
/// body.
#[macro_export]
macro_rules! host_page {
    ($body:expr) => {
        $crate::host_page!(
            r#"<script type="module" src="/care-guide.js"></script>"#,
            $body
        )
    };
    ($head:expr, $body:expr) => {
        concat!(
            r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Our clinic</title>
<link rel="icon" href="data:,">
"#,
            $head,
            "\n</head>\n<body>\n",
            $body,
            "\n</body>\n</html>"
        )
    };
}

mod browser;
mod environment;
mod failure;
mod journey;
mod lock;
mod program;
mod site;
mod slots;
mod steps;
mod test_server;
mod tier;
mod visitor;
mod waiting;

/// A host page with a script in its head that runs before the guide's. The script is a file of a
/// package in `crates/xtask/npm/test`, and then what is in `own`.
pub fn host_page_with(page: &str, library: Option<&str>, own: &str) -> &'static str {
    let library = library.map_or_else(String::new, |file| {
        std::fs::read_to_string(environment::package(file)).expect("the package is installed")
    });
    let scripts = [library.as_str(), own].map(|script| {
        // The end tag would end the element.
        format!(
            "<script>{}</script>\n",
            script.replace("</script", "<\\/script")
        )
    });
    let page = page.replacen(
        "<script type=\"module\"",
        &(scripts.concat() + "<script type=\"module\""),
        1,
    );
    String::leak(page)
}

pub use browser::{Engine, skipped};
pub use environment::{failures, packages, writes_tables};
pub use failure::{Failure, words_at};
pub use lock::lock;
pub use receiver::store::Channel;
pub use site::Site;
pub use slots::max as max_browsers;
pub use test_server::{
    Asset, FileFault, NetworkFault, Post, ScriptedResponse, Submission, TestServer,
};
pub use tier::Tier;
pub use visitor::{DomTampering, Role, Rules, Setting, Visitor};
