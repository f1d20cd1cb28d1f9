//! Live reload: each page asks whether there is a newer one, and waits for the answer.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Result;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use serde::Deserialize;
use site::project::Project;
use site::sizes;
use tokio::sync::watch;

use super::with_receiver;

/// What each page runs in `cargo xtask dev`, and nowhere else.
const SCRIPT: &str = include_str!("reload.js");

/// Where it is.
const PATH: &str = "/dev/reload.js";

/// A question is answered after this time, with what is known: no connection stays open for ever.
const WAIT: Duration = Duration::from_secs(8);

/// Which page is the newest: the milliseconds of its time, so that another run of the program has
/// other numbers.
#[derive(Debug, Clone)]
pub struct Reload(watch::Sender<u64>);

/// What a page asks.
#[derive(Debug, Deserialize)]
struct Asked {
    /// The newest that the page knows.
    after: u64,
}

impl Reload {
    /// There is a page from now on.
    pub fn new() -> Self {
        Self(watch::Sender::new(number()))
    }

    /// There is a newer page.
    pub fn now(&self) {
        self.0.send_replace(number());
    }

    /// The site in the folder, each page of which reloads itself, and the receiver.
    pub fn site(&self, project: &Project, folder: &Path) -> Result<Router> {
        add_script(folder)?;
        let script = [(header::CONTENT_TYPE, "text/javascript")];
        let dev = Router::new()
            .route("/dev/newest", get(newest))
            .with_state(self.0.subscribe())
            .route(PATH, get(move || async move { (script, SCRIPT) }));
        Ok(with_receiver(project, folder)?.merge(dev))
    }
}

fn number() -> u64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
}

/// Answers as soon as there is a newer page than the one asked about, or after some seconds.
async fn newest(
    State(mut newest): State<watch::Receiver<u64>>,
    Query(Asked { after }): Query<Asked>,
) -> impl IntoResponse {
    let newer = newest.wait_for(|newest| *newest != after);
    // Both ends of the wait are answered alike.
    drop(tokio::time::timeout(WAIT, newer).await);
    let newest = *newest.borrow();
    ([(header::CACHE_CONTROL, "no-store")], Json(newest))
}

/// Puts the script into the head of every page in the folder.
fn add_script(folder: &Path) -> Result<()> {
    for name in sizes::files(folder)? {
        if !name.ends_with(".html") || name.starts_with("guides/") {
            continue;
        }
        let file = folder.join(name);
        let page = with_script(&fs_err::read_to_string(&file)?)?;
        fs_err::write(file, page)?;
    }
    Ok(())
}

fn with_script(page: &str) -> Result<String> {
    let tag = format!("<script type=\"module\" src=\"{PATH}\"></script>");
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!("head", |head| {
            head.append(&tag, ContentType::Html);
            Ok(())
        }));
    Ok(rewrite_str(page, settings)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_asks_whether_there_is_a_newer_one() {
        let page = with_script("<html><head><title></title></head></html>").expect("it is HTML");
        assert_eq!(
            page,
            "<html><head><title></title>\
             <script type=\"module\" src=\"/dev/reload.js\"></script></head></html>"
        );
    }

    #[test]
    fn a_newer_page_is_reported_at_once() {
        let reload = Reload::new();
        let before = *reload.0.borrow();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build();
        let runtime = runtime.expect("a runtime");
        runtime.block_on(async {
            let asked = newest(State(reload.0.subscribe()), Query(Asked { after: before }));
            let answer = tokio::time::timeout(Duration::from_millis(20), asked).await;
            assert!(answer.is_err(), "it waits for one");
            reload.0.send_replace(before + 1);
            let asked = newest(State(reload.0.subscribe()), Query(Asked { after: before }));
            let answer = tokio::time::timeout(Duration::from_millis(20), asked).await;
            assert!(answer.is_ok(), "and answers when it comes");
        });
    }
}
