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
 * Has another guide show the section that one shows, or everything, unless it has no such section.
 * @param {HTMLElement} from
 * @param {HTMLElement} to
 */
const copyView = (from, to) => {
  const shown = from.querySelector("[aria-selected=true]")?.getAttribute("href");
  const tab = to.querySelector(`[part=tab][href="${shown}"]`);
  tab?.setAttribute("aria-selected", "true");
  if (tab || !shown) to.dataset.tabs = from.dataset.tabs;
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
  copyView(root, fresh);
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
 * The requests of which a copy may be kept, by their guide's element: the members of their JSON, and
 * when they were sent. In this document's memory alone.
 * @type {WeakMap<Element, Record<string, unknown>>}
 */
const kept = new WeakMap();
/** @param {Element} host */
const offerCopy = (host) => {
  /** @type {HTMLElement | null} */
  const receipt = (host.shadowRoot ?? host).querySelector(".receipt");
  if (receipt) receipt.hidden = !kept.has(host);
};
/**
 * @param {Element} host
 * @param {string} request
 */
export const keepRequest = (host, request) => {
  kept.set(host, { ...JSON.parse(request), time: new Date() });
  offerCopy(host);
};
/** @param {Element} host */
const forgetRequest = (host) => {
  kept.delete(host);
  offerCopy(host);
};

/** @param {Node | null} [node] */
const wordsOf = (node) => node?.textContent?.replace(/\s+/g, " ").trim() ?? "";
/**
 * The copy's name and text: the words of the page, and what was sent.
 * @param {HTMLElement} receipt
 * @param {Record<string, unknown>} request
 */
const copyOf = (receipt, { id, time, consent_wording, ...request }) => {
  const place = /** @type {HTMLElement} */ (receipt.parentElement);
  const language = /** @type {HTMLElement} */ (place.closest("[lang]")).lang;
  const [look, title, sent, whole, withdraw, given, notGiven, secret] = [
    ...receipt.querySelectorAll("li"),
  ].map(wordsOf);
  // The box that is shown.
  const box = /** @type {HTMLElement} */ (
    place.querySelector(":is(.sent, .unconfirmed):not([hidden])")
  );
  const answers = [];
  const refused = [];
  for (const field of place.querySelectorAll(".field")) {
    const named = /** @type {HTMLInputElement[]} */ ([...field.querySelectorAll("[name]")]);
    const name = `${named[0]?.name}`.replace("[]", "");
    const values = [request[name] ?? []].flat();
    if (/^consent/.test(name)) {
      if (!values[0]) refused.push(wordsOf(field.querySelector(".check")));
      continue;
    }
    const word = (/** @type {unknown} */ value) =>
      wordsOf(named.find((control) => control.value === value)?.closest("label")) || value;
    // Without what is marked as optional.
    const label = field.querySelector("legend, label")?.firstChild;
    if (values[0]) answers.push("", wordsOf(label), ...values.map(word));
  }
  const contacts = [...box.querySelectorAll(".contact li:not([hidden])")].map((row) => {
    const link = row.querySelector("a");
    const words = wordsOf(row);
    // The privacy notice: the words of the link are no address.
    return link && words === wordsOf(link) ? `${words}: ${link.href}` : words;
  });
  const when = /** @type {Date} */ (time).toLocaleString(language, {
    dateStyle: "long",
    timeStyle: "long",
  });
  const lines = [
    title,
    "",
    // Some languages have narrow spaces, which not every font has.
    `${sent}: ${when.replace(/\s/g, " ")}`,
    wordsOf(box.querySelector(".reference")),
    `${whole}: ${id}`,
    "",
    ...[...box.querySelectorAll("h3, #unconfirmed-what p")].map(wordsOf),
    withdraw,
    "",
    wordsOf(box.querySelector(".contact p")),
    ...contacts,
    ...answers,
    "",
    `${given}:`,
    consent_wording,
    ...(refused[0] ? ["", `${notGiven}:`, ...refused] : []),
    "",
    secret,
    "",
  ];
  // Someone else may see the name: it says nothing of the subject.
  const name = `request-${wordsOf(box.querySelector(".reference strong"))}.txt`;
  // Line ends of Windows, and the mark by which viewers on phones know UTF-8.
  const text = `\ufeff${lines.join("\n").replace(/\r?\n/g, "\r\n")}`;
  return { name, text, look: look?.replace("{file}", name) ?? "" };
};

/**
 * Saves the copy at a press of the button, once. Whoever comes next gets none: not after the visitor
 * went to another page and somebody pressed Back, nor after the guide has left the page.
 * @param {HTMLElement} root
 * @param {Element} host
 * @param {AbortSignal} signal
 */
const handOutCopy = (root, host, signal) => {
  offerCopy(host);
  const button = root.querySelector(".receipt button");
  const receipt = /** @type {HTMLElement} */ (button?.parentElement);
  const save = () => {
    const request = kept.get(host);
    if (!button || !request) return;
    kept.delete(host);
    const { name, text, look } = copyOf(receipt, request);
    // Outside the page, so that no script of it gets the click.
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = name;
    link.click();
    // WebKit begins later.
    setTimeout(() => URL.revokeObjectURL(link.href), 9999);
    button.ariaDisabled = "true";
    // No browser says whether it has saved the file; some apps and sandboxes do nothing.
    const news = receipt.querySelector("output");
    if (news) news.textContent = look;
  };
  button?.addEventListener("click", save, { signal });
  addEventListener("pagehide", () => forgetRequest(host), { signal });
  signal.addEventListener("abort", () => host.isConnected || forgetRequest(host));
};

/**
 * What empties each hydrated guide of the page.
 * @type {Set<() => void>}
 */
const emptied = new Set();

/**
 * Leaves the page by its link, and nothing typed or ticked behind.
 * @param {HTMLElement} root
 * @param {Element} host
 * @param {AbortSignal} signal
 */
const offerToLeave = (root, host, signal) => {
  // The browser restores nothing into controls that are gone.
  const empty = () => {
    kept.delete(host);
    root.replaceChildren();
  };
  emptied.add(empty);
  signal.addEventListener("abort", () => emptied.delete(empty));
  const { exit } = root.dataset;
  if (!exit) return;
  let leaves = false;
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = root.querySelectorAll(".leave a");
  for (const link of links) link.href = exit;
  const follow = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLAnchorElement | null} */
    const link = target.closest(".leave a, a[href^='#'], a[hreflang]");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    if (!link.closest(".leave")) {
      // No entry in the history that leads back here.
      location.replace(link.href);
      return;
    }
    for (const empty of emptied) empty();
    leaves = true;
    try {
      top?.location.replace(link.href);
    } catch {
      // The frame's sandbox keeps it in.
      location.replace(link.href);
    }
  };
  // Behind the listeners of the Wasm and the loader.
  (host.shadowRoot ?? host).addEventListener("click", follow, { signal });
  // A request under way asks whether to leave, by a listener that comes after this one.
  const unasked = (/** @type {Event} */ event) => leaves && event.stopImmediatePropagation();
  addEventListener("beforeunload", unasked, { signal });
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
  const tree = /** @type {Document | ShadowRoot} */ (root.getRootNode());
  const host = /** @type {ShadowRoot} */ (tree).host ?? root.parentElement;
  handOutCopy(root, host, signal);
  offerToLeave(root, host, signal);
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
