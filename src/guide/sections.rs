//! The sections as elements: the tab list, the switch between one section and all, the panels.
//!
//! Before hydration the tabs are links, and the style sheet shows the panel that the URL's hash
//! names, the first one otherwise. Once the guide is live, the same elements become ARIA tabs.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::panel;
use super::reader::Reader;
use super::tabs::{EVERYTHING, View};
use crate::markup::{Markup, Reference, element};

/// The tab list, the switch, and the panels.
pub fn sections(reader: &Reader) -> [Markup; 3] {
    let panels = (0..reader.ids.len()).map(|index| section_panel(reader, index));
    let panels = element("div")
        .class("panels")
        .with("id", EVERYTHING)
        .children(panels);
    [tab_list(reader), switch(reader), panels]
}

fn tab_list(reader: &Reader) -> Markup {
    let this = reader.clone();
    let list = element("ul")
        .with("aria-labelledby", "tabs-label")
        .live("role", reader.when_tabs("tablist"))
        .on("keydown", move |event| this.key(event.unchecked_ref()))
        .children((0..reader.ids.len()).map(|index| tab(reader, index)));
    let shown = reader.shown();
    // A name would bring back the role of what has none (WAI-ARIA, presentational roles conflict).
    let label = move || (!shown()).then(|| "tabs-label".into());
    element("nav")
        .class("tabs")
        .live("aria-labelledby", label)
        .live("role", reader.when_tabs("none"))
        .fixed(|guide| {
            element("span")
                .class("visually-hidden")
                .with("id", "tabs-label")
                .text(&guide.interface.sections)
        })
        .child(list)
}

fn tab(reader: &Reader, index: usize) -> Markup {
    let Reader { view, .. } = *reader;
    let id = &reader.ids[index];
    let panel = id.clone();
    let selected = move || view.get() == View::One(index);
    let shown = reader.shown();
    let this = reader.clone();
    let link = element("a")
        .with("id", format_args!("tab-{id}"))
        .with("href", format_args!("#{id}"))
        .with("part", "tab")
        .live("role", reader.when_tabs("tab"))
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
    let item = element("li").live("role", reader.when_tabs("none"));
    match index == reader.first {
        true => item.class("first").child(link),
        false => item.child(link),
    }
}

/// The two links between one section and everything; the style sheet shows the one that applies, so
/// that the other takes over the focus.
fn switch(reader: &Reader) -> Markup {
    let (to_all, to_one) = (Reference::new(), Reference::new());
    let (all, one) = (reader.clone(), reader.clone());
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
        .with("href", format_args!("#{}", reader.ids[reader.first]))
        .known_as(to_one)
        .on("click", move |event| {
            let last = View::One(one.last.get_untracked());
            one.switch(event, last, to_all);
        })
        .fixed(|guide| element("span").text(&guide.interface.show_one));
    element("p").class("switch").child(all).child(one)
}

fn section_panel(reader: &Reader, index: usize) -> Markup {
    let Reader { view, live, .. } = *reader;
    let id = &reader.ids[index];
    let this = reader.clone();
    // `until-found` lets find-in-page open the tab that holds the words (HTML section 6.1).
    let hidden = move || (live.get() && !view.get().shows(index)).then(|| "until-found".into());
    element("section")
        .class(if index == reader.first {
            "panel first"
        } else {
            "panel"
        })
        .with("id", id)
        .with("part", "panel")
        .with("aria-labelledby", format_args!("tab-{id}"))
        .live("role", reader.when_tabs("tabpanel"))
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
