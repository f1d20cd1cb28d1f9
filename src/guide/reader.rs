//! The sections as tabs.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::web_sys::{Event, KeyboardEvent, MouseEvent};
use wasm_bindgen::JsCast;

use super::panel;
use super::tabs::{EVERYTHING, View, target};
use crate::markup::{Markup, Value, element};
use crate::{browser, host::Host, outline::Outline};

/// The tab list, the switch between one section and all, and the panels.
///
/// Before hydration the tabs are links, and the style sheet shows the panel that the URL's hash
/// names, the first one otherwise. Once `live`, the same elements become ARIA tabs.
pub fn reader(outline: Outline, deep_links: bool, live: RwSignal<bool>) -> [Markup; 3] {
    let Outline {
        first,
        right_to_left,
        ..
    } = outline;
    let tabs = Tabs {
        ids: outline.sections.into(),
        view: RwSignal::new(View::One(first)),
        last: RwSignal::new(first),
        live,
        host: Host::current(),
        deep_links,
        right_to_left,
    };
    if deep_links {
        tabs.follow_hash(first);
    }
    let sections = 0..tabs.ids.len();
    let panels = sections.map(|index| section_panel(&tabs, index, index == first));
    let this = tabs.clone();
    let panels = element("div")
        .class("panels")
        .with("id", EVERYTHING)
        .on("click", move |event| this.follow_link(event))
        .children(panels);
    [tab_list(&tabs, first), switch(&tabs, first), panels]
}

fn tab_list(tabs: &Tabs, first: usize) -> Markup {
    let this = tabs.clone();
    let list = element("ul")
        .with("aria-labelledby", "tabs-label")
        .live("role", tabs.when_tabs("tablist"))
        .on("keydown", move |event| this.key(event.unchecked_ref()))
        .children((0..tabs.ids.len()).map(|index| tab(tabs, index, index == first)));
    let shown = tabs.shown();
    // A name would bring back the role of what has none (WAI-ARIA, presentational roles conflict).
    let label = move || (!shown()).then(|| "tabs-label".into());
    element("nav")
        .class("tabs")
        .live("aria-labelledby", label)
        .live("role", tabs.when_tabs("none"))
        .fixed(|guide| {
            element("span")
                .class("visually-hidden")
                .with("id", "tabs-label")
                .text(&guide.interface.sections)
        })
        .child(list)
}

fn tab(tabs: &Tabs, index: usize, first: bool) -> Markup {
    let Tabs { view, .. } = *tabs;
    let id = &tabs.ids[index];
    let panel = id.clone();
    let selected = move || view.get() == View::One(index);
    let shown = tabs.shown();
    let this = tabs.clone();
    let link = element("a")
        .with("id", format_args!("tab-{id}"))
        .with("href", format_args!("#{id}"))
        .with("part", "tab")
        .live("role", tabs.when_tabs("tab"))
        .live("aria-selected", move || {
            shown().then(|| if selected() { "true" } else { "false" }.into())
        })
        .live("aria-controls", move || {
            shown().then(|| panel.clone().into())
        })
        .live("tabindex", move || {
            shown().then(|| if selected() { "0" } else { "-1" }.into())
        })
        .on("click", move |event| {
            this.choose(event.unchecked_ref(), index)
        })
        .fixed(move |guide| element("span").text(&guide.sections[index].label));
    let item = element("li").live("role", tabs.when_tabs("none"));
    match first {
        true => item.class("first").child(link),
        false => item.child(link),
    }
}

/// The two links between one section and everything; the style sheet shows the one that applies.
fn switch(tabs: &Tabs, first: usize) -> Markup {
    let (all, one) = (tabs.clone(), tabs.clone());
    let all = element("a")
        .class("show-everything")
        .with("href", format_args!("#{EVERYTHING}"))
        .on("click", move |event| all.switch(event, View::Everything))
        .fixed(|guide| element("span").text(&guide.interface.show_everything));
    let one = element("a")
        .class("show-one")
        .with("href", format_args!("#{}", tabs.ids[first]))
        .on("click", move |event| {
            one.switch(event, View::One(one.last.get_untracked()))
        })
        .fixed(|guide| element("span").text(&guide.interface.show_one));
    element("p").class("switch").child(all).child(one)
}

fn section_panel(tabs: &Tabs, index: usize, first: bool) -> Markup {
    let Tabs { view, live, .. } = *tabs;
    let id = &tabs.ids[index];
    let this = tabs.clone();
    // `until-found` lets find-in-page open the tab that holds the words (HTML section 6.1).
    let hidden = move || (live.get() && !view.get().shows(index)).then(|| "until-found".into());
    element("section")
        .class(if first { "panel first" } else { "panel" })
        .with("id", id)
        .with("part", "panel")
        .with("aria-labelledby", format_args!("tab-{id}"))
        .live("role", tabs.when_tabs("tabpanel"))
        .live("tabindex", move || match view.get() {
            _ if !live.get() => None,
            // A stop of the Tab key, since what is inside may have none (APG, tabs pattern).
            View::One(shown) => (shown == index).then(|| "0".into()),
            // Where the list of contents leads.
            View::Everything => Some("-1".into()),
        })
        .live("hidden", hidden)
        .on("beforematch", move |_| this.show(View::One(index)))
        .fixed(move |guide| panel::content(guide, index))
}

/// The state of the tabs, and what a visitor does to it.
#[derive(Clone)]
struct Tabs {
    ids: Arc<[String]>,
    view: RwSignal<View>,
    /// The section shown last, for the way back from everything.
    last: RwSignal<usize>,
    live: RwSignal<bool>,
    host: Host,
    deep_links: bool,
    right_to_left: bool,
}

impl Tabs {
    /// Whether the list is one of ARIA tabs right now; links otherwise.
    fn shown(&self) -> impl Fn() -> bool + Copy + Send + use<> {
        let Self { view, live, .. } = *self;
        move || live.get() && view.get() != View::Everything
    }

    /// A role that applies while the list is one of ARIA tabs.
    fn when_tabs(&self, role: &'static str) -> impl Fn() -> Value + Send + use<> {
        let shown = self.shown();
        move || shown().then_some(role.into())
    }

    /// Shows a view, as an entry of the history of its own where the hash follows the tabs.
    fn show(&self, view: View) {
        if self.view.get_untracked() == view {
            return;
        }
        self.turn(view);
        if self.deep_links {
            browser::push_hash(&view.hash(&self.ids));
        }
    }

    /// Shows a view, and tells the page.
    fn turn(&self, view: View) {
        if self.view.get_untracked() == view {
            return;
        }
        self.view.set(view);
        if let View::One(index) = view {
            self.last.set(index);
        }
        // What a page shows when it wakes is no change.
        if let (View::One(index), true) = (view, self.live.get_untracked()) {
            self.host
                .announce("care-guide-section", &[("section", &self.ids[index])]);
        }
    }

    /// A click on a tab. While everything is shown the tabs are a list of contents.
    fn choose(&self, event: &MouseEvent, index: usize) {
        if !self.takes(browser::has_modifier(event)) {
            return;
        }
        event.prevent_default();
        if self.view.get_untracked() == View::Everything {
            browser::go_to(event, &self.ids[index]);
        } else {
            self.show(View::One(index));
        }
    }

    /// A click on a link in the text that leads to a section: a jump, unlike a click on a tab.
    fn follow_link(&self, event: &Event) {
        let view = browser::clicked_hash(event).and_then(|hash| View::from_hash(&hash, &self.ids));
        if let Some(View::One(index)) = view
            && self.takes(browser::has_modifier(event.unchecked_ref()))
        {
            event.prevent_default();
            if self.view.get_untracked() != View::Everything {
                self.show(View::One(index));
            }
            browser::go_to(event, &self.ids[index]);
        }
    }

    /// A click on the switch.
    fn switch(&self, event: &Event, view: View) {
        if self.takes(browser::has_modifier(event.unchecked_ref())) {
            event.prevent_default();
            self.show(view);
        }
    }

    /// A click with a modifier key opens a window or a tab of the browser, and is left alone.
    fn takes(&self, modifier: bool) -> bool {
        self.live.get_untracked() && !modifier
    }

    /// A key on the tab that has the focus. Space selects it, as Enter does by its click.
    fn key(&self, event: &KeyboardEvent) {
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
    fn follow_hash(&self, first: usize) {
        let tabs = self.clone();
        let follow = move |at_start: bool| {
            let hash = browser::hash();
            if let Some(view) = View::from_hash(&hash, &tabs.ids) {
                tabs.turn(view);
            } else if let Some(index) = browser::section_around(&hash, &tabs.ids) {
                if !tabs.view.get_untracked().shows(index) {
                    tabs.turn(View::One(index));
                }
                browser::scroll_to(&hash);
            } else if hash.is_empty() && !at_start {
                tabs.turn(View::One(first));
            }
        };
        browser::on_hash(follow);
    }
}
