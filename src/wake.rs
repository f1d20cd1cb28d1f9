//! How a guide comes alive in the browser.

use any_spawner::Executor;
use leptos::prelude::*;
use leptos::web_sys::js_sys::Function;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

use crate::app::app;
use crate::config::Surroundings;
use crate::host::Host;
use crate::markup::{Hydrated, Mismatch};
use crate::{Config, browser, outline::Outline};

/// A guide that is alive. Dropped, it listens and follows no more, and the page is as before.
pub struct Awake {
    _hydrated: Hydrated,
    owner: Owner,
}

impl Drop for Awake {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// Hydrates `root`, the guide's HTML as the build left it. `host` is the `<care-guide>` element
/// with the attributes; `interpreter` is the loader's function that brings the module for other backends.
///
/// # Errors
/// The HTML is not what the build left. Nothing has been touched then.
pub fn wake(host: HtmlElement, root: Element, interpreter: Function) -> Result<Awake, Mismatch> {
    // Fails where another guide on the page has done it already.
    let _ = Executor::init_wasm_bindgen();
    let nearest = host.closest("[lang]").ok().flatten();
    let script = host.query_selector(r#":scope > script[type="application/json"]"#);
    let around = Surroundings {
        language: nearest.and_then(|element| element.get_attribute("lang")),
        origin: window().location().origin().ok(),
        profile: script.ok().flatten().and_then(|json| json.text_content()),
    };
    let (config, mut warnings) = Config::read(|name| host.get_attribute(name), around);
    let sections = section_ids(&root);
    let (first, warning) = config.first_section(&sections);
    warnings.extend(warning);
    for warning in &warnings {
        browser::warn(&warning.to_string());
    }
    let outline = Outline {
        language: String::new(),
        sections,
        first,
        right_to_left: root.get_attribute("dir").as_deref() == Some("rtl"),
    };
    let owner = Owner::new();
    let hydrated = owner.with(|| {
        Host::provide(host, interpreter);
        let live = RwSignal::new(false);
        let hydrated = app(outline, &config, live).hydrate(root)?;
        live.set(true);
        Host::current().announce("care-guide-ready", &[]);
        Ok(hydrated)
    });
    Ok(Awake {
        _hydrated: hydrated?,
        owner,
    })
}

fn section_ids(root: &Element) -> Vec<String> {
    let Ok(panels) = root.query_selector_all(".panel") else {
        return Vec::new();
    };
    let panels = (0..panels.length()).filter_map(|index| panels.item(index));
    panels
        .map(|panel| panel.unchecked_into::<Element>().id())
        .collect()
}
