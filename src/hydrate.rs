//! Hydrates a guide in the browser.

use any_spawner::Executor;
use leptos::prelude::*;
use leptos::web_sys::js_sys::Function;
use leptos::web_sys::{Element, HtmlElement};

use crate::app::{State, app};
use crate::config::PageContext;
use crate::guide::View;
use crate::host::Host;
use crate::{Config, browser, outline::Outline};
use markup::{Hydrated, Mismatch};

/// The guide of one element. While idle it has no listeners and effects and holds nothing of the
/// page. It keeps its state: what the visitor looks at, and what became of their request.
pub struct Guide {
    host: Host,
    state: State,
    /// Whether it has been hydrated before.
    was_hydrated: bool,
    hydrated: Option<Hydrated>,
    /// Owns what is disposed of.
    owner: Owner,
    /// Owns the state. Dropped last.
    _state_owner: Owner,
}

impl Guide {
    /// A guide that was never hydrated.
    pub fn idle() -> Self {
        // Fails if another guide on the page has set the executor.
        let _ = Executor::init_wasm_bindgen();
        let state_owner = Owner::new();
        let (host, state, owner) = state_owner.with(|| {
            // The form finds it.
            let host = Host::provide();
            let state = State {
                hydrated: true,
                ..State::new(0)
            };
            (host, state, Owner::new())
        });
        Self {
            host,
            state,
            was_hydrated: false,
            hydrated: None,
            owner,
            _state_owner: state_owner,
        }
    }

    /// Hydrates `root`, the guide's HTML as the build rendered it. `host` is the `<care-guide>`
    /// element with the attributes. `backend_module` is the loader's function that loads the module
    /// for other backends.
    ///
    /// # Errors
    /// The HTML was changed after the build. The guide is idle then.
    pub fn hydrate(
        &mut self,
        host: HtmlElement,
        root: Element,
        backend_module: Function,
    ) -> Result<(), Mismatch> {
        self.dispose();
        let nearest = host.closest("[lang]").ok().flatten();
        let context = PageContext {
            language: nearest.and_then(|element| element.get_attribute("lang")),
            origin: Some(window().origin()),
            profile: browser::own_profile(&host),
        };
        let (mut config, mut warnings) = Config::read(|name| host.get_attribute(name), context);
        if !root.has_attribute("data-clinic") {
            config.endpoint = None;
            // What is wrong with a clinic that the element names has been reported.
            if !self.was_hydrated && !config.has_clinic {
                browser::warn(NO_CLINIC);
            }
        }
        let sections = browser::section_ids(&root);
        let (first, warning) = config.first_section(&sections);
        warnings.extend(warning);
        for warning in &warnings {
            browser::warn(&warning.to_string());
        }
        // The script of the tabs has shown this section, and perhaps others since.
        let asked = config.section.as_deref().unwrap_or_default();
        let (view, last) = match browser::view_in(&root) {
            _ if root.get_attribute("data-tabs").as_deref() != Some(asked) => {
                (View::One(first), first)
            }
            shown => View::read(shown),
        };
        self.state.view.set(view);
        self.state.last.set(View::One(last));
        let outline = Outline {
            language: String::new(),
            sections,
            first,
            right_to_left: root.get_attribute("dir").as_deref() == Some("rtl"),
        };
        self.host.set(Some((host, backend_module)));
        let elements = self
            .owner
            .with(|| app(outline, &config, self.state).hydrate(root));
        self.hydrated = Some(elements.inspect_err(|_| self.dispose())?);
        self.was_hydrated = true;
        let host = self.host;
        // A listener of the event finds ARIA tabs.
        browser::after_effects(move || host.announce("care-guide-ready", "", ""));
        Ok(())
    }

    /// Ends listeners and effects. A request under way continues.
    pub fn dispose(&mut self) {
        self.hydrated = None;
        self.owner.cleanup();
        self.host.set(None);
    }
}

/// The warning on a page that names no clinic.
const NO_CLINIC: &str = "<care-guide> names no clinic, so its form stays closed: set clinic to the \
    address of a clinic.json, or clinic-name and clinic-phone";
