// <care-guide>: shows a guide and hydrates it.
//
// On its own page the guide's HTML is inside the element: the build rendered it there. On a page that
// embeds it, this script fetches the HTML into a shadow root; the element's children are the fallback.
// The page works before hydration. After any failure it stays as it is, and the console says why.

import {
  comesNear,
  pause,
  report,
  loadApp,
  loadBackend,
  loadEmbedded,
  loadStyle,
  loadTabs,
  fetchFilled,
} from "./load.js";

class CareGuide extends HTMLElement {
  static observedAttributes =
    "guide lang endpoint backend profile section deep-links theme clinic clinic-name clinic-phone heading-level exit".split(
      " ",
    );

  /** @type {HTMLElement | null | undefined} */
  #root;
  /**
   * The Wasm's part. It keeps its state while it is idle.
   * @type {import("./types").Guide | undefined}
   */
  #guide;
  #hydrated = false;
  /** @type {Promise<void> | undefined} */
  #hydration;
  /** Resolves when all of its parts are shown. @type {Promise<void> | undefined} */
  #shown;
  /** Whether the attributes ask for another guide than the one shown. */
  #stale = false;
  /** Its style sheets. @type {string[]} */
  #css = [];
  /**
   * Aborted when the element leaves the page, or another start takes over.
   * @type {AbortController | undefined}
   */
  #controller;
  /**
   * That of the start under way, or of the last one. Undefined while the element is out of the page.
   * @type {AbortController | undefined}
   */
  #latest;

  connectedCallback() {
    // An element that only moved keeps its state.
    if (!this.#latest) this.#start();
  }

  adoptedCallback() {
    this.#setStyle(this.#css);
  }

  /**
   * Gives the shadow root constructable style sheets: the page's style-src does not apply to them.
   * Each belongs to one document, and an element that moves to another one loses them.
   * @param {string[]} css
   */
  #setStyle(css) {
    this.#css = css;
    const { defaultView } = this.ownerDocument;
    if (!this.shadowRoot || !defaultView) return;
    this.shadowRoot.adoptedStyleSheets = css.map((text) => {
      const sheet = new defaultView.CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after && !this.#stale) return;
    if (/theme|level/.test(name)) return this.#setLook();
    if (this.shadowRoot && /guide|lang|clinic/.test(name)) this.#stale = true;
    // Once for all attributes that change together, and never inside a call of the guide.
    const latest = this.#latest;
    if (latest) queueMicrotask(() => latest === this.#latest && this.#start());
  }

  #stop() {
    this.#controller?.abort();
    this.#latest = undefined;
    this.#dispose();
    // The script of the tabs takes over.
    this.#root?.removeAttribute("data-hydrated");
  }

  #dispose() {
    if (this.#hydrated) this.#guide?.dispose();
    this.#hydrated = false;
    this.#hydration = undefined;
  }

  async #start() {
    const controller = new AbortController();
    this.#latest = controller;
    try {
      this.#root ??= this.querySelector(":scope>[data-elements]");
      const root = this.#stale || !this.#root ? await this.#show(controller) : this.#root;
      if (!root || controller !== this.#latest) return;
      // Until here the guide that was shown handled events.
      const before = this.#controller;
      before?.abort();
      this.#controller = controller;
      this.#dispose();
      this.#setLook();
      this.#waitToHydrate(root, controller.signal);
      // The script of the tabs knows nothing of an attribute that changed.
      if (before) this.#hydrate();
    } catch (error) {
      if (controller !== this.#latest) return;
      // Another language that fails to load takes nothing away, least of all what was typed.
      const keeps = this.#stale && this.#root;
      this.#stale = false;
      if (keeps) {
        this.#start();
      } else {
        this.#dispose();
        if (this.shadowRoot) {
          // The fallback needs no reserved height.
          this.#setStyle([]);
          this.shadowRoot.replaceChildren(document.createElement("slot"));
        }
      }
      this.#stale = true;
      report(keeps ? "keeps the guide that is shown:" : "shows its fallback:", error);
    }
  }

  /** Sets what applies without hydration. */
  #setLook() {
    const root = this.#root;
    if (!root) return;
    // The style sheet treats any word but light and dark as auto.
    root.dataset.theme = this.getAttribute("theme") || "auto";
    const below = "234".indexOf(this.getAttribute("heading-level") || "1") + 1;
    for (const heading of root.querySelectorAll("h1,h2,h3")) {
      heading.ariaLevel = below ? `${+heading.localName.slice(1) + below}` : null;
    }
  }

  /**
   * Shows the guide that the attributes ask for; nothing if a later start took over.
   * @param {AbortController} controller
   */
  async #show(controller) {
    /** @type {HTMLTemplateElement | null} */
    const template = this.querySelector(":scope>template");
    // Where a page brought it by script, or the browser knows no declarative roots, it is in the template.
    /** @type {HTMLElement | null | undefined} */
    const printed = (this.shadowRoot ?? template?.content)?.querySelector("[data-elements]");
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // Reserves a screen's height for the fallback, so that nothing in view moves when the guide comes.
    const reserved = ":host{display:block;max-width:100%;min-height:100vh}slot{display:block}";
    if (!shadow.firstChild) {
      this.#setStyle([reserved]);
      shadow.append(document.createElement("slot"));
    }
    // The address may lead into the guide.
    const isLinked = this.hasAttribute("deep-links");
    const here = /** @type {Element} */ (shadow.lastElementChild);
    if (!this.#root && !isLinked) await comesNear(here, "100%");
    const [fresh, style, tabs] = await Promise.all([
      fetchFilled(this, this.#root ? null : printed),
      loadStyle(),
      loadTabs(),
    ]);
    const app = this.#guide && (await loadApp());
    await pause();
    if (controller !== this.#latest) return;
    const focused = shadow.activeElement?.id;
    // The part with the focus is not hidden, or it would lose it.
    /** @type {HTMLElement | null} */
    const kept = fresh.querySelector(`[id="${focused}"]`);
    const begin = tabs?.prepare(fresh, kept);
    this.#setStyle([reserved, style]);
    if (this.#root) app?.replace(this.#root, fresh);
    if (!fresh.isConnected) shadow.prepend(fresh);
    for (const node of [...shadow.childNodes]) if (node !== fresh) node.remove();
    this.#root = fresh;
    this.#stale = false;
    kept?.focus();
    if (begin) this.#shown = begin(comesNear, isLinked, this.#hydrate);
    // The page's policy blocks the script.
    else fresh.classList.add("everything");
    return fresh;
  }

  /**
   * Hydrates at a touch, or when the guide is near the view and the browser is idle.
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   */
  #waitToHydrate(root, signal) {
    // Also after a failure of the network. The page may cancel a touch on what is no control: to it, the
    // target is this element. From a closed root around it the window learns of no target.
    const touch = (/** @type {Event} */ event) => {
      if (this.#hydrated || !event.composedPath().includes(this)) return;
      if (/^[mpt]/.test(event.type)) event.stopImmediatePropagation();
      this.#hydrate();
    };
    for (const place of [window, this]) {
      for (const type of "touchstart touchend pointerdown mousedown keydown focusin".split(" ")) {
        // zone.js gives all listeners to one event the options of the first.
        const passive = type[0] === "t";
        place.addEventListener(type, touch, { capture: true, passive, signal });
      }
    }
    // Chromium may not be idle as long as nothing is painted.
    const soon = () => (window.requestIdleCallback ?? setTimeout)(this.#hydrate, { timeout: 1000 });
    // On other people's pages near the parts that need the app, or if the address leads into the guide.
    const isLinked = this.hasAttribute("deep-links");
    const parts = this.shadowRoot && !(isLinked && location.hash) && root.querySelector(".step");
    comesNear(parts || root, "50%").then(soon);
    if (isLinked) addEventListener("hashchange", this.#hydrate, { signal });
    // Before hydration the browser posts the form itself. Hydration must not follow while it waits
    // for the response, or a second press would send the request another way.
    const posted = () => {
      if (this.#hydrated) return;
      this.#stop();
      // The visitor came back to the page as it was. If no response came, they may send again: the
      // receiver recognises the same words.
      addEventListener("pageshow", ({ persisted }) => {
        if (persisted && this.isConnected && !this.#latest) this.#start();
      });
    };
    root.addEventListener("submit", posted, { signal });
    const follow = (/** @type {Event} */ event) => {
      const target = /** @type {Element} */ (event.target);
      /** @type {HTMLAnchorElement | null} */
      const link = target.closest("[hreflang]");
      if (!link) return;
      // The link takes the section along to the other language's page.
      if (!this.shadowRoot) {
        link.hash = location.hash;
        return;
      }
      // An embedded guide changes its language in place.
      event.preventDefault();
      /** @type {HTMLAnchorElement | null | undefined} */
      const tab = this.#root?.querySelector("[aria-selected=true]");
      if (tab) this.setAttribute("section", tab.hash.slice(1));
      this.lang = link.hreflang;
    };
    (this.shadowRoot ?? this).addEventListener("click", follow, { signal });
  }

  #hydrate = () => {
    const signal = this.#controller?.signal;
    if (signal && !signal.aborted) this.#hydration ??= this.#tryToHydrate(signal);
    return this.#hydration;
  };

  /** @param {AbortSignal} signal */
  async #tryToHydrate(signal) {
    try {
      const [{ Guide, attachListeners, isAsBuilt, replace }, embedded] = await Promise.all([
        loadApp(),
        this.shadowRoot ? loadEmbedded() : undefined,
      ]);
      this.#guide ??= new Guide();
      const guide = this.#guide;
      await pause();
      await this.#shown;
      if (signal.aborted || !this.#root) return;
      const hydrate = (/** @type {HTMLElement} */ root) => {
        guide.hydrate(this, root, loadBackend);
        this.#hydrated = true;
        attachListeners(root, signal, embedded);
      };
      try {
        if (isAsBuilt(this.#root)) return hydrate(this.#root);
      } catch {
        // As many elements as the build rendered, but other ones.
      }
      // Something changed the HTML before hydration: restore it.
      const fresh = await fetchFilled(this);
      if (signal.aborted) return;
      replace(this.#root, fresh);
      this.#root = fresh;
      this.#setLook();
      hydrate(fresh);
    } catch (error) {
      if ((await report("is not hydrated:", error)) || signal.aborted) return;
      // After a network failure the next touch tries again.
      this.#hydration = undefined;
    }
  }
}

if (!customElements.get("care-guide")) customElements.define("care-guide", CareGuide);
