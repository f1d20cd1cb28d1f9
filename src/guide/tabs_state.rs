//! Which section the visitor sees, and what a click, a key or the URL's hash does to it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::web_sys::{KeyboardEvent, MouseEvent};

use super::tabs::{TabState, View, target};
use crate::app::State;
use crate::{browser, host::Host, outline::Outline};
use markup::NodeRef;

/// The view, and each tab's state. A handle: clones share the signals.
#[derive(Clone)]
pub struct TabsState {
    /// The sections' ids, in order.
    pub ids: Arc<[String]>,
    /// The state of each section's tab.
    pub tabs: Arc<[RwSignal<TabState>]>,
    /// The index of the section shown first.
    pub first: usize,
    /// The one section shown last, for the way back from everything.
    pub last: RwSignal<View>,
    view: RwSignal<View>,
    hydrated: bool,
    host: Host,
    deep_links: bool,
    right_to_left: bool,
}

impl TabsState {
    /// The tabs of a guide. With `deep_links` they follow the URL's hash.
    pub fn new(outline: Outline, state: State, deep_links: bool) -> Self {
        let State {
            hydrated,
            view,
            last,
            ..
        } = state;
        let Outline {
            first,
            right_to_left,
            ..
        } = outline;
        let tab = |index| TabState::of(index, view.get_untracked(), hydrated);
        let tabs = (0..outline.sections.len()).map(|index| RwSignal::new(tab(index)));
        let state = Self {
            tabs: tabs.collect(),
            ids: outline.sections.into(),
            first,
            view,
            last,
            hydrated,
            host: Host::current(),
            deep_links,
            right_to_left,
        };
        if deep_links {
            state.follow_hash();
        }
        state
    }

    /// Whether the links are ARIA tabs now.
    pub fn has_tabs(&self) -> impl Fn() -> bool + Copy + Send + use<> {
        let Self { view, hydrated, .. } = *self;
        move || hydrated && view.get() != View::Everything
    }

    /// Sets each tab's state, and notifies only those that changed.
    pub fn update_tabs(&self) {
        let view = self.view.get();
        for (index, tab) in self.tabs.iter().enumerate() {
            let now = TabState::of(index, view, self.hydrated);
            if tab.get_untracked() != now {
                tab.set(now);
            }
        }
    }

    /// Shows a view. With `deep_links`, adds an entry to the history.
    pub fn show(&self, view: View) {
        if self.view.get_untracked() == view {
            return;
        }
        self.set_view(view, true);
        if self.deep_links {
            browser::push_hash(&view.hash(&self.ids));
        }
    }

    /// Shows the section that the browser is about to reveal (`beforematch`). Find-in-page adds an
    /// entry to the history; a hash that leads there has one already.
    pub fn reveal(&self, index: usize) {
        let hash = browser::hash();
        let id = hash.strip_prefix('#').unwrap_or(&hash);
        match self.section_around(id) == Some(index) {
            true => self.set_view(View::One(index), true),
            false => self.show(View::One(index)),
        }
    }

    /// Sets the view. A `change` is announced to the page; the view at hydration is none.
    fn set_view(&self, view: View, change: bool) {
        if self.view.get_untracked() == view {
            return;
        }
        self.view.set(view);
        let View::One(index) = view else {
            return;
        };
        self.last.set(view);
        if change {
            self.host
                .announce("care-guide-section", "section", &self.ids[index]);
        }
    }

    /// A click on a tab. While everything is shown, the tabs are a list of contents.
    pub fn choose(&self, event: &MouseEvent, index: usize) {
        if browser::has_modifier(event) {
            return;
        }
        event.prevent_default();
        if self.view.get_untracked() == View::Everything {
            self.go_to(&self.ids[index]);
        } else {
            self.show(View::One(index));
        }
    }

    /// A click on a link to an id in the guide: it jumps there, unlike a click on a tab.
    ///
    /// On the guide's own page the browser resolves ids itself; in a shadow root it finds none.
    pub fn follow_link(&self, event: &MouseEvent) {
        if event.default_prevented() || browser::has_modifier(event) {
            return;
        }
        let Some(hash) = browser::clicked_hash(event) else {
            return;
        };
        let id = hash.strip_prefix('#').unwrap_or(&hash);
        let section = self.ids.iter().position(|section| section == id);
        if section.is_none() && self.deep_links && self.host.owns_page() {
            return;
        }
        event.prevent_default();
        if let Some(index) = section.or_else(|| self.section_around(id)) {
            self.open(index);
        }
        self.go_to(id);
    }

    /// Shows the section, unless it is visible already.
    fn open(&self, index: usize) {
        if !self.view.get_untracked().shows(index) {
            self.show(View::One(index));
        }
    }

    /// The section that holds the element with this id.
    fn section_around(&self, id: &str) -> Option<usize> {
        let element = self.host.find(id)?;
        self.ids.iter().position(|id| {
            let section = self.host.find(id);
            section.is_some_and(|section| section.contains(Some(&element)))
        })
    }

    fn scroll_to(&self, id: &str) {
        if let Some(element) = self.host.find(id) {
            browser::scroll_to(element);
        }
    }

    fn go_to(&self, id: &str) {
        if let Some(element) = self.host.find(id) {
            browser::go_to_soon(element);
        }
    }

    /// A click on the switch; `other` is the link that replaces the clicked one.
    pub fn switch(&self, event: &MouseEvent, view: View, other: NodeRef) {
        // A modifier key asks the browser for a new window or tab.
        if !browser::has_modifier(event) {
            event.prevent_default();
            self.show(view);
            browser::focus_soon(other);
        }
    }

    /// A key on the focused tab. Space selects it, as Enter does by its click.
    pub fn key(&self, event: &KeyboardEvent) {
        let everything = self.view.get_untracked() == View::Everything;
        if everything || browser::has_modifier(event) {
            return;
        }
        let Ok(current) = usize::try_from(browser::item_with_focus(event)) else {
            return;
        };
        let next = match event.key().as_str() {
            " " => Some(current),
            key => target(key, current, self.ids.len(), self.right_to_left),
        };
        if let Some(next) = next {
            event.prevent_default();
            self.show(View::One(next));
            browser::focus_item(event, next);
        }
    }

    /// Follows the URL's hash: at hydration, on links, and through the history.
    ///
    /// A hash may name an id outside the sections, such as the form's. Each entry of the history
    /// remembers the view it was left with.
    fn follow_hash(&self) {
        let state = self.clone();
        let follow = move |at_start: bool| {
            let hash = browser::hash();
            let named = |hash: &str| View::from_hash(hash, &state.ids);
            let id = hash.strip_prefix('#').unwrap_or(&hash);
            let owns_page = state.host.owns_page();
            // At hydration the page is there already (`src/loader/tabs.js`), and the visitor may have
            // read on.
            let change = !at_start;
            if let Some(view) = named(&hash) {
                state.set_view(view, change);
                // In a shadow root the browser finds no id.
                if change && !owns_page {
                    state.scroll_to(id);
                }
            } else if let Some(index) = state.section_around(id) {
                if !state.view.get_untracked().shows(index) {
                    state.set_view(View::One(index), change);
                }
                if change {
                    state.scroll_to(id);
                }
            } else if let Some(view) = browser::remembered().and_then(|hash| named(&hash)) {
                state.set_view(view, change);
            } else if hash.is_empty() && change {
                state.set_view(View::One(state.first), true);
            }
            browser::remember(&state.view.get_untracked().hash(&state.ids));
        };
        browser::on_hash(follow);
    }
}
