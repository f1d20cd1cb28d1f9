//! What the components ask of the browser. None of it runs at build time.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{Element, HtmlElement, Node};
use leptos::web_sys::{Event, MouseEvent};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether there is a browser: not at build time.
pub const PRESENT: bool = cfg!(target_arch = "wasm32");

/// The URL's hash with its `#`; empty where there is none.
pub fn hash() -> String {
    decoded(window().location().hash().unwrap_or_default())
}

/// The hash as the browser compares it with ids (HTML section 7.4.6.3); as it stands where it is
/// malformed.
fn decoded(hash: String) -> String {
    let decoded = leptos::web_sys::js_sys::decode_uri_component(&hash);
    decoded.map(String::from).unwrap_or(hash)
}

/// Adds an entry to the history, unless the URL has this hash already. Nothing scrolls, and no
/// event fires.
pub fn push_hash(hash: &str) {
    if hash == self::hash() {
        return;
    }
    // The whole address: a hash alone belongs to the page's `<base>`, if it has one.
    let address = window().location().href().unwrap_or_default();
    let page = address.split('#').next().unwrap_or_default();
    // Browsers refuse after some hundred calls in half a minute; the tab is shown all the same.
    if let Ok(history) = window().history() {
        let address = [page, hash].concat();
        let _ = history.push_state_with_url(&JsValue::from_str(hash), "", Some(&address));
    }
}

/// What the current entry of the history remembers, if it is ours.
pub fn remembered() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

/// Makes the current entry of the history remember this, unless it is somebody else's.
pub fn remember(hash: &str) {
    if let Ok(history) = window().history()
        && let Ok(state) = history.state()
        && (state.is_null() || state.is_string())
    {
        let _ = history.replace_state(&JsValue::from_str(hash), "");
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

/// Scrolls to the element, once what was hidden is shown.
pub fn scroll_to(element: Element) {
    request_animation_frame(move || element.scroll_into_view());
}

/// The hash of the link that was clicked, if it was one to a place on the page.
pub fn clicked_hash(event: &Event) -> Option<String> {
    let clicked: Element = event.target()?.dyn_into().ok()?;
    let link = clicked.closest("a[href^='#']").ok()??;
    link.get_attribute("href").map(decoded)
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

/// Moves the focus to the link in the item with this index, in the list that got the event, once
/// the signals that were set are followed: an element that has the focus is laid out again at once
/// where its `tabindex` changes.
pub fn focus_item(event: &Event, index: usize) {
    let link = current_target::<Element>(event)
        .and_then(|list| list.children().item(index as u32))
        .and_then(|item| item.first_element_child());
    if let Some(link) = link {
        once_followed(move || focus(&link));
    }
}

/// Does it behind those that follow the signals that were set just now, and those that follow them
/// in turn: two turns of the microtask queue.
pub fn once_followed(then: impl FnOnce() + 'static) {
    spawn_local(async { spawn_local(async { then() }) });
}

/// Scrolls to the element, and moves the focus there, so that the Tab key goes on from it. What
/// cannot have the focus by itself, such as a source, gets it all the same: in a shadow root the
/// browser does not go to the end of a link by itself (HTML section 7.4.6.4).
pub fn go_to(element: &Element) {
    element.scroll_into_view();
    let reached = element.dyn_ref::<HtmlElement>();
    if reached.is_some_and(|element| element.tab_index() < 0) {
        // Fails only for names that are none.
        let _ = element.set_attribute("tabindex", "-1");
    }
    focus(element);
}

fn current_target<T: JsCast>(event: &Event) -> Option<T> {
    event.current_target()?.dyn_into().ok()
}

/// Moves the focus to the element, and brings it into view.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // Has the page laid out: where it then is so much lower that it has to scroll, WebKit would
        // forget to bring the element into view.
        element.offset_top();
        // Fails only for elements that cannot take the focus.
        let _ = element.focus();
    }
}

/// Puts a text on the clipboard; `false` where the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Undefined on a page that was not delivered securely.
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Selects what is in an element, for the visitor to copy.
pub fn select(element: &Element) {
    if let Ok(Some(selection)) = window().get_selection() {
        // Does nothing in browsers that cannot select in a shadow root.
        let _ = selection.select_all_children(element);
    }
}

/// Prints the page.
pub fn print() {
    // Nothing is printed in a sandbox that does not allow it.
    let _ = window().print();
}

/// Calls `then` whenever the page has been printed, until the component goes away. Some browsers
/// come back from [`print`] before that.
pub fn on_printed(then: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("afterprint", move |_| then());
    on_cleanup(move || listener.remove());
}

/// Whether the page's Content-Security-Policy has forbidden a request to this address. The loader
/// notes on the guide's root what was forbidden last.
pub fn is_forbidden(inside: &Element, address: &str) -> bool {
    let root = inside.closest("[data-forbidden]").ok().flatten();
    let last = root.and_then(|root| root.get_attribute("data-forbidden"));
    last.as_deref() == Some(address)
}

/// Says something to whoever put the guide on the page.
pub fn warn(message: &str) {
    leptos::web_sys::console::warn_1(&JsValue::from_str(message));
}
