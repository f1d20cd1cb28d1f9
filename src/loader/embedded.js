// What a hydrated guide needs on other people's pages. Its own page does not load it.

/**
 * What was typed into guides that left the page, by guide and endpoint. A page that navigates by
 * itself makes new elements on the way back. It stays in this document's memory.
 * @type {Record<string, import("./types").Input>}
 */
const left = {};

/**
 * @param {import("./types").Hydrated} app
 * @param {HTMLElement} root
 * @param {Element} host
 * @param {AbortSignal} signal
 */
const keepInput = ({ Event, controls, valueIn, inputOf, copyInput }, root, host, signal) => {
  const form = root.querySelector("form");
  const place = `${valueIn(root, "guide")} ${form?.getAttribute("action")}`;
  const isTouched = () =>
    controls(root).some(({ type, checked, defaultChecked, value, defaultValue }) =>
      /radio|checkbox/.test(type) ? checked !== defaultChecked : value !== defaultValue,
    );
  const before = left[place];
  if (before && !isTouched()) {
    // For one element alone.
    delete left[place];
    copyInput(before, root);
    for (const control of controls(root)) control.dispatchEvent(new Event("input"));
  }
  const leave = () => {
    // What is sent, or under way, would be sent again.
    const isSent = form?.hidden || form?.querySelector("[aria-disabled=true]");
    if (!host.isConnected && !isSent && isTouched()) left[place] = inputOf(root);
  };
  signal.addEventListener("abort", leave);
};

/**
 * The element of the guide that got an event, as seen from the window. A closed shadow root around
 * the guide hides it; then it has the focus, or is under the pointer.
 * @param {HTMLElement} root
 * @param {Event} event
 */
export const targetIn = (root, event) => {
  const path = event.composedPath();
  const tree = /** @type {ShadowRoot} */ (root.getRootNode());
  /** @type {EventTarget | null | undefined} */
  let found = path[0];
  if (!path.includes(root)) {
    let host = tree.host;
    while (host && host !== found) host = /** @type {ShadowRoot} */ (host.getRootNode()).host;
    if (!host) return;
    const { changedTouches, detail, type } = /** @type {TouchEvent} */ (event);
    const { clientX, clientY } = changedTouches?.[0] ?? /** @type {MouseEvent} */ (event);
    // A click by a key has the count 0.
    const isKey = clientX === undefined || (type === "click" && !detail);
    found = isKey ? tree.activeElement : tree.elementFromPoint(clientX, clientY);
  }
  return root.contains(/** @type {Node | null} */ (found))
    ? /** @type {Element} */ (found)
    : undefined;
};

/** Of these the guide's own listeners get a copy. */
const COPIED = ["click", "mousedown", "keydown", "keypress", "keyup", "input"];
/** Pages cancel these where the target is no control, and the guide listens to none of them. */
const GUARDED = ["touchstart", "touchend", "pointerdown"];
/** And these: then nothing can be selected, copied or pasted. */
const GUARDED_ON_TEXT = ["selectstart", "dragstart", "contextmenu", "copy", "cut", "paste"];

/**
 * Keeps clicks and keys on the guide's controls from the page's handlers. Outside the shadow root the
 * target is the element, which is no field, so a page's shortcuts would take the letters typed, and a
 * guard against touches would cancel them. Tab and Escape, which lead out of a field or a dialog,
 * still reach the page.
 * @param {import("./types").Hydrated} app
 * @param {HTMLElement} root
 * @param {Element} host
 * @param {AbortSignal} signal
 */
const isolateEvents = ({ Event }, root, host, signal) => {
  /** @type {Event | undefined} */
  let copy;
  let prevented = false;
  /** @type {Event | undefined} */
  let sign;
  /** @type {Record<string, number>} */
  const signs = {};
  /**
   * Tells the page that something happens, and not what: it may log out who does nothing.
   * @param {Event} event
   */
  const tell = ({ type, timeStamp }) => {
    if (!/key|down/.test(type) || timeStamp < (signs[type] ?? 0)) return;
    signs[type] = timeStamp + 1000;
    // Handlers read the key of a key's event.
    const Kind = /key/.test(type) ? KeyboardEvent : Event;
    sign = new Kind(type, { bubbles: true, composed: true });
    host.dispatchEvent(sign);
  };
  const isolate = (/** @type {Event} */ event) => {
    if (event === sign) return;
    const target = targetIn(root, event);
    const { type, key, altKey, ctrlKey, metaKey, shiftKey } = /** @type {KeyboardEvent} */ (event);
    if (!target || /^(Tab|Escape)$/.test(key)) return;
    const isOnText = GUARDED_ON_TEXT.includes(type);
    if (!isOnText && !target.closest("a, button, label, input, summary, textarea")) return;
    event.stopImmediatePropagation();
    if (COPIED.includes(type)) {
      // The copy ends at the shadow root. It is no MouseEvent, which would toggle a checkbox a second
      // time. It is no KeyboardEvent either: Firefox lets those leave the tree even if not composed,
      // and each would be copied again, without end.
      copy = new Event(type, { bubbles: true, cancelable: true });
      Object.assign(copy, { key, altKey, ctrlKey, metaKey, shiftKey });
      prevented = false;
      target.dispatchEvent(copy);
      if (prevented) event.preventDefault();
    }
    tell(event);
  };
  // WebKit would submit a form and follow a link for the copy too.
  const settle = (/** @type {Event} */ event) => {
    if (event !== copy) return;
    prevented = event.defaultPrevented;
    event.preventDefault();
  };
  for (const type of [...COPIED, ...GUARDED, ...GUARDED_ON_TEXT]) {
    // A listener to touches that could cancel them would make scrolling wait.
    const passive = /^touch/.test(type);
    addEventListener(type, isolate, { capture: true, passive, signal });
    root.getRootNode().addEventListener(type, settle, { signal });
  }
};

/** @type {WeakSet<Element>} */
const looked = new WeakSet();
/**
 * Warns of an element that has taken in the rest of the page. HTML ignores the slash of
 * `<care-guide … />`, so it ends with its parent: nothing follows it, and in it is what no fallback has.
 * @param {Element} host
 */
const warnIfUnclosed = (host) => {
  if (looked.has(host)) return;
  looked.add(host);
  const others = "main, footer, nav, h1, script:not([type*=json]), care-guide";
  const taken = !host.nextSibling && host.querySelector(others);
  if (!taken) return;
  console.warn(`<care-guide> hides <${taken.localName}>: it ends only with </care-guide>`);
};

/**
 * @param {import("./types").Hydrated} app The functions of `hydrated.js`, and the browser's own
 *   `Event`, whatever the page made of it.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export const attach = (app, root, signal) => {
  const { host } = /** @type {ShadowRoot} */ (root.getRootNode());
  warnIfUnclosed(host);
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = root.querySelectorAll("[hreflang][href^='.']");
  // The guide's own pages are beside this file, or two folders up from that of one version.
  const site = new URL("./", import.meta.url).href.replace(/v\/[\d.]+-\w+\/$/, "");
  for (const link of links) {
    link.href = site + link.getAttribute("href")?.replace(/^\.+\//, "");
  }
  isolateEvents(app, root, host, signal);
  keepInput(app, root, host, signal);
};
