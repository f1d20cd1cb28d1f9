//! The whole guide: one tree of components, printed at build time and hydrated in the browser.

use contract::ConsultationRequest;
use leptos::prelude::*;

use crate::consultation::{Submission, consultation};
use crate::decision::{Notes, decision};
use crate::guide::{self, View};
use crate::markup::{Markup, element};
use crate::{Config, outline::Outline};

/// What changes while a guide is shown. A handle: copies share the state.
#[derive(Clone, Copy)]
pub struct State {
    /// Whether the guide is awake: for whoever hydrates it to set once everything stands.
    pub live: RwSignal<bool>,
    /// Whether it was awake before.
    pub woken: bool,
    /// What the visitor looks at.
    pub view: RwSignal<View>,
    /// What has become of their request.
    pub submission: Submission,
}

impl State {
    /// As a visitor finds it who comes for the first time: with this section.
    pub fn new(first: usize) -> Self {
        Self {
            live: RwSignal::new(false),
            woken: false,
            view: RwSignal::new(View::One(first)),
            submission: Submission::new(Vec::new()),
        }
    }
}

/// The guide. Before hydration it is whole and works: text, tabs by link, a real form.
pub fn app(outline: Outline, config: &Config, state: State) -> Markup {
    let State {
        live,
        woken,
        view,
        submission,
    } = state;
    let language = outline.language.clone();
    let direction = if outline.right_to_left { "rtl" } else { "ltr" };
    let reader = guide::Reader::new(outline, view, config.deep_links, live, woken);
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
            submission,
            config.endpoint.clone(),
            config.backend.clone(),
            ConsultationRequest::default(),
            Some(notes),
        ))
        .fixed(guide::help)
        .fixed(guide::about)
}
