//! The sections as elements: the tab list, the switch between one section and all, the panels.
//!
//! Before hydration the tabs are links, and the style sheet shows the panel that the URL's hash
//! names, the first one otherwise. After hydration the same elements are ARIA tabs.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::panel;
use super::tabs::{EVERYTHING, TabState, View};
use super::tabs_state::TabsState;
use crate::markup::{Markup, Reference, Value, element};

/// The tab list, the switch, and the panels.
pub fn sections(state: &TabsState) -> [Markup; 3] {
    let this = state.clone();
    let panels = (0..state.ids.len()).map(|index| section_panel(state, index));
    let panels = element("div")
        .class("panels")
        .with("id", EVERYTHING)
        .effect(move || this.update_tabs())
        .children(panels);
    [tab_list(state), switch(state), panels]
}

fn tab_list(state: &TabsState) -> Markup {
    let this = state.clone();
    let shown = state.has_tabs();
    let list = element("ul")
        .with("aria-labelledby", "tabs-label")
        .live("role", move || shown().then(|| "tablist".into()))
        .on("keydown", move |event| this.key(event.unchecked_ref()))
        .children((0..state.ids.len()).map(|index| tab(state, index)));
    // A name would bring back the role of what has none (WAI-ARIA, presentational roles conflict).
    let label = move || (!shown()).then(|| "tabs-label".into());
    element("nav")
        .class("tabs")
        .live("aria-labelledby", label)
        .live("role", move || shown().then(|| "none".into()))
        .fixed(|guide| {
            element("span")
                .class("visually-hidden")
                .with("id", "tabs-label")
                .text(&guide.interface.sections)
        })
        .child(list)
}

fn tab(state: &TabsState, index: usize) -> Markup {
    let tab = state.tabs[index];
    let id = &state.ids[index];
    let panel = id.clone();
    let this = state.clone();
    let link = element("a")
        .with("id", format_args!("tab-{id}"))
        .with("href", format_args!("#{id}"))
        .with("part", "tab")
        .live("role", role_in_tabs(tab, "tab"))
        .live("aria-selected", if_selected(tab, "true", "false"))
        .live("aria-controls", move || {
            tab.get().has_tab().then(|| panel.clone().into())
        })
        .live("tabindex", if_selected(tab, "0", "-1"))
        .on("click", move |event| {
            this.choose(event.unchecked_ref(), index)
        })
        .fixed(move |guide| element("span").text(&guide.sections[index].label));
    let item = element("li").live("role", role_in_tabs(tab, "none"));
    match index == state.first {
        true => item.class("first").child(link),
        false => item.child(link),
    }
}

/// A role that applies while the links are ARIA tabs.
fn role_in_tabs(tab: RwSignal<TabState>, role: &'static str) -> impl Fn() -> Value + Send {
    move || tab.get().has_tab().then(|| role.into())
}

/// An attribute's value by whether the tab is selected.
fn if_selected(
    tab: RwSignal<TabState>,
    yes: &'static str,
    no: &'static str,
) -> impl Fn() -> Value + Send {
    move || match tab.get() {
        TabState::Selected => Some(yes.into()),
        TabState::Hidden => Some(no.into()),
        TabState::Idle | TabState::Listed => None,
    }
}

/// The two links between one section and everything. The style sheet shows the one that applies, and
/// a click moves the focus to the other.
fn switch(state: &TabsState) -> Markup {
    let (to_all, to_one) = (Reference::new(), Reference::new());
    let (all, one) = (state.clone(), state.clone());
    let all = element("a")
        .class("show-everything")
        .with("href", format_args!("#{EVERYTHING}"))
        .known_as(to_all)
        .on("click", move |event| {
            all.switch(event, View::Everything, to_one);
        })
        .fixed(|guide| element("span").text(&guide.interface.show_everything));
    let one = element("a")
        .class("show-one")
        .with("href", format_args!("#{}", state.ids[state.first]))
        .known_as(to_one)
        .on("click", move |event| {
            one.switch(event, one.last.get_untracked(), to_all);
        })
        .fixed(|guide| element("span").text(&guide.interface.show_one));
    element("p").class("switch").child(all).child(one)
}

fn section_panel(state: &TabsState, index: usize) -> Markup {
    let tab = state.tabs[index];
    let id = &state.ids[index];
    let this = state.clone();
    // `until-found` lets find-in-page open the tab that holds the words (HTML section 6.1).
    let hidden = move || (tab.get() == TabState::Hidden).then(|| "until-found".into());
    element("section")
        .class(if index == state.first {
            "panel first"
        } else {
            "panel"
        })
        .with("id", id)
        .with("part", "panel")
        .with("aria-labelledby", format_args!("tab-{id}"))
        .live("role", role_in_tabs(tab, "tabpanel"))
        .live("tabindex", move || match tab.get() {
            // A stop of the Tab key, since what is inside may have none (APG, tabs pattern).
            TabState::Selected => Some("0".into()),
            // Where the list of contents leads.
            TabState::Listed => Some("-1".into()),
            TabState::Idle | TabState::Hidden => None,
        })
        .live("hidden", hidden)
        .on("beforematch", move |_| this.reveal(index))
        .fixed(move |guide| panel::content(guide, index))
}
