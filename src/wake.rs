//! How a guide comes alive in the browser.

use any_spawner::Executor;
use leptos::prelude::*;
use leptos::web_sys::js_sys::Function;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

use crate::app::{State, app};
use crate::config::PageContext;
use crate::guide::View;
use crate::host::Host;
use crate::markup::{Hydrated, Mismatch};
use crate::{Config, browser, outline::Outline};

/// The guide of one element. Asleep it listens and follows no more, and holds nothing of the page,
/// but remembers what the visitor did: what they look at, and what has become of their request.
pub struct Guide {
    host: Host,
    state: State,
    /// The sections that there were, and the one that the element has asked for.
    asked: (Vec<String>, Option<String>),
    hydrated: Option<Hydrated>,
    /// Owns what one life needs.
    life: Owner,
    /// Owns what is remembered. Dropped last.
    _memory: Owner,
}

impl Guide {
    /// A guide that nobody has seen yet.
    pub fn asleep() -> Self {
        // Fails where another guide on the page has done it already.
        let _ = Executor::init_wasm_bindgen();
        let memory = Owner::new();
        let (host, state, life) = memory.with(|| (Host::provide(), State::new(0), Owner::new()));
        Self {
            host,
            state,
            asked: Default::default(),
            hydrated: None,
            life,
            _memory: memory,
        }
    }

    /// Hydrates `root`, the guide's HTML as the build left it. `host` is the `<care-guide>` element
    /// with the attributes; `backend_module` is the loader's function that loads the module for
    /// other backends.
    ///
    /// # Errors
    /// The HTML is not what the build left. Nothing has been touched then.
    pub fn wake(
        &mut self,
        host: HtmlElement,
        root: Element,
        backend_module: Function,
    ) -> Result<(), Mismatch> {
        self.sleep();
        let nearest = host.closest("[lang]").ok().flatten();
        let script = host.query_selector(r#":scope > script[type="application/json"]"#);
        let context = PageContext {
            language: nearest.and_then(|element| element.get_attribute("lang")),
            origin: window().location().origin().ok(),
            profile: script.ok().flatten().and_then(|json| json.text_content()),
        };
        let (config, mut warnings) = Config::read(|name| host.get_attribute(name), context);
        let sections = section_ids(&root);
        let (first, warning) = config.first_section(&sections);
        warnings.extend(warning);
        for warning in &warnings {
            browser::warn(&warning.to_string());
        }
        let asked = (sections.clone(), config.section.clone());
        let State {
            hydrated: live,
            view,
            ..
        } = self.state;
        if self.asked != asked {
            self.asked = asked;
            view.set(View::One(first));
        }
        let outline = Outline {
            language: String::new(),
            sections,
            first,
            right_to_left: root.get_attribute("dir").as_deref() == Some("rtl"),
        };
        self.host.set(Some((host, backend_module)));
        self.hydrated = Some(self.life.with(|| {
            live.set(false);
            let hydrated = app(outline, &config, self.state).hydrate(root)?;
            live.set(true);
            Ok(hydrated)
        })?);
        self.state.was_hydrated = true;
        let host = self.host;
        // Who hears of it finds the tabs as they are from now on.
        browser::once_followed(move || host.announce("care-guide-ready", &[]));
        Ok(())
    }

    /// Ends what was started, except a request that is under way.
    pub fn sleep(&mut self) {
        self.hydrated = None;
        self.life.cleanup();
        self.host.set(None);
    }
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
