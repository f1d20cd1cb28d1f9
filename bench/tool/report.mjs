// Writes docs/benchmarks.md.

import { writeFileSync, readFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";

import { scores } from "./lighthouse.mjs";
import { ROUNDS, SWITCHES } from "./measure.mjs";
import { PAGES } from "./pages.mjs";
import { exponent, median, quantile } from "./statistics.mjs";

const { dependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const NAMES = {
  careguide: "Careguide",
  plain: "by hand",
  preact: `Preact ${dependencies.preact}`,
  svelte: `Svelte ${dependencies.svelte}`,
  react: `React ${dependencies.react}`,
};

const count = (value) => Math.round(value).toLocaleString("en");
const milliseconds = (values) =>
  values.length < 3
    ? count(median(values))
    : `${count(median(values))} (${count(Math.min(...values))}–${count(Math.max(...values))})`;

const table = (head, rows) =>
  [head, head.map((_, index) => (index ? "--:" : "---")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
/** A table with a column for each page; `rows` are [label, page => cell]. */
const byPage = (rows) =>
  table(["", ...PAGES.map((page) => NAMES[page])], rows.map(([label, cell]) => [label, ...PAGES.map(cell)]));

const sizes = ({ sizes }) => {
  const packed = (kind) => (page) => (sizes[page][kind] ? count(sizes[page][kind].packed) : "–");
  const sum = (page, kinds, of) => kinds.reduce((sum, kind) => sum + (sizes[page][kind]?.[of] ?? 0), 0);
  return byPage([
    ["HTML, with the style and, for the frameworks, the guide as JSON", packed("html")],
    ["scripts", packed("js")],
    ["Wasm", packed("wasm")],
    ["scripts and Wasm", (page) => count(sum(page, ["js", "wasm"], "packed"))],
    ["**all**", (page) => `**${count(sum(page, ["html", "js", "wasm"], "packed"))}**`],
    ["all, unpacked", (page) => count(sum(page, ["html", "js", "wasm"], "raw"))],
  ]);
};

const loading = ({ loads }) => {
  const times = (name) => (page) => milliseconds(loads[page].map((run) => run[name]));
  return byPage([
    ["first paint", times("first")],
    ["largest paint", times("largest")],
    ["whole page there: tabs by link, form by the browser", times("parsed")],
    ["a tab answers the script", times("tab")],
    ["the form is checked and sent by the script", times("form")],
    ["blocking time", times("blocking")],
    ["layout shift", (page) => median(loads[page].map(({ shift }) => shift)).toFixed(3)],
  ]);
};

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
const switching = ({ presses }) => {
  const all = (page) => presses[page].flatMap((run) => run.presses);
  const held = (name) => (page) => megabytes(median(presses[page].map((run) => run[name])));
  return byPage([
    ["median, ms", (page) => quantile(all(page), 0.5).toFixed(1)],
    ["95th percentile, ms", (page) => quantile(all(page), 0.95).toFixed(1)],
    ["memory before, MB", held("before")],
    [`memory after ${SWITCHES} switches, MB`, held("after")],
  ]);
};

const growing = ({ growth }) => {
  const GROWING = {
    "first paint": [(run) => [run.first], count],
    "a tab answers the script": [(run) => [run.hydrated], count],
    "blocking time": [(run) => [run.blocking], count],
    "switch, median": [(run) => run.presses, (value) => value.toFixed(1)],
    "memory, MB": [(run) => [run.after / 1e6], (value) => value.toFixed(1)],
  };
  const sizes = Object.keys(growth);
  return Object.entries(GROWING).flatMap(([name, [pick, show]]) => {
    const value = (size, page) => median(growth[size][page].flatMap(pick));
    const rows = sizes.map((size) => [`${name}, ${size}`, (page) => show(value(size, page))]);
    const [small, large] = sizes.slice(-2);
    const power = (page) =>
      exponent([small, value(small, page) || 1], [large, value(large, page) || 1]).toFixed(2);
    return [...rows, [`exponent from ${small} to ${large}`, power]];
  });
};

const percent = (ours, theirs) => {
  const more = (ours / theirs - 1) * 100;
  return `${more >= 0 ? "+" : "−"}${Math.abs(more).toFixed(1)} %`;
};

/** The aims, each with what was measured. */
const aims = ({ sizes, loads, presses, growth }) => {
  const middle = (page, name) => median(loads[page].map((run) => run[name]));
  const both = (name) => percent(middle("careguide", name), middle("plain", name));
  const hydrated = ["preact", "svelte", "react"];
  const ahead = (name) =>
    hydrated.map((page) => `${NAMES[page]} ${percent(middle("careguide", name), middle(page, name))}`).join(", ");
  const earlier = (name) => hydrated.every((page) => middle("careguide", name) < middle(page, name));
  const within = (name) => middle("careguide", name) <= middle("plain", name) * 1.05;
  const scripts = sizes.careguide.js.packed + sizes.careguide.wasm.packed;
  const switches = presses.careguide.flatMap((run) => run.presses);
  const shift = middle("careguide", "shift");
  const power = (page, name) => {
    const at = (size) => [size, median(growth[size][page].map((run) => run[name])) || 1];
    return exponent(at(60), at(600));
  };
  const grown = ["first", "hydrated", "blocking", "after"].map((name) => power("careguide", name));
  const [first, hydrated, blocking, memory] = grown.map((power) => power.toFixed(2));
  const frame = quantile(switches, 0.5);
  const late = quantile(switches, 0.95);
  const rows = [
    ["first paint within 5 % of by hand", within("first"), both("first")],
    ["largest paint within 5 % of by hand", within("largest"), both("largest")],
    ["layout shift as by hand", shift <= middle("plain", "shift"), shift.toFixed(3)],
    ["a tab before every hydrated page", earlier("tab"), ahead("tab")],
    ["the form before every hydrated page", earlier("form"), ahead("form")],
    [
      "a switch within one frame (16.7 ms)",
      late <= 16.7,
      `median ${frame.toFixed(1)}, 95th percentile ${late.toFixed(1)} ms`,
    ],
    ["Wasm, glue and loader under 62,000 bytes", scripts < 62_000, count(scripts)],
    [
      "growth linear or better, 60 to 600 sections",
      grown.every((power) => power <= 1.05),
      `first paint ${first}, until hydrated ${hydrated}, memory ${memory}, ` +
        `blocking time ${blocking} (by hand ${power("plain", "blocking").toFixed(2)})`,
    ],
  ];
  const cells = rows.map(([aim, met, figure]) => [aim, met ? "met" : "**missed**", figure]);
  return table(["aim", "", "measured"], cells);
};

const lighthouseTable = ({ found }) =>
  table(
    ["category", "score", "what is lost"],
    Object.entries(found).map(([title, { score, lost }]) => [title, score, lost.join("; ") || "–"]),
  );

export const report = async (figures) => {
  const lighthouse = await scores(`${process.env.CAREGUIDE_ADDRESS}/`);
  const [{ model }] = cpus();
  const growth = Object.entries(ROUNDS.growth).map(([size, rounds]) => `${rounds} of ${size} sections`);
  writeFileSync(
    process.env.BENCH_REPORT,
    `# Speed

The page beside the same page made four more times: by hand, in Preact, in Svelte and in React. All \
five show the same guide with the same style sheet, the same tabs and the same form. How each is \
built, and why that is fair: [bench/README.md](../bench/README.md).

\`cargo xtask bench\` measures all five in one run and writes this file.

Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores of ${model}, \
${count(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Chromium ${figures.version}, Node ${process.versions.node}, \
Vite ${dependencies.vite}, Lighthouse ${lighthouse.version}.

## Aims

${aims(figures)}

## Bytes after brotli 11

${sizes(figures)}

## Coming up, on slow 4G and a processor slowed four times

Milliseconds, median of ${ROUNDS.load} loads (least and most in brackets). Nobody touches the page.

${loading(figures)}

## From a key to the painted tab, on a processor slowed four times

${ROUNDS.press} times ${SWITCHES} presses each.

${switching(figures)}

## Growing with the sections, on nothing slowed

Milliseconds unless it says something else; loads: ${growth.join(", ")}. An exponent of 1 is linear.

${byPage(growing(figures))}

## Lighthouse, mobile

The page as the receiver serves it; the median of three runs.

${lighthouseTable(lighthouse)}
`,
  );
};
