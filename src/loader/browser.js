// What the app's Wasm calls of the browser (`src/browser.rs` declares it). A chain of calls on the DOM
// weighs less here: the Wasm would need a function of the glue for each. The build appends this file
// to the app's glue.

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
/** @param {Event} event */
const itemsOf = ({ currentTarget }) => [.../** @type {Element} */ (currentTarget).children];
/** @param {Event} event */
export const itemWithFocus = (event) =>
  itemsOf(event).findIndex((item) => item.contains(/** @type {Node} */ (event.target)));
/**
 * @param {Event} event
 * @param {number} index
 */
export const linkInItem = (event, index) => itemsOf(event)[index]?.firstElementChild;

/**
 * @param {Element} host
 * @param {string} id
 */
export const find = (host, id) => (host.shadowRoot ?? document).getElementById(id);
/**
 * @param {Element} host
 * @param {Element} place
 */
export const focusIsFreeOrIn = (host, place) => {
  // A shadow root does not report a focus outside of it.
  const focused = host.shadowRoot?.activeElement ?? document.activeElement;
  return !focused || focused.localName === "body" || place.contains(focused);
};
/**
 * @param {Element} host
 * @param {string} name
 * @param {string} member The only member of the event's detail; none if it is empty.
 * @param {string} value
 * @param {boolean} cancelable
 */
export const dispatch = (host, name, member, value, cancelable) =>
  host.dispatchEvent(
    new CustomEvent(name, {
      bubbles: true,
      // So that it crosses the shadow root.
      composed: true,
      cancelable,
      detail: member ? { [member]: value } : {},
    }),
  );
/** @param {Element} host */
export const ownProfile = (host) =>
  // WordPress puts a paragraph around it.
  host.querySelector(
    ':scope>script[type="application/json"],:scope>p>script[type="application/json"]',
  )?.textContent;
/** @param {Element} root */
export const sectionIds = (root) => [...root.querySelectorAll(".panel")].map(({ id }) => id);

/** @param {HTMLElement} element */
export const unfold = (element) => {
  for (const folded of element.querySelectorAll("details")) folded.open = true;
};
/**
 * Rejects if the browser does not allow it, or outside a secure context, which has no clipboard.
 * @param {string} text
 */
export const copyText = async (text) => navigator.clipboard.writeText(text);
/**
 * Does nothing in a browser that cannot select in a shadow root.
 * @param {Element} element
 */
export const select = (element) => getSelection()?.selectAllChildren(element);
export const printPage = () => {
  try {
    print();
    return true;
  } catch {
    return false;
  }
};

/**
 * @param {FormData} data
 * @param {string} name
 */
export const valuesOf = (data, name) =>
  // Boxes have the brackets where the page's backend is PHP.
  [name, `${name}[]`]
    .flatMap((name) => data.getAll(name))
    .filter((value) => typeof value === "string");
export const page = () => {
  const { origin, pathname } = location;
  if (pathname[0] === "/") return origin + pathname;
  // `srcdoc`, `blob:` and windows that a script wrote have no path. The base is their maker's page,
  // or else only the origin is known; a sandbox has none.
  const base = new URL(document.baseURI);
  if (base.pathname[0] === "/") return base.origin + base.pathname;
  return self.origin === "null" ? "" : `${self.origin}/`;
};
/** @param {string} name */
export const inQuery = (name) => new URLSearchParams(location.search).get(name) ?? undefined;

export const isOnline = () => navigator.onLine;
/** @param {number} milliseconds */
export const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
/** @param {Uint8Array<ArrayBuffer>} bytes */
export const fillWithRandom = (bytes) => {
  try {
    crypto.getRandomValues(bytes);
  } catch {
    // Every browser that runs Wasm has it; without it all visitors would share one id.
    bytes.forEach((_, index) => {
      bytes[index] = Math.random() * 256;
    });
  }
};

/**
 * Loads the module for other backends, and in it the profile with this name and the element's own.
 * @param {() => Promise<import("./types").Backend>} load
 * @param {string} [name]
 * @param {string} [own]
 */
export const loadBackend = async (load, name, own) => {
  const { backend_module, files } = await load();
  const address = name && new URL(`backends/${name}.json`, import.meta.url).href;
  return backend_module(name, address, name && files.profiles[name], own);
};
/**
 * Says on the console why an answer by the default contract is no success. The module has the words
 * for it; the app's Wasm has none. Without the line the visitor misses nothing.
 * @param {() => Promise<import("./types").Backend>} load
 * @param {string} request
 * @param {number} status
 * @param {string} answer
 */
export const explain = async (load, request, status, answer) => {
  const module = await loadBackend(load, "careguide").catch(() => undefined);
  if (typeof module === "object") module.explain(request, status, answer);
};
