//! The whole guide: one tree of components, rendered at build time and hydrated in the browser.

use std::borrow::Cow;

use contract::ConsultationRequest;
use leptos::ev;
use leptos::prelude::*;

use crate::consultation::{FormState, consultation};
use crate::decision::{Notes, decision};
use crate::guide::{self, View};
use crate::{Config, outline::Outline};
use markup::{Markup, html};

/// What changes while a guide is shown. A handle: copies share the state.
#[derive(Clone, Copy)]
pub struct State {
    /// Whether the guide is hydrated, in place of rendered.
    pub hydrated: bool,
    /// The section, or everything.
    pub view: RwSignal<View>,
    /// The one section shown last, for the way back from everything.
    pub last: RwSignal<View>,
    /// The consultation form, from the first press of its button to the outcome.
    pub form: FormState,
}

impl State {
    /// The state of a first visit, which shows this section.
    pub fn new(first: usize) -> Self {
        Self {
            hydrated: false,
            view: RwSignal::new(View::One(first)),
            last: RwSignal::new(View::One(first)),
            form: FormState::new(Vec::new()),
        }
    }
}

/// The guide. It works before hydration: text, tabs by link, a real form.
pub fn app(outline: Outline, config: &Config, state: State) -> Markup {
    let State { hydrated, form, .. } = state;
    let language = outline.language.clone();
    let direction = if outline.right_to_left { "rtl" } else { "ltr" };
    let tabs = guide::TabsState::new(outline, state, config.deep_links);
    let links = tabs.clone();
    let notes = Notes::new();
    let section = config.section.clone().unwrap_or_default();
    let exit = config.exit.clone().map(Cow::from);
    let [above, at_the_foot] = [config.exit.clone(), config.exit.clone()];
    html::div()
        .class("care-guide")
        .attr("lang", language)
        .attr("dir", direction)
        .attr("data-theme", config.theme.as_str())
        .attr("data-hydrated", move || hydrated)
        .attr("data-tabs", move || hydrated.then(|| section.clone()))
        // Live, since the HTML may have been rendered for no page in particular.
        .attr("data-exit", move || exit.clone())
        .on(ev::click, move |event| links.follow_link(&event))
        .inert(move |words| guide::leave(words, above.as_deref()))
        .inert(guide::opening)
        .children(guide::sections(&tabs))
        .child(decision(notes))
        .child(consultation(
            form,
            config.endpoint.clone(),
            config.backend.clone(),
            ConsultationRequest::default(),
            Some(notes),
        ))
        .inert(guide::help)
        .inert(guide::about)
        .inert(move |words| guide::foot(words, at_the_foot.as_deref()))
}
