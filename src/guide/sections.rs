//! The sections as elements: the tab list, the switch between one section and all, the panels.
//!
//! Before hydration the tabs are links, and the style sheet shows the panel that the URL's hash
//! names, the first one otherwise. Once the guide is live, the same elements become ARIA tabs.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::panel;
use super::reader::Reader;
use super::tabs::{EVERYTHING, Place, View};
use crate::markup::{Markup, Reference, Value, element};

/// The tab list, the switch, and the panels.
pub fn sections(reader: &Reader) -> [Markup; 3] {
    let this = reader.clone();
    let panels = (0..reader.ids.len()).map(|index| section_panel(reader, index));
    let panels = element("div")
        .class("panels")
        .with("id", EVERYTHING)
        .effect(move || this.place_sections())
        .children(panels);
    [tab_list(reader), switch(reader), panels]
}

fn tab_list(reader: &Reader) -> Markup {
    let this = reader.clone();
    let shown = reader.has_tabs();
    let list = element("ul")
        .with("aria-labelledby", "tabs-label")
        .live("role", move || shown().then(|| "tablist".into()))
        .on("keydown", move |event| this.key(event.unchecked_ref()))
        .children((0..reader.ids.len()).map(|index| tab(reader, index)));
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

fn tab(reader: &Reader, index: usize) -> Markup {
    let place = reader.places[index];
    let id = &reader.ids[index];
    let panel = id.clone();
    let this = reader.clone();
    let link = element("a")
        .with("id", format_args!("tab-{id}"))
        .with("href", format_args!("#{id}"))
        .with("part", "tab")
        .live("role", where_tabs(place, "tab"))
        .live("aria-selected", if_selected(place, "true", "false"))
        .live("aria-controls", move || {
            place.get().has_tab().then(|| panel.clone().into())
        })
        .live("tabindex", if_selected(place, "0", "-1"))
        .on("click", move |event| {
            this.choose(event.unchecked_ref(), index)
        })
        .fixed(move |guide| element("span").text(&guide.sections[index].label));
    let item = element("li").live("role", where_tabs(place, "none"));
    match index == reader.first {
        true => item.class("first").child(link),
        false => item.child(link),
    }
}

/// A role that applies while the list is one of ARIA tabs.
fn where_tabs(place: RwSignal<Place>, role: &'static str) -> impl Fn() -> Value + Send {
    move || place.get().has_tab().then(|| role.into())
}

/// The value of a tab's attribute by whether its section is the one shown.
fn if_selected(
    place: RwSignal<Place>,
    yes: &'static str,
    no: &'static str,
) -> impl Fn() -> Value + Send {
    move || match place.get() {
        Place::Selected => Some(yes.into()),
        Place::Hidden => Some(no.into()),
        Place::Asleep | Place::Listed => None,
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
            one.switch(event, one.last.get_untracked(), to_all);
        })
        .fixed(|guide| element("span").text(&guide.interface.show_one));
    element("p").class("switch").child(all).child(one)
}

fn section_panel(reader: &Reader, index: usize) -> Markup {
    let place = reader.places[index];
    let id = &reader.ids[index];
    let this = reader.clone();
    // `until-found` lets find-in-page open the tab that holds the words (HTML section 6.1).
    let hidden = move || (place.get() == Place::Hidden).then(|| "until-found".into());
    element("section")
        .class(if index == reader.first {
            "panel first"
        } else {
            "panel"
        })
        .with("id", id)
        .with("part", "panel")
        .with("aria-labelledby", format_args!("tab-{id}"))
        .live("role", where_tabs(place, "tabpanel"))
        .live("tabindex", move || match place.get() {
            // A stop of the Tab key, since what is inside may have none (APG, tabs pattern).
            Place::Selected => Some("0".into()),
            // Where the list of contents leads.
            Place::Listed => Some("-1".into()),
            Place::Asleep | Place::Hidden => None,
        })
        .live("hidden", hidden)
        .on("beforematch", move |_| this.reveal(index))
        .fixed(move |guide| panel::content(guide, index))
}
