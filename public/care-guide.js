// <care-guide>: finds the HTML that the build left inside, and brings it to life.
//
// Everything works before this runs: the text is there, the tabs are links, the form is a real one.
// Whatever goes wrong here leaves the page as it was, and says why on the console.

const glue = new URL("CAREGUIDE_GLUE", import.meta.url).href;
const wasm = new URL("CAREGUIDE_WASM", import.meta.url).href;
const guides = "CAREGUIDE_GUIDES";

const say = (element, text) => console.warn(`<${element.localName}>: ${text}`);

/** One compiled module serves every element and every instance on the page. */
let compiling;
const compile = () =>
  (compiling ??= WebAssembly.compileStreaming(fetch(wasm)).catch(async (error) => {
    if (error instanceof WebAssembly.CompileError) throw error;
    // A server that does not know the type application/wasm.
    return WebAssembly.compile(await (await fetch(wasm)).arrayBuffer());
  }));

/** A fresh instance has state of its own; a trapped one must not be used again. */
let instances = 0;
const instantiate = async () => {
  const fresh = instances++ ? `#${instances}` : "";
  const [instance, module] = await Promise.all([import(glue + fresh), compile()]);
  await instance.default({ module_or_path: module });
  return instance;
};

/** Translators wrap text in <font>; every other element that came or went breaks hydration. */
const isAsBuilt = (root) =>
  root.querySelectorAll(":not(font, font *)").length === +root.dataset.elements;

const controls = (root) => [...root.querySelectorAll("[name]")];

/** Puts what was typed into `before` back into the same controls of `root`. */
const restore = (root, before) => {
  const after = controls(root);
  before.forEach(({ name, value, checked }, index) => {
    if (after[index]?.name !== name || after[index].type === "hidden") return;
    after[index].value = value;
    after[index].checked = checked;
  });
};

class CareGuide extends HTMLElement {
  #awake;
  #started = false;
  #first = () => this.#wake();

  connectedCallback() {
    if (this.#started) return;
    for (const touch of ["pointerdown", "keydown", "focusin"]) {
      this.addEventListener(touch, this.#first, { once: true, passive: true });
    }
    (window.requestIdleCallback ?? setTimeout)(this.#first);
  }

  disconnectedCallback() {
    // An element that only moves is connected again at once, and keeps its state.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#awake?.free();
      this.#awake = undefined;
    });
  }

  async #wake() {
    if (this.#started || !this.isConnected) return;
    this.#started = true;
    const root = this.firstElementChild;
    if (!root?.dataset.elements) return;
    try {
      const [instance, guide] = await Promise.all([instantiate(), this.#guide(root)]);
      if (isAsBuilt(root)) {
        try {
          this.#awake = instance.wake(this, this, guide, true);
          return;
        } catch {
          // Not the HTML that was expected after all: the instance has trapped.
        }
      }
      await this.#renderAnew(guide);
    } catch (error) {
      const csp = error instanceof WebAssembly.CompileError && /policy|csp/i.test(error.message);
      const why = csp
        ? "the page's Content-Security-Policy needs 'wasm-unsafe-eval' in script-src"
        : error;
      say(this, `the guide stays as it is, without scripts: ${why}`);
    }
  }

  async #guide(root) {
    const name = `${this.getAttribute("guide") || "mdma"}.${root.lang}`;
    const answer = await fetch(new URL(guides[name], import.meta.url));
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
    return answer.text();
  }

  async #renderAnew(guide) {
    const before = [...this.childNodes];
    const typed = controls(this).map(({ name, value, checked }) => ({ name, value, checked }));
    const instance = await instantiate();
    this.replaceChildren();
    try {
      this.#awake = instance.wake(this, this, guide, false);
      restore(this, typed);
    } catch (error) {
      this.replaceChildren(...before);
      throw error;
    }
  }
}

if (!customElements.get("care-guide")) customElements.define("care-guide", CareGuide);
