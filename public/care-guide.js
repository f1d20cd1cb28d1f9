// <care-guide>: shows a guide, and brings it to life.
//
// On the clinic's own page the build has put the guide's HTML inside the element. On other people's
// pages it is fetched and shown in a shadow root; what stands in the element shows until then, and
// stays if it never can. Either way everything works before the guide wakes, and whatever goes wrong
// leaves the page as it is and says why on the console.

/** What the build made, each as [name, digest], the guides by name and language. It fills this in. */
const files = CAREGUIDE_FILES;

const here = (name) => new URL(name, import.meta.url).href;
const warn = (...words) => console.warn("<care-guide>", ...words);

/** Files that belong together: the browser refuses any but those that were built with this loader. */
const refuse = ([name]) => () => {
  throw new Error(`${here(name)} is missing, or is not what was built`);
};
const get = (file) => fetch(here(file[0]), { integrity: file[1] }).catch(refuse(file));
const text = async (file) => (await get(file)).text();

/** A script. `import()` takes no digest, but what has been preloaded is what it gets. */
const script = (file) =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    // Browsers that preload no modules are left without the check.
    if (!link.relList.supports("modulepreload")) return resolve();
    Object.assign(link, {
      rel: "modulepreload",
      href: here(file[0]),
      integrity: file[1],
      // Where the page's policy asks for one, as `import()` does by itself.
      nonce: document.querySelector("[nonce]")?.nonce,
      onload: resolve,
      onerror: reject,
    });
    document.head.append(link);
  }).then(() => import(here(file[0])), refuse(file));

/** What every element on the page shares; asked for again if it could not be had. */
const shared = (make) => {
  let promise;
  return () =>
    (promise ??= make().catch((error) => {
      promise = undefined;
      throw error;
    }));
};
const program = ([glue, wasm]) =>
  shared(async () => {
    const [module, answer] = await Promise.all([script(glue), get(wasm)]);
    await module.default({ module_or_path: answer });
    // What follows is a task of its own, so that the page can answer in between.
    await new Promise((done) => setTimeout(done));
    return module;
  });
const load = program(files.app);
/** Fetches, checks and prints a guide of one's own. */
const loadPrinter = program(files.printer);
/** Talks to a backend other than our own. */
const loadInterpreter = program(files.backend);
const interpreter = async (name, own) =>
  (await loadInterpreter()).interpreter(name, name && here(`backends/${name}.json`), own);
/** A style sheet made by script: a host page's style-src has nothing to allow. */
const sheet = (css) => {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
};
const loadStyle = shared(async () => sheet(await text(files.style)));

let policy;
const trusted = (html) => {
  policy ??= window.trustedTypes?.createPolicy("care-guide", { createHTML: (html) => html });
  return policy ? policy.createHTML(html) : html;
};

/** A guide of the build as it was printed, in the nearest language there is. */
const bundled = (name, element) => {
  const language = element.closest("[lang]")?.lang || "en";
  const find = (name) =>
    [language, language.split("-")[0], "en"]
      .map((tag) => files.guides[`${name}.${tag}`])
      .find(Boolean);
  if (!find(name)) {
    const names = Object.keys(files.guides).map((key) => key.split(".")[0]);
    warn(`guide="${name}": allowed are ${[...new Set(names)].join(", ")}; mdma applies now`);
  }
  return text(find(name) ?? find("mdma"));
};

/** The guide's HTML before anybody has set it up. */
const print = async (element) => {
  const name = element.getAttribute("guide") || "mdma";
  const html = name.includes("/")
    ? await (await loadPrinter()).print(name)
    : await bundled(name, element);
  const template = document.createElement("template");
  template.innerHTML = trusted(html);
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
      // The place is not needed then.
      if (this.shadowRoot) {
        this.shadowRoot.adoptedStyleSheets = [];
        this.shadowRoot.replaceChildren(document.createElement("slot"));
      }
      warn("shows what stands in it:", error);
    }
  }

  #paint() {
    const theme = this.getAttribute("theme");
    if (this.#root) this.#root.dataset.theme = /^(light|dark)$/.test(theme) ? theme : "auto";
  }

  async #show() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // What stands in the element, in a place so high that nothing in view moves when the guide comes.
    const place = sheet(":host{display:block;min-height:100vh}");
    if (!shadow.firstChild) {
      shadow.adoptedStyleSheets = [place];
      shadow.append(document.createElement("slot"));
    }
    const [root, styles] = await Promise.all([print(this), loadStyle()]);
    // A piece with each frame: laid out at once it would hold up the page for a long moment.
    const pieces = root.querySelectorAll(".first .content > *, .panels ~ *");
    for (const piece of pieces) piece.hidden = true;
    shadow.adoptedStyleSheets = [place, styles];
    shadow.replaceChildren(root);
    for (const piece of pieces) {
      await new Promise(requestAnimationFrame);
      piece.hidden = false;
    }
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
      const hydrate = () => (this.#awake = wake(this, this.#root, interpreter));
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
