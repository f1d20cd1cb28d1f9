// What the loader fetches, each file checked by a digest, and when: from the guide's HTML to its programs. The
// build puts this file before `care-guide.js`.

/** The files of the build. The build replaces this name by their list. */
const files = CAREGUIDE_FILES;

/** @param {string} name */
const urlOf = (name) => new URL(name, import.meta.url).href;
/** @param {...unknown} words */
const warn = (...words) => console.warn("<care-guide>", ...words);

/**
 * What the page's policy must allow, after it blocked a file of ours.
 * @type {string | undefined}
 */
let missingSource;
addEventListener("securitypolicyviolation", (event) => {
  const { blockedURI, effectiveDirective, sourceFile } = event;
  const ours = [blockedURI, sourceFile].some((address) => address?.startsWith(urlOf(".")));
  if (event.disposition === "report" || !ours) return;
  const source = /eval/.test(blockedURI)
    ? "'wasm-unsafe-eval'"
    : /^http/.test(blockedURI)
      ? new URL(blockedURI).origin
      : event.sample;
  const missing = `${source} in ${effectiveDirective.replace("-elem", "")}`;
  if (missing !== missingSource) warn(`the page's Content-Security-Policy needs ${missing}`);
  missingSource = missing;
});

/**
 * Goes on in a task of its own, so that the page can respond in between.
 * @param {number} [time] In milliseconds.
 */
export const pause = (time) => new Promise((done) => setTimeout(done, time));

/**
 * Warns, unless the page's policy is the cause. Returns what the policy must allow.
 * @param {...unknown} words
 */
export const report = async (...words) => {
  // The browser reports a violation just after the failure that it caused.
  await pause(99);
  if (!missingSource) warn(...words);
  return missingSource;
};

/**
 * Throws: the browser rejects every file that was not built together with this loader.
 * @param {string} name
 * @returns {never}
 */
const reject = (name) => {
  throw new Error(`${urlOf(name)} is missing, or is not what was built`);
};
/** @param {import("./types").File} file */
const fetchText = async ([name, integrity]) =>
  (await fetch(urlOf(name), { integrity }).catch(() => reject(name))).text();

/** Undefined outside a secure context. TypeScript knows no such context. */
const subtle = /** @type {SubtleCrypto | undefined} */ (crypto.subtle);
/** @param {string} text */
const sha256 = async (text) => {
  const hash = await subtle?.digest("SHA-256", new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash ?? [])))}`;
};

/** @type {import("./types").Rules | undefined} */
let policy;
/**
 * A text that becomes HTML or a script's address, as a page with Trusted Types requires it.
 * @param {"createHTML" | "createScriptURL"} kind
 * @param {string} text
 */
const trusted = (kind, text) => {
  const rules = { createHTML: String, createScriptURL: String };
  policy ??= window.trustedTypes?.createPolicy("care-guide", rules) ?? rules;
  return policy[kind](text);
};

// The nonce for scripts: that of our own element, or else of the first script that has one.
const allowed = [...document.scripts].filter(({ nonce }) => nonce);
const { nonce } = allowed.find(({ src }) => src === import.meta.url) ?? allowed[0] ?? {};

/**
 * Imports a script after a check of its digest. `import()` takes no digest, so a <script> with one
 * loads the module first.
 * @param {import("./types").File} file
 */
const importChecked = async ([name, integrity]) => {
  const element = document.createElement("script");
  const src = urlOf(name);
  try {
    await new Promise((onload, onerror) => {
      Object.assign(element, {
        type: "module",
        src: trusted("createScriptURL", src),
        integrity,
        // `import()` would send it by itself.
        nonce,
        onload,
        onerror,
      });
      document.head.append(element);
    });
  } catch {
    reject(name);
  } finally {
    element.remove();
  }
  return import(src);
};

/**
 * Makes something once for all elements of the page. After a failure the next call tries again.
 * @template T
 * @param {() => Promise<T>} make
 */
const shared = (make) => {
  /** @type {Promise<T> | undefined} */
  let promise;
  return () =>
    (promise ??= make().catch((error) => {
      promise = undefined;
      throw error;
    }));
};
/**
 * Starts a Wasm file by its glue, which wasm-bindgen wrote. The glue names the Wasm.
 * @param {import("./types").File} glue
 */
const start = async (glue) => {
  const module = await importChecked(glue);
  await module.default({ module_or_path: module.bytes() });
  await pause();
  return module;
};
/** @type {() => Promise<import("./types").App>} */
export const loadApp = shared(() => start(files.app));
/**
 * A module that only some pages load. The app's glue names it.
 * @param {"renderer" | "backend" | "embedded" | "check"} name
 */
const moduleLoader = (name, load = start) =>
  shared(async () => load((await importChecked(files.app)).files[name]));
/** @type {() => Promise<import("./types").Renderer>} */
const loadRenderer = moduleLoader("renderer");
/** @type {() => Promise<import("./types").Backend>} */
export const loadBackend = moduleLoader("backend");
/** @type {() => Promise<import("./types").Embedded>} */
export const loadEmbedded = moduleLoader("embedded", importChecked);
/** @type {() => Promise<import("./types").Check>} */
const loadCheck = moduleLoader("check", importChecked);
export const loadStyle = shared(() => fetchText(files.style));
/** @type {() => Promise<import("./types").Tabs | void>} */
export const loadTabs = shared(() =>
  importChecked(files.tabs).catch((error) => void report(error)),
);

/**
 * Resolves when an element comes near the view.
 * @param {Element} element
 * @param {string} margin How near, in percent of the view.
 */
export const comesNear = (element, margin) =>
  new Promise((near) => {
    new IntersectionObserver(
      (entries, observer) => {
        if (entries.at(-1)?.isIntersecting) near(observer.disconnect());
      },
      // The one is for the page, the other for what scrolls in it.
      { rootMargin: margin, scrollMargin: margin },
    ).observe(element);
  });

/**
 * The file of a guide of the build, in the nearest language.
 * @param {string} name
 * @param {Element} element
 */
const bundled = (name, element) => {
  const nearest = /** @type {HTMLElement | null} */ (element.closest("[lang]"));
  // BCP 47 ignores case. Java and WordPress write underscores.
  const language = `${nearest?.lang.trim()}-`.replace(/_/g, "-").toLowerCase();
  const find = (/** @type {string} */ name) => {
    const isNear = (/** @type {string} */ key) =>
      `${name}.${language}`.startsWith(`${key.toLowerCase()}-`);
    // In the order of their names: of two that begin the language the longer is last.
    return files.guides[Object.keys(files.guides).findLast(isNear) ?? `${name}.en`];
  };
  const found = find(name);
  if (!found) {
    const names = new Set(Object.keys(files.guides).map((key) => key.split(".")[0]));
    warn(`guide="${name}": allowed are ${[...names].join(", ")}; mdma applies now`);
  }
  return found ?? /** @type {import("./types").File} */ (find("mdma"));
};

/**
 * The guide's root in its HTML. A scanner may have put a script before it.
 * @param {string} html
 * @returns {HTMLElement | null}
 */
const parse = (html) => {
  const template = document.createElement("template");
  template.innerHTML = trusted("createHTML", html);
  return template.content.querySelector("[data-elements]");
};

/**
 * The guide's root as the build rendered it.
 * @param {Element} element
 * @param {HTMLElement | null} [printed] What the page brought itself.
 */
const fetchGuide = async (element, printed) => {
  const name = element.getAttribute("guide") || "mdma";
  const own = name.includes("/");
  /** @type {import("./types").File} */
  const [path, digest] = own ? [name] : bundled(name, element);
  const passes = async (/** @type {HTMLElement | null | undefined} */ root) =>
    root && (await loadCheck()).passes(root, own || path, sha256, root === printed);
  if (!own && printed && (await passes(printed))) return printed;
  const html = own
    ? await (await loadRenderer()).render_html(name)
    : // Without `subtle` the browser checks the bytes.
      await fetchText([path, subtle ? undefined : digest]);
  const root = parse(html);
  const exact = !own && (!subtle || (await sha256(html)) === digest);
  // Something on the way may have changed its bytes and nothing of what it says.
  return root && (exact || (await passes(root))) ? root : reject(path);
};

/**
 * The guide's HTML in the name of the element's clinic.
 * @param {Element} element
 * @param {HTMLElement | null} [printed]
 */
export const fetchFilled = async (element, printed) => {
  /** @type {[root: HTMLElement, clinic?: import("./types").Clinic]} */
  let [root, clinic] = await Promise.all([
    fetchGuide(element, printed),
    element.matches("[clinic],[clinic-name]")
      ? importChecked(files.clinic)
          .then(({ read }) => read(element))
          // It is shown without them, and its form stays closed.
          .catch((error) => void report(error))
      : undefined,
  ]);
  // The page has printed it in another clinic's name.
  if (root.dataset.clinic && !clinic?.suits(root)) root = await fetchGuide(element);
  clinic?.fill(root);
  return root;
};
