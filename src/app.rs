//! The whole guide: one tree of components, printed at build time and hydrated in the browser.

use contract::ConsultationRequest;
use leptos::prelude::*;

use crate::consultation::consultation;
use crate::decision::{Notes, decision};
use crate::guide;
use crate::markup::{Markup, element};
use crate::{Config, outline::Outline};

/// The guide. Before hydration it is whole and works: text, tabs by link, a real form.
/// `live` is for whoever hydrates it to set once everything stands.
pub fn app(outline: Outline, config: &Config, live: RwSignal<bool>) -> Markup {
    let language = outline.language.clone();
    let direction = if outline.right_to_left { "rtl" } else { "ltr" };
    let reader = guide::Reader::new(outline, config.deep_links, live);
    let links = reader.clone();
    let notes = Notes::new();
    element("div")
        .class("care-guide")
        .with("lang", language)
        .with("dir", direction)
        .with("data-theme", config.theme.as_str())
        .live_flag("data-live", move || live.get())
        .on("click", move |event| links.follow_link(event))
        .fixed(guide::opening)
        .children(guide::sections(&reader))
        .child(decision(notes))
        .child(consultation(
            config.endpoint.clone(),
            config.backend.clone(),
            ConsultationRequest::default(),
            Vec::new(),
            Some(notes),
        ))
        .fixed(guide::help)
        .fixed(guide::about)
}
