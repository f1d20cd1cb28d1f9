// What the loader needs once a guide wakes. The build puts it at the end of the Wasm's glue, so that
// it costs no request of its own, and pages that show a guide nothing before it wakes.

/** Translators wrap text in <font>; any other element that came or went is in hydration's way. */
export const isAsBuilt = (root) =>
  root.querySelectorAll(":not(font, font *)").length === +root.dataset.elements;

const controls = (root) => [...root.querySelectorAll("[name]:not([type=hidden]), #enclose")];
const value = (root, name) => root.querySelector(`[name=${name}]`)?.value;

/** Puts what was typed into one guide into the same controls of another. */
const carry = (from, to) => {
  const typed = controls(from);
  const differ = (name) => value(from, name) !== value(to, name);
  for (const control of controls(to)) {
    // Who agreed to other words has not agreed to these.
    if (/^consent/.test(control.name) && differ("consent_wording")) continue;
    // Another guide has other answers and questions behind the same numbers.
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

/** Puts a guide's HTML in the place of what is there, with what was typed and the focus. */
export const replace = (root, fresh) => {
  const tree = root.getRootNode();
  carry(root, fresh);
  // What the page's own set-up changed in it.
  fresh.dataset.theme = root.dataset.theme;
  fresh.querySelector("form").action = root.querySelector("form")?.action ?? "";
  const focused = root.contains(tree.activeElement) && tree.activeElement.id;
  root.replaceWith(fresh);
  if (focused) tree.getElementById(focused)?.focus();
};

const GUARDED = ["click", "mousedown", "keydown", "keypress", "keyup", "input"];

/**
 * Keeps clicks and keys on the guide's controls from the handlers of the page around it. From
 * outside of the shadow root a field looks like any element, so that a page's shortcuts would take
 * the letters typed into it. What leads out of a field or a dialog stays the page's too.
 */
const guard = (root, signal) => {
  let copy, prevented;
  const keep = (event) => {
    const path = event.composedPath();
    const [target] = path;
    const { type, key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (!path.includes(root) || !target.closest("a, button, label, input, textarea")) return;
    if (/^(Tab|Escape)$/.test(key)) return;
    event.stopImmediatePropagation();
    // The guide's own listeners get a copy, which ends at the shadow root. It is no mouse's click:
    // that would tick a box a second time. Nor is it a key's: in Firefox those leave the tree
    // whatever one says, and would come back here without end.
    copy = new Event(type, { bubbles: true, cancelable: true });
    Object.assign(copy, { key, altKey, ctrlKey, metaKey, shiftKey });
    prevented = false;
    target.dispatchEvent(copy);
    if (prevented) event.preventDefault();
  };
  // WebKit would send a form and follow a link for the copy too.
  const settle = (event) => {
    if (event !== copy) return;
    prevented = event.defaultPrevented;
    event.preventDefault();
  };
  for (const type of GUARDED) {
    addEventListener(type, keep, { capture: true, signal });
    root.getRootNode().addEventListener(type, settle, { signal });
  }
};

/**
 * Keeps the second half of a double click from what came up under the pointer after the first: from
 * a telephone number where a button was, from a box to tick once an error has made the page scroll.
 */
const steady = (root, signal) => {
  let pressed, stray;
  const keep = (event) => {
    const path = event.composedPath();
    const [target] = path;
    const { type, detail } = event;
    if (type === "mousedown") {
      stray = detail > 1 && target !== pressed;
      if (!stray) pressed = target;
    }
    // A key's click has no count.
    if (!stray || !detail || !path.includes(root)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ["mousedown", "click"]) {
    addEventListener(type, keep, { capture: true, signal });
  }
};

/** Does for a guide that is awake what has to be done around it, until the signal ends it. */
export const attend = (root, signal) => {
  steady(root, signal);
  if (root.getRootNode() !== document) guard(root, signal);
  const note = ({ blockedURI, disposition }) => {
    // A policy that only reports forbids nothing.
    if (disposition !== "report") root.dataset.forbidden = blockedURI;
  };
  addEventListener("securitypolicyviolation", note, { signal });
  // Of a field that one types into, WebKit brings only the caret into view, be it under a header of
  // the page's that stays. The first key that comes up in it is the one that led there. Where a
  // key has moved the focus to a part of the page, Firefox is content with its first lines.
  const show = (element) => element.scrollIntoView({ block: "nearest" });
  const came = ({ currentTarget }) => show(currentTarget);
  const follow = ({ target }) => {
    if (target.matches("input, textarea")) {
      target.addEventListener("keyup", came, { once: true, signal });
    } else if (target.matches("[tabindex='-1']:focus-visible")) {
      show(target);
    }
  };
  root.addEventListener("focusin", follow, { signal });
};
