// <care-guide>: finds the HTML that the build left inside, and brings it to life.
//
// Everything works before this runs: the text is there, the tabs are links, the form is a real one.
// Whatever goes wrong here leaves the page as it was, and says why on the console.

const glue = new URL("CAREGUIDE_GLUE", import.meta.url).href;
const wasm = new URL("CAREGUIDE_WASM", import.meta.url).href;
// The HTML of each guide as the build printed it, by name and language.
const guides = "CAREGUIDE_GUIDES";

/** One instance serves every element on the page. */
let instance;
const load = () =>
  (instance ??= (async () => {
    const module = await import(glue);
    await module.default({ module_or_path: wasm });
    return module;
  })());

/** Translators wrap text in <font>; any other element that came or went is in hydration's way. */
const isAsBuilt = (root) =>
  root.querySelectorAll(":not(font, font *)").length === +root.dataset.elements;

const controls = (root) => [...root.querySelectorAll("[name]:not([type=hidden])")];

/** Puts what was typed into one copy of the guide into the same controls of another. */
const carry = (from, to) => {
  const typed = controls(from);
  for (const control of controls(to)) {
    const before = typed.find(
      ({ name, value, type }) =>
        name === control.name && (!/radio|checkbox/.test(type) || value === control.value),
    );
    if (!before) continue;
    control.value = before.value;
    control.checked = before.checked;
  }
};

let policy;
const trusted = (html) => {
  policy ??= window.trustedTypes?.createPolicy("care-guide", { createHTML: (html) => html });
  return policy ? policy.createHTML(html) : html;
};

class CareGuide extends HTMLElement {
  #awake;
  #started = false;
  #start = () => this.#wake();

  connectedCallback() {
    if (this.#started) return;
    for (const touch of ["pointerdown", "keydown", "focusin"]) {
      this.addEventListener(touch, this.#start, { once: true, passive: true });
    }
    (window.requestIdleCallback ?? setTimeout)(this.#start);
  }

  disconnectedCallback() {
    // An element that only moves is connected again at once, and keeps its state.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#awake?.free();
      this.#awake = undefined;
      this.#started = false;
    });
  }

  async #wake() {
    if (this.#started || !this.isConnected) return;
    const root = this.firstElementChild;
    if (!root?.dataset.elements) return;
    this.#started = true;
    try {
      const { wake } = await load();
      const rightRoot = isAsBuilt(root) ? root : await this.#printAnew(root);
      this.#awake = wake(this, rightRoot);
    } catch (error) {
      const csp = /WebAssembly/.test(error.message) && /polic|csp|unsafe-eval/i.test(error.message);
      console.warn(
        "<care-guide> stays as it is, without scripts:",
        csp ? "the page's Content-Security-Policy needs 'wasm-unsafe-eval' in script-src" : error,
      );
    }
  }

  /** Something changed the HTML before it could wake: puts it back as the build printed it. */
  async #printAnew(root) {
    const name = `${this.getAttribute("guide") || "mdma"}.${root.lang}`;
    const answer = await fetch(new URL(guides[name], import.meta.url));
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
    const template = document.createElement("template");
    template.innerHTML = trusted(await answer.text());
    const fresh = template.content.firstElementChild;
    carry(root, fresh);
    // What the page's own set-up changed in it.
    fresh.dataset.theme = root.dataset.theme;
    fresh.querySelector("form").action = root.querySelector("form")?.action ?? "";
    const focused = root.contains(document.activeElement) && document.activeElement.id;
    root.replaceWith(fresh);
    if (focused) document.getElementById(focused)?.focus();
    return fresh;
  }
}

if (!customElements.get("care-guide")) customElements.define("care-guide", CareGuide);
