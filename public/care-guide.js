// <care-guide>: shows a guide, and brings it to life.
//
// On the clinic's own page the build has put the guide's HTML inside the element. On other people's
// pages it is fetched and shown in a shadow root; what stands in the element shows until then, and
// stays if it never can. Either way everything works before the guide wakes, and whatever goes wrong
// leaves the page as it is and says why on the console.

const here = (name) => new URL(name, import.meta.url).href;
const folder = here("./");
const glue = here("CAREGUIDE_GLUE");
const wasm = here("CAREGUIDE_WASM");
const style = here("CAREGUIDE_STYLE");
// The HTML of each guide as the build printed it, by name and language.
const guides = "CAREGUIDE_GUIDES";

const warn = (...words) => console.warn("<care-guide>", ...words);

const text = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.text();
};

/** What every element on the page shares; asked for again if it could not be had. */
const shared = (make) => {
  let promise;
  return () =>
    (promise ??= make().catch((error) => {
      promise = undefined;
      throw error;
    }));
};
const load = shared(async () => {
  const module = await import(glue);
  await module.default({ module_or_path: wasm });
  return module;
});
/** A style sheet made by script: a host page's style-src has nothing to allow. */
const sheet = shared(async () => new CSSStyleSheet().replace(await text(style)));

let policy;
const trusted = (html) => {
  policy ??= window.trustedTypes?.createPolicy("care-guide", { createHTML: (html) => html });
  return policy ? policy.createHTML(html) : html;
};

/** The guide's HTML as the build printed it, in the nearest language there is. */
const print = async (element) => {
  const language = element.closest("[lang]")?.lang || "en";
  const find = (name) =>
    [language, language.split("-")[0], "en"].map((tag) => guides[`${name}.${tag}`]).find(Boolean);
  const name = element.getAttribute("guide") || "mdma";
  if (!find(name)) {
    const names = Object.keys(guides).map((key) => key.split(".")[0]);
    warn(`guide="${name}": allowed are ${[...new Set(names)].join(", ")}; mdma applies now`);
  }
  const template = document.createElement("template");
  template.innerHTML = trusted(await text(here(find(name) ?? find("mdma"))));
  return template.content.firstElementChild;
};

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

class CareGuide extends HTMLElement {
  static observedAttributes = "guide lang endpoint backend section deep-links theme".split(" ");

  #root;
  #awake;
  #waking;
  /** Ends what was started: aborted when the element goes, or is set up anew. */
  #life;

  connectedCallback() {
    // An element that only moved keeps its state.
    if (!this.#life) this.#start();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#life) return;
    if (name === "theme") return this.#paint();
    this.#stop();
    if (this.shadowRoot && /guide|lang/.test(name)) this.#root = undefined;
    this.#start();
  }

  #stop() {
    this.#life?.abort();
    this.#awake?.free();
    this.#life = this.#awake = this.#waking = undefined;
  }

  async #start() {
    const { signal } = (this.#life = new AbortController());
    try {
      this.#root ??= this.querySelector(":scope > [data-elements]");
      const root = this.#root ?? (await this.#show());
      if (signal.aborted) return;
      this.#root = root;
      this.#paint();
      this.#wait(root, signal);
    } catch (error) {
      warn("shows what stands in it:", error);
    }
  }

  #paint() {
    const theme = this.getAttribute("theme");
    if (this.#root) this.#root.dataset.theme = /^(light|dark)$/.test(theme) ? theme : "auto";
  }

  async #show() {
    const [root, styles] = await Promise.all([print(this), sheet()]);
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [styles];
    shadow.replaceChildren(root);
    return root;
  }

  /** Wakes when it is touched, or when it is near the view and the browser has time. */
  #wait(root, signal) {
    const wake = () => signal.aborted || this.#wake(signal);
    this.#wakeAtTouch(root, signal);
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        (window.requestIdleCallback ?? setTimeout)(wake);
      },
      { rootMargin: "50%" },
    );
    near.observe(root);
    signal.addEventListener("abort", () => near.disconnect());
    // The browser posts the form by itself before the guide wakes. Then it must not wake under the
    // answer, or a second press would send the request a second way.
    const posted = () => {
      if (this.#awake) return;
      this.#stop();
      // Back on the page as it was left: the answer has been read.
      const back = ({ persisted }) => {
        if (!persisted) return;
        removeEventListener("pageshow", back);
        if (this.isConnected && !this.#life) this.#start();
      };
      addEventListener("pageshow", back);
    };
    root.addEventListener("submit", posted, { signal });
    // In a shadow root a link to a place in the guide leads nowhere by itself.
    const early = async (event) => {
      const link = event.target.closest("a[href^='#']");
      const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (this.#awake || !this.shadowRoot || !link || modified) return;
      event.preventDefault();
      await wake();
      if (this.#awake) return link.click();
      // It cannot wake: everything is shown, and the link leads there.
      this.#root.classList.add("everything");
      this.shadowRoot.getElementById(link.hash.slice(1))?.scrollIntoView();
    };
    root.addEventListener("click", early, { signal });
  }

  #wakeAtTouch(root, signal) {
    const wake = () => signal.aborted || this.#wake(signal);
    for (const touch of ["pointerdown", "keydown", "focusin"]) {
      root.addEventListener(touch, wake, { once: true, passive: true, signal });
    }
  }

  #wake(signal) {
    return (this.#waking ??= this.#hydrate(signal));
  }

  async #hydrate(signal) {
    try {
      const { wake } = await load();
      if (signal.aborted) return;
      const hydrate = () => (this.#awake = wake(this, this.#root, folder));
      try {
        if (isAsBuilt(this.#root)) return hydrate();
      } catch {
        // As many elements as the build left, but not the same ones.
      }
      const fresh = await print(this);
      if (signal.aborted) return;
      this.#putBack(fresh);
      hydrate();
    } catch (error) {
      const csp = /WebAssembly/.test(error.message) && /polic|csp|unsafe-eval/i.test(error.message);
      warn(
        "stays as it is, without scripts:",
        csp ? "the page's Content-Security-Policy needs 'wasm-unsafe-eval' in script-src" : error,
      );
      if (csp || signal.aborted) return;
      // A network that failed may be back at the next touch.
      this.#waking = undefined;
      this.#wakeAtTouch(this.#root, signal);
    }
  }

  /** Something changed the HTML before it could wake: puts it back as the build printed it. */
  #putBack(fresh) {
    const root = this.#root;
    carry(root, fresh);
    // What the page's own set-up changed in it.
    fresh.dataset.theme = root.dataset.theme;
    fresh.querySelector("form").action = root.querySelector("form")?.action ?? "";
    const tree = this.shadowRoot ?? document;
    const focused = root.contains(tree.activeElement) && tree.activeElement.id;
    root.replaceWith(fresh);
    if (focused) tree.getElementById(focused)?.focus();
    this.#root = fresh;
  }
}

if (!customElements.get("care-guide")) customElements.define("care-guide", CareGuide);
