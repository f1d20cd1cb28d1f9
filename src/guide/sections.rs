//! The sections as elements: the tab list, the switch between one section and all, the panels.
//!
//! Without scripts the tabs are links, and the style sheet shows the panel that the URL's hash
//! names, the first one otherwise. `src/loader/tabs.js` makes the same elements ARIA tabs, and
//! hydration takes them over.

use contract::Guide;
use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::Event;

use super::panel;
use super::tabs::{EVERYTHING, TabState, View};
use super::tabs_state::TabsState;
use markup::{Markup, NodeRef, html};

/// The tab list, the switch, and the panels.
pub fn sections(state: &TabsState) -> [Markup; 3] {
    let this = state.clone();
    let panels = (0..state.ids.len()).map(|index| section_panel(state, index));
    let panels = html::div()
        .class("panels")
        .attr("id", EVERYTHING)
        .effect(move || this.update_tabs())
        .children(panels);
    [tab_list(state), switch(state), panels]
}

fn tab_list(state: &TabsState) -> Markup {
    let this = state.clone();
    let shown = state.has_tabs();
    let list = html::ul()
        .attr("aria-labelledby", "tabs-label")
        .attr("role", move || shown().then_some("tablist"))
        .on(ev::keydown, move |event| this.key(&event))
        .children((0..state.ids.len()).map(|index| tab(state, index)));
    // A name would bring back the role of what has none (WAI-ARIA, presentational roles conflict).
    let label = move || (!shown()).then_some("tabs-label");
    html::nav()
        .class("tabs")
        .attr("aria-labelledby", label)
        .attr("role", move || shown().then_some("none"))
        .inert(|guide: &Guide| {
            html::span()
                .class("visually-hidden")
                .attr("id", "tabs-label")
                .text(&guide.interface.sections)
        })
        .child(list)
}

fn tab(state: &TabsState, index: usize) -> Markup {
    let tab = state.tabs[index];
    let id = &state.ids[index];
    let panel = id.clone();
    let this = state.clone();
    let link = html::a()
        .attr("id", format_args!("tab-{id}"))
        .attr("href", format_args!("#{id}"))
        .attr("part", "tab")
        .attr("role", role_in_tabs(tab, "tab"))
        .attr("aria-selected", if_selected(tab, "true", "false"))
        .attr("aria-controls", move || {
            tab.get().has_tab().then(|| panel.clone())
        })
        .attr("tabindex", if_selected(tab, "0", "-1"))
        .on(ev::click, move |event| this.choose(&event, index))
        .inert(move |guide: &Guide| html::span().text(&guide.sections[index].label));
    let item = html::li().attr("role", role_in_tabs(tab, "none"));
    match index == state.first {
        true => item.class("first").child(link),
        false => item.child(link),
    }
}

/// A role that applies while the links are ARIA tabs.
fn role_in_tabs(
    tab: RwSignal<TabState>,
    role: &'static str,
) -> impl Fn() -> Option<&'static str> + Send {
    move || tab.get().has_tab().then_some(role)
}

/// An attribute's value by whether the tab is selected.
fn if_selected(
    tab: RwSignal<TabState>,
    yes: &'static str,
    no: &'static str,
) -> impl Fn() -> Option<&'static str> + Send {
    move || match tab.get() {
        TabState::Selected => Some(yes),
        TabState::Hidden => Some(no),
        TabState::Idle | TabState::Listed => None,
    }
}

/// The two links between one section and everything. The style sheet shows the one that applies, and
/// a click moves the focus to the other.
fn switch(state: &TabsState) -> Markup {
    let (to_all, to_one) = (NodeRef::new(), NodeRef::new());
    let (all, one, back) = (state.clone(), state.clone(), state.clone());
    let all = html::a()
        .class("show-everything")
        .attr("href", format_args!("#{EVERYTHING}"))
        .node_ref(to_all)
        .on(ev::click, move |event| {
            all.switch(&event, View::Everything, to_one);
        })
        .inert(|guide: &Guide| html::span().text(&guide.interface.show_everything));
    let one = html::a()
        .class("show-one")
        .attr("href", move || back.last.get().hash(&back.ids))
        .node_ref(to_one)
        .on(ev::click, move |event| {
            one.switch(&event, one.last.get_untracked(), to_all);
        })
        .inert(|guide: &Guide| html::span().text(&guide.interface.show_one));
    html::p().class("switch").child(all).child(one)
}

fn section_panel(state: &TabsState, index: usize) -> Markup {
    let tab = state.tabs[index];
    let id = &state.ids[index];
    let this = state.clone();
    // `until-found` lets find-in-page open the tab that holds the words (HTML section 6.1).
    let hidden = move || (tab.get() == TabState::Hidden).then_some("until-found");
    html::section()
        .class(if index == state.first {
            "panel first"
        } else {
            "panel"
        })
        .attr("id", id)
        .attr("part", "panel")
        .attr("aria-labelledby", format_args!("tab-{id}"))
        .attr("role", role_in_tabs(tab, "tabpanel"))
        .attr("tabindex", move || match tab.get() {
            // A stop of the Tab key, since what is inside may have none (APG, tabs pattern).
            TabState::Selected => Some("0"),
            // Where the list of contents leads.
            TabState::Listed => Some("-1"),
            TabState::Idle | TabState::Hidden => None,
        })
        .attr("hidden", hidden)
        .on(ev::Custom::<Event>::new("beforematch"), move |_| {
            this.reveal(index)
        })
        .inert(move |guide: &Guide| panel::content(guide, index))
}
