//! What the components ask of the browser. None of it runs at build time.

use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, Node};
use leptos::web_sys::{Event, MouseEvent};
use wasm_bindgen::JsCast;

/// Whether there is a browser: not at build time.
pub const PRESENT: bool = cfg!(target_arch = "wasm32");

/// The URL's hash with its `#`; empty where there is none.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Adds an entry to the history, unless the URL has this hash already. Nothing scrolls, and no
/// event fires.
pub fn push_hash(hash: &str) {
    if hash == self::hash() {
        return;
    }
    // Browsers refuse after some hundred calls in half a minute; the tab is shown all the same.
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(hash));
    }
}

/// Calls `follow` now, and again whenever the hash changes, until the component goes away. Its
/// argument says whether this is the first call.
pub fn on_hash(follow: impl Fn(bool) + Clone + 'static) {
    if !PRESENT {
        return;
    }
    follow(true);
    let listener = {
        let follow = follow.clone();
        window_event_listener(leptos::ev::popstate, move |_| follow(false))
    };
    let other = window_event_listener(leptos::ev::hashchange, move |_| follow(false));
    on_cleanup(move || {
        listener.remove();
        other.remove();
    });
}

/// The index of the section that holds the element with this hash's id.
pub fn section_around(hash: &str, ids: &[String]) -> Option<usize> {
    let element = by_hash(hash)?;
    ids.iter().position(|id| {
        document()
            .get_element_by_id(id)
            .is_some_and(|section| section.contains(Some(element.unchecked_ref())))
    })
}

/// Scrolls to the element with this hash's id, once what was hidden is shown.
pub fn scroll_to(hash: &str) {
    if let Some(element) = by_hash(hash) {
        request_animation_frame(move || element.scroll_into_view());
    }
}

fn by_hash(hash: &str) -> Option<Element> {
    let id = hash.strip_prefix('#').filter(|id| !id.is_empty())?;
    document().get_element_by_id(id)
}

/// The hash of the link that was clicked, if it was one to a place on the page.
pub fn clicked_hash(event: &Event) -> Option<String> {
    let clicked: Element = event.target()?.dyn_into().ok()?;
    let link = clicked.closest("a[href^='#']").ok()??;
    link.get_attribute("href")
}

/// Whether a modifier key was held, which makes a click the browser's own.
pub fn has_modifier(event: &MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
}

/// The index of the item that has the focus, in the list that got the event.
pub fn item_with_focus(event: &Event) -> Option<usize> {
    let items = current_target::<Element>(event)?.children();
    let target: Node = event.target()?.dyn_into().ok()?;
    let holds = |index: &u32| {
        items
            .item(*index)
            .is_some_and(|item| item.contains(Some(&target)))
    };
    (0..items.length()).find(holds).map(|index| index as usize)
}

/// Moves the focus to the link in the item with this index, in the list that got the event.
pub fn focus_item(event: &Event, index: usize) {
    let link = current_target::<Element>(event)
        .and_then(|list| list.children().item(index as u32))
        .and_then(|item| item.first_element_child());
    focus(link);
}

/// Scrolls to the element with this id in the tree that got the event, and moves the focus there.
pub fn go_to(event: &Event, id: &str) {
    let root = current_target::<Node>(event).map(|node| node.get_root_node());
    let Some(root) = root else { return };
    let element = match root.dyn_ref::<leptos::web_sys::Document>() {
        Some(document) => document.get_element_by_id(id),
        None => root
            .unchecked_ref::<leptos::web_sys::DocumentFragment>()
            .get_element_by_id(id),
    };
    if let Some(element) = &element {
        element.scroll_into_view();
    }
    focus(element);
}

fn current_target<T: JsCast>(event: &Event) -> Option<T> {
    event.current_target()?.dyn_into().ok()
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Fails only for elements that cannot take the focus.
        let _ = element.focus();
    }
}

/// Says something to whoever put the guide on the page.
#[cfg(feature = "hydrate")]
pub fn warn(message: &str) {
    leptos::web_sys::console::warn_1(&wasm_bindgen::JsValue::from_str(message));
}
