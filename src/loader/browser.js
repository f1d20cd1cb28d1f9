// What the app's Wasm calls of the browser (`src/browser.rs` declares it). A chain of calls on the DOM
// weighs less here: the Wasm would need a function of the glue for each. The build appends this file
// to the app's glue, and `navigation.js` with it.

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
/** @param {Element} host */
export const ownProfile = (host) =>
  // WordPress puts a paragraph around it.
  host.querySelector(
    ':scope>script[type="application/json"],:scope>p>script[type="application/json"]',
  )?.textContent;
/**
 * The index of the section that a guide shows; while it shows everything, -1 minus that of the section
 * it showed last.
 * @param {Element} root
 */
export const viewIn = (root) => {
  const tabs = [...root.querySelectorAll("[part=tab]")];
  const find = (/** @type {(tab: Element) => boolean} */ is) => Math.max(0, tabs.findIndex(is));
  const isShown = (/** @type {Element} */ tab) => tab.getAttribute("aria-selected") === "true";
  const last = root.querySelector(".show-one")?.getAttribute("href");
  return tabs.some(isShown) ? find(isShown) : -1 - find((tab) => tab.getAttribute("href") === last);
};
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
