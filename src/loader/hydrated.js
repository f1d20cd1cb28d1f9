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
export const controls = (root) => [
  .../** @type {NodeListOf<HTMLInputElement>} */ (
    root.querySelectorAll("[name]:not([type=hidden]), #enclose")
  ),
];
/**
 * @param {HTMLElement} root
 * @param {string} name
 */
export const valueIn = (root, name) =>
  /** @type {HTMLInputElement | null} */ (root.querySelector(`[name=${name}]`))?.value;

/**
 * What was typed, and into which form.
 * @param {HTMLElement} root
 */
export const inputOf = (root) => ({
  typed: controls(root).map(({ name, value, type, checked }) => ({ name, value, type, checked })),
  guide: valueIn(root, "guide"),
  wording: valueIn(root, "consent_wording"),
});

/**
 * Copies what was typed into one guide to the same controls of another.
 * @param {ReturnType<typeof inputOf>} from
 * @param {HTMLElement} to
 */
export const copyInput = ({ typed, guide, wording }, to) => {
  for (const control of controls(to)) {
    // Consent to other words is no consent to these.
    if (/^consent/.test(control.name) && wording !== valueIn(to, "consent_wording")) continue;
    // Another guide has other options and questions under the same numbers.
    if (
      /^(matters|most|leaning|sureness|ready-.|questions|)$/.test(control.name) &&
      guide !== valueIn(to, "guide")
    )
      continue;
    const before = typed.find(
      // The page's form may have brackets for PHP behind the name of a list.
      ({ name, value, type }) =>
        name.replace("[]", "") === control.name.replace("[]", "") &&
        (!/radio|checkbox/.test(type) || value === control.value),
    );
    if (!before) continue;
    control.value = before.value;
    control.checked = before.checked;
  }
};

/**
 * Opens in another guide what is open in one. Where it is no copy of the same, the parts below the tabs.
 * @param {HTMLElement} from
 * @param {HTMLElement} to
 */
const copyFolds = (from, to) => {
  const folds = (/** @type {string} */ selector) =>
    [from, to].map(
      (root) => /** @type {NodeListOf<HTMLDetailsElement>} */ (root.querySelectorAll(selector)),
    );
  let [before, after] = folds("details");
  if (before?.length !== after?.length) [before, after] = folds(".step");
  after?.forEach((fold, index) => {
    fold.open = Boolean(before?.[index]?.open);
  });
};

/**
 * Replaces a guide's HTML; what was typed, what is open and the focus stay.
 * @param {HTMLElement} root
 * @param {HTMLElement} fresh
 */
export const replace = (root, fresh) => {
  const tree = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  copyInput(inputOf(root), fresh);
  copyFolds(root, fresh);
  // The loader and hydration set these from the element's attributes.
  fresh.dataset.theme = root.dataset.theme;
  const form = /** @type {HTMLFormElement} */ (fresh.querySelector("form"));
  form.action = root.querySelector("form")?.action ?? "";
  const focused = root.contains(tree.activeElement) && tree.activeElement?.id;
  root.replaceWith(fresh);
  if (focused) tree.getElementById(focused)?.focus();
};

/**
 * Ignores the second half of a double click if the first half moved another control under the
 * pointer: a phone number in place of a button, or a checkbox after an error scrolled the page.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 * @param {import("./types").Embedded["targetIn"]} targetIn
 */
const ignoreStrayClicks = (root, signal, targetIn) => {
  /** @type {EventTarget | undefined} */
  let pressed;
  let stray = false;
  const filter = (/** @type {Event} */ event) => {
    const target = targetIn(root, event);
    const { type, detail } = /** @type {MouseEvent} */ (event);
    if (type === "mousedown") {
      stray = detail > 1 && target !== pressed;
      if (!stray) pressed = target;
    }
    // A click by a key has the count 0.
    if (!stray || !detail || !target) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ["mousedown", "click"]) {
    addEventListener(type, filter, { capture: true, signal });
  }
};

/**
 * The last address that the page's policy blocked.
 * @type {string | undefined}
 */
let blocked;
addEventListener("securitypolicyviolation", ({ blockedURI, disposition }) => {
  // A report-only policy blocks nothing.
  if (disposition !== "report") blocked = blockedURI;
});
/** @param {string} address */
export const isForbidden = (address) => address === blocked;

/**
 * Opens what is folded around the places that links and the address lead to. Not every engine does it
 * by itself, and none in a shadow root.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
const unfoldPlaces = (root, signal) => {
  const tree = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  const unfold = (/** @type {string} */ hash) => {
    const place = tree.getElementById(hash.slice(1));
    let folded = place?.closest("details");
    while (folded) {
      folded.open = true;
      folded = folded.parentElement?.closest("details");
    }
    return place;
  };
  const click = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLAnchorElement | null} */
    const link = target.closest("a[href^='#']");
    if (link) unfold(link.hash);
  };
  // Before the Wasm's own listener scrolls there.
  root.addEventListener("click", click, { capture: true, signal });
  const { host } = /** @type {ShadowRoot} */ (tree);
  if (host && !host.hasAttribute("deep-links")) return;
  const follow = () => {
    const place = unfold(location.hash);
    // The Wasm scrolls to sections, and to what is in them.
    if (host && !place?.closest(".panels")) place?.scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", follow, { signal });
  follow();
};

/**
 * Attaches the listeners that a hydrated guide needs around it, until the signal aborts.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 * @param {import("./types").Embedded} [embedded]
 */
export const attachListeners = (root, signal, embedded) => {
  const targetIn = (/** @type {HTMLElement} */ root, /** @type {Event} */ event) => {
    const path = event.composedPath();
    return path.includes(root) ? /** @type {Element} */ (path[0]) : undefined;
  };
  ignoreStrayClicks(root, signal, embedded?.targetIn ?? targetIn);
  unfoldPlaces(root, signal);
  embedded?.attach({ Event, controls, valueIn, inputOf, copyInput }, root, signal);
  // WebKit scrolls only the caret into view, perhaps under a sticky header, so scroll the whole field
  // on its first keyup. Firefox is content with the first line of a link, and the first lines of a part
  // of the page, that a key focused.
  const show = (/** @type {Element} */ element) =>
    element.scrollIntoView({ behavior: "instant", block: "nearest" });
  const keyed = (/** @type {Event} */ { currentTarget }) =>
    show(/** @type {Element} */ (currentTarget));
  const follow = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.matches("input, textarea")) {
      target.addEventListener("keyup", keyed, { once: true, signal });
    } else if (target.matches(":is(a, [tabindex='-1']):focus-visible")) {
      show(target);
    }
  };
  root.addEventListener("focusin", follow, { signal });
};
