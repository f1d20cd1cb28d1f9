// <care-guide>: shows a guide, and brings it to life.
//
// On the clinic's own page the build has put the guide's HTML inside the element. On other people's
// pages it is fetched and shown in a shadow root; what stands in the element shows until then, and
// stays if it never can. Either way everything works before the guide wakes, and whatever goes wrong
// leaves the page as it is and says why on the console.

/** What the build made, as [name, digest]; the guides, by name and language, without one. */
const files = CAREGUIDE_FILES;

const here = (name) => new URL(name, import.meta.url).href;
const warn = (...words) => console.warn("<care-guide>", ...words);

/** What the page's policy lacks, once it has forbidden us something. */
let lacking;
addEventListener("securitypolicyviolation", (event) => {
  const { blockedURI, effectiveDirective, sourceFile } = event;
  const ours = [blockedURI, sourceFile].some((address) => address?.startsWith(here(".")));
  if (event.disposition === "report" || !ours) return;
  const source = /eval/.test(blockedURI)
    ? "'wasm-unsafe-eval'"
    : /^http/.test(blockedURI)
      ? new URL(blockedURI).origin
      : event.sample;
  const what = `${source} in ${effectiveDirective.replace("-elem", "")}`;
  if (what !== lacking) warn(`the page's Content-Security-Policy needs ${what}`);
  lacking = what;
});

/** Says what went wrong, if the page's policy is not to blame; gives what that lacks. */
const explain = async (...words) => {
  // The browser tells of a violation just after what it made fail.
  await new Promise((done) => setTimeout(done, 99));
  if (!lacking) warn(...words);
  return lacking;
};

/** Files that belong together: the browser refuses any but those that were built with this loader. */
const refuse = ([name]) => () => {
  throw new Error(`${here(name)} is missing, or is not what was built`);
};
const get = (file) => fetch(here(file[0]), { integrity: file[1] }).catch(refuse(file));
const text = async (file) => (await get(file)).text();

let policy;
/** A text that becomes HTML or the address of a script, as a page with Trusted Types wants it. */
const trusted = (kind, text) => {
  const rules = { createHTML: String, createScriptURL: String };
  policy ??= window.trustedTypes?.createPolicy("care-guide", rules) ?? rules;
  return policy[kind](text);
};

/** A script. `import()` takes no digest, but a module that is there already is what it gets. */
const script = async (file) => {
  const element = document.createElement("script");
  const src = here(file[0]);
  await new Promise((onload, onerror) => {
    Object.assign(element, {
      type: "module",
      src: trusted("createScriptURL", src),
      integrity: file[1],
      // Where the page's policy asks for one, as `import()` does by itself.
      nonce: document.querySelector("[nonce]")?.nonce,
      onload,
      onerror,
    });
    document.head.append(element);
  })
    .catch(refuse(file))
    .finally(() => element.remove());
  return import(src);
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
/** A program: a script that wasm-bindgen wrote. It names its Wasm, and other files of the build. */
const start = async (glue) => {
  const module = await script(glue);
  await module.default({ module_or_path: module.bytes() });
  // What follows is a task of its own, so that the page can answer in between.
  await new Promise((done) => setTimeout(done));
  return module;
};
const load = shared(() => start(files.app));
/** A program that only some pages need; the app's glue knows where it is. */
const program = (name) => shared(async () => start((await script(files.app)).files[name]));
/** Fetches, checks and prints a guide of one's own. */
const loadRenderer = program("renderer");
/** Sends to a backend other than our own. */
const loadBackend = program("backend");
const backendModule = async (name, own) =>
  (await loadBackend()).backend_module(name, name && here(`backends/${name}.json`), own);
/** A style sheet made by script: a host page's style-src has nothing to allow. */
const sheet = (css) => {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
};
const loadStyle = shared(async () => sheet(await text(files.style)));

/** A guide of the build as it was printed, in the nearest language there is. */
const bundled = (name, element) => {
  const language = element.closest("[lang]")?.lang || "en";
  const find = (name) =>
    [language, language.split("-")[0], "en"]
      .map((tag) => files.guides[`${name}.${tag}`])
      .find(Boolean);
  if (!find(name)) {
    const names = new Set(Object.keys(files.guides).map((key) => key.split(".")[0]));
    warn(`guide="${name}": allowed are ${[...names].join(", ")}; mdma applies now`);
  }
  return text(find(name) ?? find("mdma"));
};

/** The guide's HTML before anybody has set it up. */
const print = async (element) => {
  const name = element.getAttribute("guide") || "mdma";
  const html = name.includes("/")
    ? await (await loadRenderer()).print(name)
    : await bundled(name, element);
  const template = document.createElement("template");
  template.innerHTML = trusted("createHTML", html);
  const root = template.content.firstElementChild;
  // Else it is cut off, or another page in its place, such as one that says that nothing is there.
  return root.dataset.elements == root.querySelectorAll("*").length ? root : refuse([name])();
};

class CareGuide extends HTMLElement {
  static observedAttributes = "guide lang endpoint backend section deep-links theme".split(" ");

  #root;
  /** The Wasm's part; it remembers what the visitor did from one life to the next. */
  #guide;
  #awake;
  #waking;
  /** When all pieces of it are shown. It answers clicks from the first one on. */
  #whole;
  /** Whether another guide than the one shown is asked for. */
  #stale;
  /** Ends what was started: aborted when the element goes, or another guide is there. */
  #life;
  /** The life that is being prepared, or is there; nothing while the element is out of the page. */
  #next;

  connectedCallback() {
    // An element that only moved keeps its state.
    if (!this.#next) this.#start();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, after) {
    if (before === after && !this.#stale) return;
    if (name === "theme") return this.#paint();
    if (this.shadowRoot && /guide|lang/.test(name)) this.#stale = true;
    // Once for all that change together, and never while the guide is at work.
    const next = this.#next;
    if (next) queueMicrotask(() => next === this.#next && this.#start());
  }

  #stop() {
    // `abort()` returns nothing.
    this.#next = this.#life?.abort();
    this.#sleep();
  }

  #sleep() {
    if (this.#awake) this.#guide.sleep();
    this.#awake = this.#waking = undefined;
  }

  async #start() {
    const next = (this.#next = new AbortController());
    try {
      this.#root ??= this.querySelector(":scope>[data-elements]");
      if (this.#stale || !this.#root) await this.#show(next);
      if (next !== this.#next) return;
      // Until here the guide that was there listened.
      this.#life?.abort();
      this.#life = next;
      const again = this.#awake;
      this.#sleep();
      this.#paint();
      this.#wait(next.signal);
      if (again) this.#wake(next.signal);
    } catch (error) {
      if (next !== this.#next) return;
      // Another language that cannot be had takes nothing away, least of all what was typed.
      const stays = this.#stale && this.#root;
      this.#stale = false;
      if (stays) {
        this.#start();
      } else {
        this.#sleep();
        // The place is not needed then.
        if (this.shadowRoot) {
          this.shadowRoot.adoptedStyleSheets = [];
          this.shadowRoot.replaceChildren(document.createElement("slot"));
        }
      }
      this.#stale = true;
      explain(stays ? "stays as it is:" : "shows what stands in it:", error);
    }
  }

  #paint() {
    // Any other word than light and dark is as good as none.
    if (this.#root) this.#root.dataset.theme = this.getAttribute("theme") || "auto";
  }

  async #show(next) {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // What stands in the element, in a place so high that nothing in view moves when the guide comes.
    const place = sheet(":host{display:block;min-height:100vh}");
    if (!shadow.firstChild) {
      shadow.adoptedStyleSheets = [place];
      shadow.append(document.createElement("slot"));
    }
    const [fresh, styles] = await Promise.all([print(this), loadStyle()]);
    const { replace } = this.#guide ? await load() : {};
    if (next !== this.#next) return;
    // Some pieces with each frame: laid out at once they would hold up the page for a long moment.
    const pieces = fresh.querySelectorAll(".first .content>*,.comparison tbody tr,.panels~*");
    for (const piece of pieces) piece.hidden = true;
    const focused = shadow.activeElement?.id;
    shadow.adoptedStyleSheets = [place, styles];
    if (this.#root) replace?.(this.#root, fresh);
    if (!fresh.isConnected) shadow.replaceChildren(fresh);
    this.#root = fresh;
    this.#stale = false;
    if (focused) shadow.getElementById(focused)?.focus();
    this.#whole = (async () => {
      let count = 0;
      for (const piece of pieces) {
        if (!(count++ % 3)) await new Promise(requestAnimationFrame);
        piece.hidden = false;
      }
    })();
  }

  /** Wakes when it is touched, or when it is near the view and the browser has time. */
  #wait(signal) {
    const root = this.#root;
    const wake = this.#wakeAtTouch(signal);
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        // Chromium may not call itself idle for as long as nothing is painted.
        (window.requestIdleCallback ?? setTimeout)(wake, { timeout: 1000 });
      },
      { rootMargin: "50%" },
    );
    near.observe(root);
    signal.onabort = () => near.disconnect();
    // The browser posts the form by itself before the guide wakes. Then it must not wake under the
    // answer, or a second press would send the request a second way.
    const posted = () => {
      if (this.#awake) return;
      this.#stop();
      // Back on the page as it was left. If no answer came, the receiver knows the words again.
      addEventListener("pageshow", ({ persisted }) => {
        if (persisted && this.isConnected && !this.#next) this.#start();
      });
    };
    root.addEventListener("submit", posted, { signal });
    const follow = async (event) => {
      const link = event.target.closest("[hreflang], a[href^='#']");
      if (link?.hreflang) {
        // The section goes along to the other language. An embedded guide stays where it is.
        if (!this.shadowRoot) return (link.hash = location.hash);
        event.preventDefault();
        const tab = this.#root?.querySelector("[aria-selected=true]");
        if (tab) this.setAttribute("section", tab.hash.slice(1));
        return (this.lang = link.hreflang);
      }
      // In a shadow root a link to a place in the guide leads nowhere by itself.
      const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (this.#awake || !this.shadowRoot || !link || modified) return;
      event.preventDefault();
      await wake();
      await this.#whole;
      if (this.#awake) return link.click();
      // It cannot wake: everything is shown, and the link leads there.
      this.#root.classList.add("everything");
      this.shadowRoot.getElementById(link.hash.slice(1))?.scrollIntoView();
    };
    (this.shadowRoot ?? this).addEventListener("click", follow, { signal });
  }

  #wakeAtTouch(signal) {
    const wake = () => this.#wake(signal);
    for (const touch of ["pointerdown", "keydown", "focusin"]) {
      this.#root.addEventListener(touch, wake, { once: true, signal });
    }
    return wake;
  }

  #wake(signal) {
    return signal.aborted || (this.#waking ??= this.#hydrate(signal));
  }

  async #hydrate(signal) {
    try {
      const { Guide, attend, isAsBuilt, replace } = await load();
      await this.#whole;
      if (signal.aborted) return;
      this.#guide ??= new Guide();
      const hydrate = () => {
        this.#guide.wake(this, this.#root, backendModule);
        this.#awake = true;
        attend(this.#root, signal);
      };
      try {
        if (isAsBuilt(this.#root)) return hydrate();
      } catch {
        // As many elements as the build left, but not the same ones.
      }
      // Something changed the HTML before it could wake: back to what the build printed.
      const fresh = await print(this);
      if (signal.aborted) return;
      replace(this.#root, fresh);
      this.#root = fresh;
      hydrate();
    } catch (error) {
      if ((await explain("stays as it is, without scripts:", error)) || signal.aborted) return;
      // A network that failed may be back at the next touch.
      this.#waking = undefined;
      this.#wakeAtTouch(signal);
    }
  }
}

if (!customElements.get("care-guide")) customElements.define("care-guide", CareGuide);
