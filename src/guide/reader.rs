//! What a visitor reads, and how: one section at a time, or everything.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::web_sys::{Event, KeyboardEvent, MouseEvent};
use wasm_bindgen::JsCast;

use super::tabs::{Place, View, target};
use crate::markup::Reference;
use crate::{browser, host::Host, outline::Outline};

/// What is shown, and what a visitor does to it. A handle: clones share the state.
#[derive(Clone)]
pub struct Reader {
    /// The sections' ids, in order.
    pub ids: Arc<[String]>,
    /// What each of them is to the visitor.
    pub places: Arc<[RwSignal<Place>]>,
    /// The index of the section shown first.
    pub first: usize,
    /// The one section shown last, for the way back from everything.
    pub last: RwSignal<View>,
    view: RwSignal<View>,
    live: RwSignal<bool>,
    host: Host,
    deep_links: bool,
    right_to_left: bool,
}

impl Reader {
    /// The reader of a guide that shows this view; it follows the URL's hash where `deep_links`, and
    /// has done so before where the guide was `woken` before.
    pub fn new(
        outline: Outline,
        view: RwSignal<View>,
        deep_links: bool,
        live: RwSignal<bool>,
        woken: bool,
    ) -> Self {
        let Outline {
            first,
            right_to_left,
            ..
        } = outline;
        let last = match view.get_untracked() {
            View::Everything => View::One(first),
            one => one,
        };
        let place = |index| Place::of(index, view.get_untracked(), live.get_untracked());
        let places = (0..outline.sections.len()).map(|index| RwSignal::new(place(index)));
        let reader = Self {
            places: places.collect(),
            ids: outline.sections.into(),
            first,
            view,
            last: RwSignal::new(last),
            live,
            host: Host::current(),
            deep_links,
            right_to_left,
        };
        if deep_links {
            reader.follow_hash(woken);
        }
        reader
    }

    /// Whether the list is one of ARIA tabs right now; links otherwise.
    pub fn has_tabs(&self) -> impl Fn() -> bool + Copy + Send + use<> {
        let Self { view, live, .. } = *self;
        move || live.get() && view.get() != View::Everything
    }

    /// Tells each section what it is now; only those where it has changed hear of it.
    pub fn place_sections(&self) {
        let (view, live) = (self.view.get(), self.live.get());
        for (index, place) in self.places.iter().enumerate() {
            let now = Place::of(index, view, live);
            if place.get_untracked() != now {
                place.set(now);
            }
        }
    }

    /// Shows a view, as an entry of the history of its own where the hash follows the reader.
    pub fn show(&self, view: View) {
        if self.view.get_untracked() == view {
            return;
        }
        self.turn(view);
        if self.deep_links {
            browser::push_hash(&view.hash(&self.ids));
        }
    }

    /// Shows the section that the browser is about to show by itself. An entry of the history comes
    /// of what its search has found, and not of a hash that leads there: that one is in it already.
    pub fn reveal(&self, index: usize) {
        let hash = browser::hash();
        let id = hash.strip_prefix('#').unwrap_or(&hash);
        match self.section_around(id) == Some(index) {
            true => self.turn(View::One(index)),
            false => self.show(View::One(index)),
        }
    }

    /// Shows a view, and tells the page.
    fn turn(&self, view: View) {
        if self.view.get_untracked() == view {
            return;
        }
        self.view.set(view);
        let View::One(index) = view else {
            return;
        };
        self.last.set(view);
        // What a page shows when it wakes is no change.
        if self.live.get_untracked() {
            self.host
                .announce("care-guide-section", &[("section", &self.ids[index])]);
        }
    }

    /// A click on a tab. While everything is shown the tabs are a list of contents.
    pub fn choose(&self, event: &MouseEvent, index: usize) {
        if !self.takes(browser::has_modifier(event)) {
            return;
        }
        event.prevent_default();
        if self.view.get_untracked() == View::Everything {
            self.go_to(&self.ids[index]);
        } else {
            self.show(View::One(index));
        }
    }

    /// A click on a link to another place in the guide: a jump, unlike a click on a tab.
    ///
    /// On a page of the guide's own the browser knows the other places by itself; in a shadow root it
    /// knows none.
    pub fn follow_link(&self, event: &Event) {
        if event.default_prevented() || !self.takes(browser::has_modifier(event.unchecked_ref())) {
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

    /// Shows the section, unless it is on the page already.
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
            browser::go_to(&element);
        }
    }

    /// A click on the switch, whose `other` link takes its place.
    pub fn switch(&self, event: &Event, view: View, other: Reference) {
        if self.takes(browser::has_modifier(event.unchecked_ref())) {
            event.prevent_default();
            self.show(view);
            other.focus_soon();
        }
    }

    /// A click with a modifier key opens a window or a tab of the browser, and is left alone.
    fn takes(&self, modifier: bool) -> bool {
        self.live.get_untracked() && !modifier
    }

    /// A key on the tab that has the focus. Space selects it, as Enter does by its click.
    pub fn key(&self, event: &KeyboardEvent) {
        let modifier = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if self.view.get_untracked() == View::Everything || !self.takes(modifier) {
            return;
        }
        let Some(current) = browser::item_with_focus(event) else {
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

    /// Follows the URL's hash: at first, on links, and back and forward through the history.
    ///
    /// A hash may lead to a part of the page outside the sections, such as the form. Each entry of
    /// the history remembers which section was shown with it.
    fn follow_hash(&self, woken: bool) {
        let reader = self.clone();
        let follow = move |at_start: bool| {
            let hash = browser::hash();
            let named = |hash: &str| View::from_hash(hash, &reader.ids);
            let id = hash.strip_prefix('#').unwrap_or(&hash);
            let owns_page = reader.host.owns_page();
            // Where a page wakes, the browser has scrolled there, and the visitor may have read on.
            // It knows no place in a shadow root.
            let scrolls = !at_start || !owns_page && !woken;
            if let Some(view) = named(&hash) {
                reader.turn(view);
                if scrolls && !owns_page {
                    reader.scroll_to(id);
                }
            } else if let Some(index) = reader.section_around(id) {
                if !reader.view.get_untracked().shows(index) {
                    reader.turn(View::One(index));
                }
                if scrolls {
                    reader.scroll_to(id);
                }
            } else if let Some(view) = browser::remembered().and_then(|hash| named(&hash)) {
                reader.turn(view);
            } else if hash.is_empty() && !at_start {
                reader.turn(View::One(reader.first));
            }
            browser::remember(&reader.view.get_untracked().hash(&reader.ids));
        };
        browser::on_hash(follow);
    }
}
