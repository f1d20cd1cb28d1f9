// Builds the five pages of one size: the same head, the same style sheet, the same content.

import { readdir, readFile, mkdir, rm, writeFile, copyFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { parseHTML } from "linkedom";
import { build } from "vite";

const BENCH = new URL("..", import.meta.url).pathname;
export const PEERS = ["plain", "preact", "svelte", "react"];
export const PAGES = ["careguide", ...PEERS];

/** No guide changes while it is shown. */
const FINE = ["a11y_no_noninteractive_tabindex", "state_referenced_locally"];
const SVELTE = {
  configFile: false,
  compilerOptions: { warningFilter: ({ code }) => !FINE.includes(code) },
};

const bundle = (peer, options) =>
  build({
    root: BENCH,
    configFile: false,
    logLevel: "warn",
    plugins: peer === "svelte" ? [svelte(SVELTE)] : [],
    resolve: { alias: { framework: join(BENCH, peer, "framework.js") } },
    oxc: { jsx: { runtime: "automatic", importSource: peer } },
    ...options,
  });

const entry = (peer, name) => join(BENCH, peer, `${name}.js${/act$/.test(peer) ? "x" : ""}`);

/** The script that the page loads, as [name, text]. */
const client = async (peer) => {
  const input = entry(peer, peer === "plain" ? "page" : "client");
  const output = { entryFileNames: `${peer}-[hash].js` };
  // Every browser in the target knows `modulepreload`, so the polyfill would be dead weight.
  const options = { write: false, modulePreload: false, rolldownOptions: { input, output } };
  const { output: files } = await bundle(peer, { build: options });
  if (files.length !== 1) throw new Error(`${peer}: one script was expected, not ${files.length}`);
  return [files[0].fileName, files[0].code];
};

/** What renders the page's HTML at build time. */
const renderer = async (peer, work) => {
  const outDir = join(work, `server-${peer}`);
  const build = { ssr: entry(peer, "server"), outDir, emptyOutDir: true };
  await bundle(peer, { build, ssr: { noExternal: true } });
  const [file] = (await readdir(outDir)).filter((name) => /\.m?js$/.test(name));
  return (await import(pathToFileURL(join(outDir, file)))).render;
};

/** Bundles every peer once; the same bundles show a guide of any size. */
export const bundles = async (work) => {
  const made = {};
  for (const peer of PEERS) {
    made[peer] = {
      script: await client(peer),
      render: peer === "plain" ? undefined : await renderer(peer, work),
    };
  }
  return made;
};

const printed = (element) => ({
  tag: element.localName,
  attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  html: element.innerHTML,
});

const PRINTED = ["comparison", "outcome", "timeline", "course", "table"];

/** What the frameworks' components render: of the guide file what they need, and what stays as it
    was printed. */
const contents = (guide, fragment) => {
  const { document } = parseHTML(`<!doctype html><body>${fragment}</body>`);
  const take = (selector) => printed(document.querySelector(selector));
  const sections = guide.sections.map(({ id, label, blocks }) => {
    const elements = document.getElementById(id).querySelector(".content").children;
    const kept = blocks.map((block, index) => {
      const [kind] = Object.keys(block);
      if (!PRINTED.includes(kind)) return block;
      const cites = JSON.stringify(block).matchAll(/\[\^([^\]]+)\]/g);
      // The heading comes before the blocks.
      return { printed: { ...printed(elements[index + 1]), cites: [...cites].map(([, id]) => id) } };
    });
    return { id, label, blocks: kept };
  });
  const receipt = take(".receipt");
  const { name, revision, language, direction = "ltr" } = guide;
  const sources = Object.fromEntries(guide.sources.map(({ id, ...source }) => [id, source]));
  const { consultation: { blocks, ...consultation }, interface: words, decision } = guide;
  return {
    name, revision, language, direction, sections, sources, consultation,
    introduction: blocks,
    interface: words,
    decision: { heading: decision.heading },
    printed: {
      opening: take(".opening"),
      decision: take(".step:has(#what-matters)"),
      enclosure: take(".enclosure"),
      help: take(".step:has(#help)"),
      about: take("#about"),
      contact: take(".contact"),
      promise: take(".beside-button"),
      sent: take(".consultation > .sent > div"),
      // Hidden until a request was sent.
      receipt: { ...receipt, attributes: { ...receipt.attributes, hidden: undefined } },
      foot: take(".foot"),
    },
  };
};

const write = async (folder, files) => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
};

/** Writes the five sites into `folder`, which holds the guide and how we print it. */
export const site = async (folder, dist, made) => {
  const guide = JSON.parse(await readFile(join(folder, "guide.json"), "utf8"));
  const fragment = await readFile(join(folder, "fragment.html"), "utf8");
  const page = await readFile(join(dist, "index.html"), "utf8");
  const [, head, loader, middle, ours, tabs, end] = page.match(
    /^(.*)(<script type="module".*?<\/script>)(.*)(<care-guide.*?>).*<\/care-guide>(<script>.*?<\/script>)(.*)$/s,
  );
  const beside = (await readdir(dist)).filter((name) => /\.(js|wasm|ico|svg)$/.test(name));
  await write(join(folder, "careguide"), {
    "index.html": `${head}${loader}${middle}${ours}${fragment}</care-guide>${tabs}${end}`,
  });
  for (const name of beside) await copyFile(join(dist, name), join(folder, "careguide", name));

  const data = contents(guide, fragment);
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  for (const peer of PEERS) {
    const { script: [name, code], render } = made[peer];
    const script = `<script type="module" src="./${name}"></script>`;
    // By hand there is nothing to render, and so nothing to render it from.
    const inside = render ? await render(data) : fragment;
    const inline = render ? `<script id="guide" type="application/json">${json}</script>` : "";
    await write(join(folder, peer), {
      "index.html": `${head}${script}${middle}<div id="root">${inside}</div>${inline}${end}`,
      [name]: code,
    });
    for (const icon of beside.filter((name) => /ico|svg/.test(name))) {
      await copyFile(join(dist, icon), join(folder, peer, icon));
    }
  }
};
