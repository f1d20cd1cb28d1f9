// A small guide and a build of it, with an app that notes its calls in place of the Wasm.

import { digest, HOST, open, SITE, script } from "./browser.mjs";

/** A guide's HTML, as short as what the scripts use of it. */
export const guide = ({
  name = "mdma",
  language = "en",
  wording = "You may call me.",
  matters = ["m1", "m2"],
} = {}) => {
  const inside = `<nav class="tabs" aria-labelledby="tabs-label"><span id="tabs-label">Parts</span>
    <ul><li class="first"><a id="tab-at-a-glance" part="tab" href="#at-a-glance">At a glance</a></li>
    <li><a id="tab-risks" part="tab" href="#risks">Risks</a></li></ul></nav>
    <p class="switch"><a class="show-everything" href="#everything">All</a>
    <a class="show-one" href="#at-a-glance">One</a></p>
    <div class="panels" id="everything">
      <section class="panel first" id="at-a-glance"><div class="content">
        <h2>At a glance</h2><p>One</p><p>Two</p><p>Three</p><p>Four</p></div></section>
      <section class="panel" id="risks"><h2>Risks of ${name} in ${language}</h2></section>
    </div>
    <a class="language" hreflang="es" href="${SITE}es/">Español</a>
    <section class="step" id="consultation" tabindex="-1"><form method="post" action="/send">
      <input type="hidden" name="guide" value="${name}">
      <input type="hidden" name="consent_wording" value="${wording}">
      <input id="field-name" name="name"><textarea name="message"></textarea>
      <input type="radio" name="reach" value="email"><input type="radio" name="reach" value="call">
      ${matters.map((id) => `<input type="checkbox" name="matters" value="${id}">`).join("")}
      <input type="checkbox" id="enclose"><label><input type="checkbox" name="consent">Yes</label>
      <button>Send</button></form></section>
    <nav class="foot"><a href="#consultation">Ask</a></nav>`;
  const elements = inside.match(/<[a-z]/g).length;
  return `<div class="care-guide" lang="${language}" data-elements="${elements}">${inside}</div>`;
};

/** The glue of the app. The page's `calls` says what was called. */
const app = (files) => `
const note = (call) => (globalThis.calls ??= []).push(call);
export default async ({ module_or_path }) => {
  await module_or_path;
  new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  note("init");
};
export class Guide {
  constructor() { note("new"); }
  hydrate(host, root, load) {
    globalThis.loadBackend = (...given) => loadBackend(load, ...given);
    if (globalThis.mismatches-- > 0) throw new Error("mismatch");
    note("hydrate " + (root.parentNode === (host.shadowRoot ?? host)));
    root.setAttribute("data-hydrated", "");
    root.addEventListener("click", (event) => note("click " + event.target.id));
  }
  dispose() { note("dispose"); }
}
export const files = ${JSON.stringify(files)};
${script("start.js")}
${script("hydrated.js")}
${script("browser.js")}
${script("navigation.js")}`;

/** A script that stands behind those that it imports, as `crates/site/src/assets.rs` puts them together. */
const behind = (name) => script(name).split('.js";')[1];
export const tabs = () => (script("navigation.js") + behind("tabs.js")).replaceAll("export ", "");
export const loader = () =>
  script("load.js").replaceAll("\nexport ", "\n") + behind("care-guide.js");

const asset = (name, text) => [name, digest(text)];

/** As `crates/site/src/canonical.rs` writes it. */
const canonical = (html) => {
  const sorted = (_, name, attributes) => {
    const pairs = [...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)];
    const written = pairs.map(([, name, value = ""]) => ` ${name}="${value}"`);
    return `<${name}${written.sort().join("")}>`;
  };
  const clean = html.replace(/(?<=>)\s*\n\s*(?=<)/g, "");
  return clean.replace(/<(\w+)([^>]*)>/g, sorted).replace(/\s+/g, " ");
};

/** The guide's HTML in the name of the build's clinic. */
export const filled = (html) =>
  html.replace(" data-elements", ' data-clinic="own" data-elements').replace("At a", "Our");

/** The glue of a module: what it exports besides the start. */
const moduleGlue = (exports, others = {}) => `
export default async ({ module_or_path }) => void (await module_or_path);
${exports}
export const files = ${JSON.stringify({ wasm: asset("app.wasm", "wasm"), ...others })};
${script("start.js")}`;

/** The files of a build by address. */
export const build = ({ own = guide({ name: "own" }) } = {}) => {
  const style = ".care-guide { color: rgb(1, 2, 3) } .panel { min-height: 900px }";
  const renderer = moduleGlue(
    `export const render_html = async (address) => ${JSON.stringify(own)};`,
  );
  const backend = moduleGlue("export const backend_module = async (...given) => given;", {
    profiles: { form: "sha256-form" },
  });
  const embedded = script("embedded.js");
  const guides = {
    "mdma.en": guide(),
    "mdma.es": guide({ language: "es" }),
    "mdma.pt-BR": guide({ language: "pt-BR" }),
    "sleep.en": guide({ name: "sleep" }),
  };
  const each = (make) => Object.fromEntries(Object.entries(guides).map(make));
  const nameOf = (key) => `guides/${key}.html`;
  const digests = each(([key, html]) => [
    nameOf(key),
    [html, filled(html)].map((html) => digest(canonical(html))),
  ]);
  const check = script("check.js").replace("CAREGUIDE_DIGESTS", JSON.stringify(digests));
  const glue = app({
    wasm: asset("app.wasm", "wasm"),
    renderer: asset("renderer.js", renderer),
    backend: asset("backend.js", backend),
    embedded: asset("embedded.js", embedded),
    check: asset("check.js", check),
  });
  const clinic = `export const read = async (element) => ({
      suits: (root) => root.dataset.clinic === element.getAttribute("clinic"),
      fill: (root) => (root.dataset.clinic = element.getAttribute("clinic")),
    });`;
  const tabsModule = tabs() + behind("parts.js");
  const list = {
    app: asset("app.js", glue),
    style: asset("style.css", style),
    clinic: asset("clinic.js", clinic),
    tabs: asset("tabs.js", tabsModule),
    guides: each(([key, html]) => [key, asset(nameOf(key), html)]),
  };
  const files = {
    "care-guide.js": loader().replace("CAREGUIDE_FILES", JSON.stringify(list)),
    "app.js": glue,
    "app.wasm": "wasm",
    "renderer.js": renderer,
    "backend.js": backend,
    "check.js": check,
    "embedded.js": embedded,
    "clinic.js": clinic,
    "tabs.js": tabsModule,
    "style.css": style,
    ...each(([key, html]) => [nameOf(key), html]),
  };
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [SITE + name, text]));
};

const page = (body, head = "", nonce = "", site = SITE) =>
  `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">
  <script type="module" ${nonce} src="${site}care-guide.js"></script>${head}</head><body>${body}</body></html>`;

/** Opens the guide's own page. */
export const openOwn = (
  t,
  { html = guide(), before = "", after, address = "", head = "", headers, files = build() } = {},
) => {
  const element = `<care-guide${after ? " deep-links" : ""}>${html}</care-guide>`;
  const body = page(before + element + (after ?? ""), head);
  return open(t, SITE + address, Object.assign(files, { [SITE]: { body, headers } }));
};

/** Opens a page that embeds the guide. */
export const openEmbedded = (
  t,
  { attributes = "", body, head = "", nonce, headers, host = HOST, site, files = build() } = {},
) => {
  const element = `<care-guide ${attributes}><p id="fallback">Call us</p></care-guide>`;
  const html = page(body ?? element, head, nonce && `nonce="${nonce}"`, site);
  return open(t, host, Object.assign(files, { [host]: { body: html, headers } }));
};

/** In the page: what the app was called for. */
export const calls = (page) => page.evaluate(() => globalThis.calls ?? []);

/** In the page: whether the guide is hydrated. */
export const isHydrated = () => {
  const host = document.querySelector("care-guide");
  return (host.shadowRoot ?? host).querySelector("[data-hydrated]") !== null;
};

/** In the page: touches an embedded guide, as somebody does who wants something of it; whether it is hydrated. */
export const hydrates = () => {
  const host = document.querySelector("care-guide");
  host.dispatchEvent(new Event("pointerdown"));
  return host.shadowRoot?.querySelector("[data-hydrated]") != null;
};
