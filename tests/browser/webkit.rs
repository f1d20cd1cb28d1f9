//! WebKitGTK, by the small browser that comes with it.

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use super::capabilities::object;
use super::instruments::{Happening, Instruments, Message};
use super::proxy::Proxy;
use super::{Need, Result, Session};
use crate::environment;

/// The text of what describes the element with this id (WAI-ARIA, `aria-describedby`). The driver
/// has no command for what the engine makes of that.
const DESCRIPTION: &str = "
    const tree = (window.guide ?? document.querySelector('care-guide'))?.shadowRoot ?? document;
    const described = tree.getElementById(arguments[0])?.getAttribute('aria-describedby') ?? '';
    return described.split(' ').filter(Boolean)
        .map((id) => tree.getElementById(id).textContent.trim()).filter(Boolean).join(' ');
";

/// In a window without a frame. All that is not on this machine goes to the proxy.
pub fn capabilities(proxy: &Proxy) -> Capabilities {
    object(json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": {
            "binary": environment::minibrowser(),
            "args": ["--automation"],
        },
        "proxy": {
            "proxyType": "manual",
            "httpProxy": proxy.address,
            "sslProxy": proxy.address,
            "noProxy": ["127.0.0.1"],
        },
    }))
}

/// A window of MiniBrowser.
pub struct WebKit {
    session: Session,
    proxy: Proxy,
}

impl WebKit {
    /// Takes it over.
    pub fn new(session: Session, proxy: Proxy) -> Self {
        let webkit = Self { session, proxy };
        let resized = webkit.resize(1280, 900);
        resized.expect("WebKit can be resized");
        webkit
    }

    fn viewport(&self) -> Result<[u32; 2]> {
        let sizes = self
            .session
            .run("return [innerWidth, innerHeight]", Vec::new())?;
        serde_json::from_value(sizes).map_err(|error| error.to_string())
    }
}

impl Instruments for WebKit {
    fn console(&self) -> Result<Vec<Message>> {
        Ok(Vec::new())
    }

    fn happenings(&self) -> Result<Vec<Happening>> {
        let mut called = self.proxy.called();
        let here = self.session.wait(self.session.client.current_url())?;
        called.push(here.into());
        Ok(called.into_iter().map(Happening::Called).collect())
    }

    fn resize(&self, width: u32, height: u32) -> Result<()> {
        let window = self.session.wait(self.session.client.get_window_size())?;
        let [wide, high] = self.viewport()?;
        // What the window has around the page, its bars.
        let around = [window.0 as u32 - wide, window.1 as u32 - high];
        let [outer_width, outer_height] = [width + around[0], height + around[1]];
        let client = &self.session.client;
        self.session
            .wait(client.set_window_size(outer_width, outer_height))?;
        if self.viewport()? != [width, height] {
            Need::Screen.is_lacking();
        }
        Ok(())
    }

    fn prefer(&self, _: &[(&str, &str)]) -> Result<()> {
        Need::Preferences.is_lacking()
    }

    fn cookies(&self) -> Result<usize> {
        let cookies = self.session.wait(self.session.client.get_all_cookies())?;
        Ok(cookies.len())
    }

    fn description(&self, _: &str, _: &str, id: &str) -> Result<String> {
        let described = self.session.run(DESCRIPTION, vec![Value::from(id)])?;
        Ok(described.as_str().unwrap_or_default().to_owned())
    }
}
