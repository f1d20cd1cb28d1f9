// What a guide does to somebody else's page, beside what a clinic would embed in its place.

import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { build } from "vite";

import { serve } from "./server.mjs";

const PARAGRAPH = `<p>${"We are a clinic by the harbor, and we take time for you. ".repeat(6)}</p>`;
const SPACE = '<div style="height: 3000px"></div>';
const page = (head, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Our clinic</title>${head}</head>
<body><h1>Our clinic</h1>${PARAGRAPH}${body}${PARAGRAPH}</body></html>`;

/** The pages by name. `guide` is the guide's server, `react` that of the page made in React. */
const bodies = async ({ guide, react, dist }) => {
  const script = `<script type="module" src="${guide}care-guide.js"></script>`;
  const printed = await readFile(join(dist, "embed/mdma.en.html"), "utf8");
  const element = (inside, style = "") =>
    `<care-guide clinic="${guide}clinic.json" endpoint="${guide}api/consultations" ${style}>${inside}</care-guide>`;
  const reserved = 'style="display:block;min-height:100vh"';
  const fallback = "<p>Call us: 617-555-0100</p>";
  return {
    "the guide, in view": page(script, element(fallback, reserved)),
    "the guide, printed with the page": page(script, element(printed)),
    "the guide, four screens down": page(script, SPACE + element(fallback, reserved)),
    "the React page in an iframe": page(
      "",
      `<iframe title="Guide" src="${react}" style="width:100%;height:100vh;border:0"></iframe>`,
    ),
    "SurveyJS with a form alone": page(
      '<link rel="stylesheet" href="./survey.css"><script type="module" src="./survey.js"></script>',
      '<div id="place" style="min-height:100vh"></div>',
    ),
  };
};

/** SurveyJS, as Vite bundles it. */
const bundleSurvey = async (bench, folder) => {
  await build({
    root: bench,
    configFile: false,
    logLevel: "warn",
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: {
        input: join(bench, "survey/page.js"),
        output: { entryFileNames: "survey.js", assetFileNames: "survey.[ext]" },
      },
    },
  });
};

/** Serves each page from an origin of its own. */
export const serveHosts = async (bench, work, servers) => {
  const bundle = join(work, "survey");
  await bundleSurvey(bench, bundle);
  const hosts = {};
  let index = 0;
  for (const [name, html] of Object.entries(await bodies(servers))) {
    index += 1;
    const folder = join(work, `host-${index}`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "index.html"), html);
    for (const file of html.includes("./survey.js") ? ["survey.js", "survey.css"] : []) {
      await copyFile(join(bundle, file), join(folder, file));
    }
    hosts[name] = await serve(folder, 5);
  }
  return hosts;
};
