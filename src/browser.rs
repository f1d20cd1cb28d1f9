//! The browser, as the components use it. Nothing here runs at build time.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::js_sys::JSON;
use leptos::web_sys::{Element, HtmlElement};
use leptos::web_sys::{Event, KeyboardEvent, MouseEvent};
use markup::NodeRef;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// False at build time.
pub const PRESENT: bool = cfg!(target_arch = "wasm32");

/// The URL's hash with its `#`; empty if the URL has no hash.
pub fn hash() -> String {
    decoded(window().location().hash().unwrap_or_default())
}

/// Decodes the hash, as the browser does to compare it with ids (HTML section 7.4.6.3). A malformed
/// one stays as it is.
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

/// What [`remember`] stored in the current entry of the history.
pub fn remembered() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

/// Stores the hash in the current entry of the history, unless the page stored something else there.
pub fn remember(hash: &str) {
    if let Ok(history) = window().history()
        && let Ok(state) = history.state()
        && (state.is_null() || state.is_string())
    {
        let _ = history.replace_state(&JsValue::from_str(hash), "");
    }
}

/// Calls `follow` now and whenever the hash changes, until the component is disposed of. Its
/// argument is true in the first call.
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

/// Focuses the element once the effects that run now have shown it.
pub fn focus_soon(node_ref: NodeRef) {
    if !PRESENT {
        return;
    }
    let focus_now = move || {
        if let Some(element) = node_ref.get() {
            focus(&element);
        }
    };
    set_timeout(focus_now, std::time::Duration::ZERO);
}

/// Scrolls to the element in the next frame, when hidden parts are shown.
pub fn scroll_to(element: Element) {
    request_animation_frame(move || scroll(&element, r#"{"behavior":"instant"}"#));
}

/// The hash of the clicked link, if it leads to a place on the page.
pub fn clicked_hash(event: &MouseEvent) -> Option<String> {
    // Not checked: pages replace `Element` and the like, and then nothing is an instance.
    let clicked: Element = event.target()?.unchecked_into();
    let link = clicked.closest("a[href^='#']").ok()??;
    link.get_attribute("href").map(decoded)
}

/// Whether a modifier key was held: then the browser handles the click.
pub fn has_modifier(event: &MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
}

/// The index of the focused item in the list that got the event.
pub fn item_with_focus(event: &KeyboardEvent) -> Option<usize> {
    let items = current_target::<Element>(event)?.children();
    let target: Element = event.target()?.unchecked_into();
    let holds = |index: &u32| {
        items
            .item(*index)
            .is_some_and(|item| item.contains(Some(&target)))
    };
    (0..items.length()).find(holds).map(|index| index as usize)
}

/// Focuses the link in the item with this index, in the list that got the event. It waits for
/// effects: a change of `tabindex` on a focused element forces a layout.
pub fn focus_item(event: &KeyboardEvent, index: usize) {
    let link = current_target::<Element>(event)
        .and_then(|list| list.children().item(index as u32))
        .and_then(|item| item.first_element_child());
    if let Some(link) = link {
        after_effects(move || focus(&link));
    }
}

/// Calls `then` after the effects of the signals set just now, and after the effects of those: two
/// turns of the microtask queue.
pub fn after_effects(then: impl FnOnce() + 'static) {
    spawn_local(async { spawn_local(async { then() }) });
}

/// Scrolls to the element and focuses it, so that the Tab key continues from there. An element that
/// is not focusable, such as a source, is made so: in a shadow root the browser does not follow a
/// link to a place (HTML section 7.4.6.4).
pub fn go_to(element: &Element) {
    let html: &HtmlElement = element.unchecked_ref();
    if html.tab_index() < 0 {
        // Fails only for an invalid name.
        let _ = element.set_attribute("tabindex", "-1");
    }
    focus_and_scroll(element, r#"{"behavior":"instant","preventScroll":true}"#);
}

fn current_target<T: JsCast>(event: &Event) -> Option<T> {
    Some(event.current_target()?.unchecked_into())
}

/// Focuses the element and scrolls it into view.
pub fn focus(element: &Element) {
    focus_and_scroll(
        element,
        r#"{"behavior":"instant","block":"nearest","preventScroll":true}"#,
    );
}

/// Two steps: where a page scrolls smoothly, the focus would end the scroll halfway, and what is laid
/// out meanwhile would move the place away from where the scroll ends.
fn focus_and_scroll(element: &Element, options: &str) {
    let html: &HtmlElement = element.unchecked_ref();
    // Forces a layout. If that layout moves the element far down, WebKit would otherwise not scroll
    // it into view.
    html.offset_top();
    if let Ok(options) = JSON::parse(options) {
        // Fails only for an element that is not focusable.
        let _ = html.focus_with_options(options.unchecked_ref());
    }
    scroll(element, options);
}

/// Scrolls to the element with these options, in JSON: that weighs less than setting each.
fn scroll(element: &Element, options: &str) {
    if let Ok(options) = JSON::parse(options) {
        element.scroll_into_view_with_scroll_into_view_options(options.unchecked_ref());
    }
}

/// Writes a text to the clipboard; `false` if the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Undefined outside a secure context.
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Selects an element's contents, for the visitor to copy.
pub fn select(element: &Element) {
    if let Ok(Some(selection)) = window().get_selection() {
        // Does nothing in a browser that cannot select in a shadow root.
        let _ = selection.select_all_children(element);
    }
}

/// Prints the page; `false` if the browser has no `print`. Some browsers return before they print.
pub fn print() -> bool {
    window().print().is_ok()
}

/// Calls `then` at each `beforeprint` or `afterprint`, until the component is disposed of.
pub fn on_print(event: &str, then: impl Fn() + 'static) {
    let listener = window_event_listener_untyped(event, move |_| then());
    on_cleanup(move || listener.remove());
}

/// Whether the page's Content-Security-Policy blocked a request to this address. `hydrated.js`
/// writes the last blocked address to the guide's root.
pub fn is_forbidden(inside: &Element, address: &str) -> bool {
    let root = inside.closest("[data-forbidden]").ok().flatten();
    let last = root.and_then(|root| root.get_attribute("data-forbidden"));
    last.as_deref() == Some(address)
}

/// Warns the page's developer on the console.
pub fn warn(message: &str) {
    leptos::web_sys::console::warn_1(&JsValue::from_str(message));
}
