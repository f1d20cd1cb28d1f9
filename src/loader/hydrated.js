// The DOM around a hydrated guide. The build appends this file to the app's glue: it costs no request
// of its own, and nothing before hydration.

/**
 * Whether the HTML has as many elements as the build rendered. A translator's <font> does no harm to
 * hydration; any other element that was added or removed does.
 * @param {HTMLElement} root
 */
export const isAsBuilt = (root) =>
  root.querySelectorAll(":not(font, font *)").length === Number(root.dataset.elements);

/**
 * The form's controls. A text area has all that is read of them, too.
 * @param {HTMLElement} root
 * @returns {HTMLInputElement[]}
 */
const controls = (root) => Array.from(root.querySelectorAll("[name]:not([type=hidden]), #enclose"));
/**
 * @param {HTMLElement} root
 * @param {string} name
 */
const valueIn = (root, name) =>
  /** @type {HTMLInputElement | null} */ (root.querySelector(`[name=${name}]`))?.value;

/**
 * Copies what was typed into one guide to the same controls of another.
 * @param {HTMLElement} from
 * @param {HTMLElement} to
 */
const copyInput = (from, to) => {
  const typed = controls(from);
  const differ = (/** @type {string} */ name) => valueIn(from, name) !== valueIn(to, name);
  for (const control of controls(to)) {
    // Consent to other words is no consent to these.
    if (/^consent/.test(control.name) && differ("consent_wording")) continue;
    // Another guide has other options and questions under the same numbers.
    if (/^(matters|questions|)$/.test(control.name) && differ("guide")) continue;
    const before = typed.find(
      ({ name, value, type }) =>
        name === control.name && (!/radio|checkbox/.test(type) || value === control.value),
    );
    if (!before) continue;
    control.value = before.value;
    control.checked = before.checked;
  }
};

/**
 * Replaces a guide's HTML; what was typed and the focus stay.
 * @param {HTMLElement} root
 * @param {HTMLElement} fresh
 */
export const replace = (root, fresh) => {
  const tree = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  copyInput(root, fresh);
  // The loader and hydration set these from the element's attributes.
  fresh.dataset.theme = root.dataset.theme;
  const form = /** @type {HTMLFormElement} */ (fresh.querySelector("form"));
  form.action = root.querySelector("form")?.action ?? "";
  const focused = root.contains(tree.activeElement) && tree.activeElement?.id;
  root.replaceWith(fresh);
  if (focused) tree.getElementById(focused)?.focus();
};

const ISOLATED = ["click", "mousedown", "keydown", "keypress", "keyup", "input"];

/**
 * Keeps clicks and keys on the guide's controls from the page's handlers. Outside the shadow root the
 * target is the element, which is no field, so a page's shortcuts would take the letters typed. Tab
 * and Escape, which lead out of a field or a dialog, still reach the page.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
const isolateEvents = (root, signal) => {
  /** @type {Event | undefined} */
  let copy;
  let prevented = false;
  const isolate = (/** @type {Event} */ event) => {
    const path = event.composedPath();
    const target = /** @type {Element} */ (path[0]);
    const { type, key, altKey, ctrlKey, metaKey, shiftKey } = /** @type {KeyboardEvent} */ (event);
    if (!path.includes(root) || !target.closest("a, button, label, input, textarea")) return;
    if (/^(Tab|Escape)$/.test(key)) return;
    event.stopImmediatePropagation();
    // The guide's own listeners get a copy, which ends at the shadow root. It is no MouseEvent, which
    // would toggle a checkbox a second time. It is no KeyboardEvent either: Firefox lets those leave
    // the tree even if not composed, and each would be copied again, without end.
    copy = new Event(type, { bubbles: true, cancelable: true });
    Object.assign(copy, { key, altKey, ctrlKey, metaKey, shiftKey });
    prevented = false;
    target.dispatchEvent(copy);
    if (prevented) event.preventDefault();
  };
  // WebKit would submit a form and follow a link for the copy too.
  const settle = (/** @type {Event} */ event) => {
    if (event !== copy) return;
    prevented = event.defaultPrevented;
    event.preventDefault();
  };
  for (const type of ISOLATED) {
    addEventListener(type, isolate, { capture: true, signal });
    root.getRootNode().addEventListener(type, settle, { signal });
  }
};

/**
 * Ignores the second half of a double click if the first half moved another control under the
 * pointer: a phone number in place of a button, or a checkbox after an error scrolled the page.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
const ignoreStrayClicks = (root, signal) => {
  /** @type {EventTarget | undefined} */
  let pressed;
  let stray = false;
  const filter = (/** @type {Event} */ event) => {
    const path = event.composedPath();
    const [target] = path;
    const { type, detail } = /** @type {MouseEvent} */ (event);
    if (type === "mousedown") {
      stray = detail > 1 && target !== pressed;
      if (!stray) pressed = target;
    }
    // A click by a key has the count 0.
    if (!stray || !detail || !path.includes(root)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ["mousedown", "click"]) {
    addEventListener(type, filter, { capture: true, signal });
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
 * Attaches the listeners that a hydrated guide needs around it, until the signal aborts.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export const attachListeners = (root, signal) => {
  const { host } = /** @type {ShadowRoot} */ (root.getRootNode());
  if (host) warnIfUnclosed(host);
  ignoreStrayClicks(root, signal);
  if (root.getRootNode() !== document) isolateEvents(root, signal);
  const note = (/** @type {SecurityPolicyViolationEvent} */ { blockedURI, disposition }) => {
    // A report-only policy blocks nothing.
    if (disposition !== "report") root.dataset.forbidden = blockedURI;
  };
  addEventListener("securitypolicyviolation", note, { signal });
  // WebKit scrolls only the caret into view, perhaps under a sticky header, so scroll the whole field
  // on its first keyup. Firefox is content with the first lines of a part of the page that a key
  // focused.
  const show = (/** @type {Element} */ element) => element.scrollIntoView({ block: "nearest" });
  const keyed = (/** @type {Event} */ { currentTarget }) =>
    show(/** @type {Element} */ (currentTarget));
  const follow = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.matches("input, textarea")) {
      target.addEventListener("keyup", keyed, { once: true, signal });
    } else if (target.matches("[tabindex='-1']:focus-visible")) {
      show(target);
    }
  };
  root.addEventListener("focusin", follow, { signal });
};
