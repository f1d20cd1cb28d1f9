// Hash, history and focus, as the tabs need them: before hydration (`tabs.js`) and after it
// (`src/browser.rs`). The build puts this file before the one, and appends it to the app's glue.

/**
 * Decodes the hash, as the browser does to compare it with ids (HTML section 7.4.6.3). A malformed one
 * stays as it is.
 * @param {string} hash
 */
const decoded = (hash) => {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
};
export const currentHash = () => decoded(location.hash);

/** @param {string} hash */
export const pushHash = (hash) => {
  if (hash === currentHash()) return;
  // Who leaves by `exit` should not come back by an entry of this page.
  const how = document.querySelector("care-guide[exit]") ? "replaceState" : "pushState";
  // The whole address: a hash alone belongs to the page's `<base>`, if it has one.
  const [page] = location.href.split("#");
  try {
    history[how](hash, "", page + hash);
  } catch {
    // Browsers refuse after some hundred calls in half a minute; the tab is shown all the same.
  }
};
export const remembered = () => (typeof history.state === "string" ? history.state : undefined);
/** @param {string} hash */
export const remember = (hash) => {
  try {
    if (history.state === null || remembered() !== undefined) history.replaceState(hash, "");
  } catch {
    // Browsers refuse as above.
  }
};

/**
 * @param {Element} element
 * @param {ScrollLogicalPosition} [block]
 */
export const scrollToElement = (element, block) =>
  element.scrollIntoView({ behavior: "instant", block });
/**
 * Two steps: where a page scrolls smoothly, the focus would end the scroll halfway, and what is laid
 * out meanwhile would move the place away from where the scroll ends.
 * @param {HTMLElement} element
 * @param {ScrollLogicalPosition} [block]
 */
const focusAndScroll = (element, block) => {
  // Forces a layout. If that layout moves the element far down, WebKit would otherwise not scroll it
  // into view.
  void element.offsetTop;
  element.focus({ preventScroll: true });
  scrollToElement(element, block);
};
/** @param {HTMLElement} element */
export const focusElement = (element) => focusAndScroll(element, "nearest");
/** @param {HTMLElement} element */
export const goTo = (element) => {
  if (element.tabIndex < 0) element.tabIndex = -1;
  focusAndScroll(element);
};

/** @param {MouseEvent} event */
export const clickedHash = ({ target }) => {
  const link = /** @type {Element | null} */ (target)?.closest("a[href^='#']");
  return link ? decoded(link.getAttribute("href") ?? "") : undefined;
};
/** @param {MouseEvent | KeyboardEvent} event */
export const hasModifier = ({ ctrlKey, metaKey, shiftKey, altKey }) =>
  ctrlKey || metaKey || shiftKey || altKey;

/**
 * @param {Element} host
 * @param {string} name
 * @param {string} member The only member of the event's detail; none if it is empty.
 * @param {string} value
 * @param {boolean} cancelable
 */
export const dispatch = (host, name, member, value, cancelable) => {
  // Old libraries replace the one on `window`.
  const Kind = /** @type {typeof CustomEvent} */ (document.createEvent("CustomEvent").constructor);
  const event = new Kind(name, {
    bubbles: true,
    // So that it crosses the shadow root.
    composed: true,
    cancelable,
    detail: member ? { [member]: value } : {},
  });
  return host.dispatchEvent(event);
};
