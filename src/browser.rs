//! The browser, as the components use it. Nothing here runs at build time.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::js_sys::{Array, Promise};
use leptos::web_sys::{Element, Event, FormData};
use markup::NodeRef;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

/// False where a guide is rendered: at build time, and in the Wasm that renders a guide by its address.
pub const PRESENT: bool = cfg!(feature = "hydrate");

// In `browser.js`, `navigation.js` and `hydrated.js` of `src/loader`, which the build appends to the
// glue.
#[wasm_bindgen]
extern "C" {
    /// The URL's hash with its `#`, decoded; empty if the URL has no hash.
    #[wasm_bindgen(js_name = currentHash)]
    pub fn hash() -> String;

    /// Adds an entry to the history, unless the URL has this hash already. Nothing scrolls, and no
    /// event fires.
    #[wasm_bindgen(js_name = pushHash)]
    pub fn push_hash(hash: &str);

    /// What [`remember`] stored in the current entry of the history.
    pub fn remembered() -> Option<String>;

    /// Stores the hash in the current entry of the history, unless the page stored something else there.
    pub fn remember(hash: &str);

    /// The hash of the clicked link, decoded, if it leads to a place on the page.
    #[wasm_bindgen(js_name = clickedHash)]
    pub fn clicked_hash(event: &Event) -> Option<String>;

    /// Whether a modifier key was held: then the browser handles the click or the key.
    #[wasm_bindgen(js_name = hasModifier)]
    pub fn has_modifier(event: &Event) -> bool;

    /// The index of the focused item in the list that got the event; -1 if there is none.
    #[wasm_bindgen(js_name = itemWithFocus)]
    pub fn item_with_focus(event: &Event) -> i32;

    #[wasm_bindgen(js_name = linkInItem)]
    fn link_in_item(event: &Event, index: u32) -> Option<Element>;

    #[wasm_bindgen(js_name = scrollToElement)]
    fn scroll(element: &Element);

    /// Focuses the element and scrolls it into view.
    #[wasm_bindgen(js_name = focusElement)]
    pub fn focus(element: &Element);

    /// Scrolls to the element and focuses it, so that the Tab key continues from there. An element
    /// that is not focusable, such as a source, is made so: in a shadow root the browser does not
    /// follow a link to a place (HTML section 7.4.6.4).
    #[wasm_bindgen(js_name = goTo)]
    pub fn go_to(element: &Element);

    /// The JSON in the element's own `<script type="application/json">`.
    #[wasm_bindgen(js_name = ownProfile)]
    pub fn own_profile(host: &Element) -> Option<String>;

    /// The view that a guide shows; [`View::read`](crate::guide::View::read) reads it.
    #[wasm_bindgen(js_name = viewIn)]
    pub fn view_in(root: &Element) -> i32;

    #[wasm_bindgen(js_name = sectionIds)]
    fn ids_of_sections(root: &Element) -> Array;

    #[wasm_bindgen(js_name = valuesOf)]
    fn all_values(data: &FormData, name: &str) -> Array;

    /// The page's origin and path. Never the query: it may hold what the visitor searched for. Empty
    /// where a page has neither.
    pub fn page() -> String;

    /// The value with this name in the page's address.
    #[wasm_bindgen(js_name = inQuery)]
    pub fn in_query(name: &str) -> Option<String>;

    /// Opens all that is folded in the element.
    pub fn unfold(element: &Element);

    #[wasm_bindgen(js_name = copyText)]
    fn copy_text(text: &str) -> Promise;

    /// Selects an element's contents, for the visitor to copy.
    pub fn select(element: &Element);

    /// Prints the page; `false` if the browser has no `print`. Some browsers return before they print.
    #[wasm_bindgen(js_name = printPage)]
    pub fn print() -> bool;

    /// Whether the page's Content-Security-Policy blocked a request to this address.
    #[wasm_bindgen(js_name = isForbidden)]
    pub fn is_forbidden(address: &str) -> bool;

    /// Whether the device has a connection.
    #[wasm_bindgen(js_name = isOnline)]
    pub fn is_online() -> bool;

    #[wasm_bindgen(js_name = sleep)]
    fn timeout(milliseconds: i32) -> Promise;

    /// Fills the bytes at random.
    #[wasm_bindgen(js_name = fillWithRandom)]
    pub fn fill_with_random(bytes: &mut [u8]);

    /// Warns the page's developer on the console.
    #[wasm_bindgen(js_namespace = console)]
    pub fn warn(message: &str);
}

/// The ids of the guide's sections.
#[cfg(feature = "hydrate")]
pub fn section_ids(root: &Element) -> Vec<String> {
    strings(&ids_of_sections(root))
}

/// The texts that a form has under this name.
pub fn values(data: &FormData, name: &str) -> Vec<String> {
    strings(&all_values(data, name))
}

fn strings(array: &Array) -> Vec<String> {
    let indices = 0..array.length();
    indices
        .filter_map(|index| array.get(index).as_string())
        .collect()
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

/// Goes to the element once the effects that run now have shown it.
pub fn go_to_soon(element: Element) {
    if PRESENT {
        set_timeout(move || go_to(&element), std::time::Duration::ZERO);
    }
}

/// Scrolls to the element in the next frame, when hidden parts are shown.
pub fn scroll_to(element: Element) {
    request_animation_frame(move || scroll(&element));
}

/// Focuses the link in the item with this index, in the list that got the event. It waits for
/// effects: a change of `tabindex` on a focused element forces a layout.
pub fn focus_item(event: &Event, index: usize) {
    if let Some(link) = link_in_item(event, index as u32) {
        after_effects(move || focus(&link));
    }
}

/// Calls `then` after the effects of the signals set just now, and after the effects of those: two
/// turns of the microtask queue.
pub fn after_effects(then: impl FnOnce() + 'static) {
    spawn_local(async { spawn_local(async { then() }) });
}

/// Writes a text to the clipboard; `false` if the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(copy_text(text)).await.is_ok()
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    // Without a timer the wait is over at once.
    let _ = JsFuture::from(timeout(milliseconds)).await;
}

/// Calls `then` at each `beforeprint` or `afterprint`, until the component is disposed of.
pub fn on_print(event: &str, then: impl Fn() + 'static) {
    let listener = window_event_listener_untyped(event, move |_| then());
    on_cleanup(move || listener.remove());
}
