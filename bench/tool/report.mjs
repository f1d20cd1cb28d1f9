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
    ["a tab has its role and keys", times("tabs")],
    ["a tab answers the script", times("tab")],
    ["the form is checked and sent by the script", times("form")],
    ["all of the script at work", times("hydrated")],
    ["blocking time", times("blocking")],
    ["long tasks", (page) => median(loads[page].map(({ long }) => long)).toFixed(0)],
    ["layout shift", (page) => median(loads[page].map(({ shift }) => shift)).toFixed(3)],
  ]);
};

const interacting = ({ loads }) => {
  const times = (name) => (page) => milliseconds(loads[page].map((run) => run[name]));
  return byPage([
    ["a tab, tapped as soon as the page is there", times("early")],
    ["a tab, tapped later", times("later")],
    ["a tick in the exercise", times("tick")],
    ["a letter in the form", times("typing")],
  ]);
};

/** What each thing embedded costs its host page. */
const embedding = ({ embedded }) => {
  const names = Object.keys(embedded);
  const row = (label, name, digits = 0) => [
    label,
    ...names.map((host) => {
      const values = embedded[host].map((run) => run[name]);
      return digits ? median(values).toFixed(digits) : milliseconds(values);
    }),
  ];
  return table(
    ["", ...names],
    [
      row("main thread, ms", "thread"),
      row("blocking time, ms", "blocking"),
      row("long tasks", "long", 0),
      row("longest task, ms", "longest"),
      row("largest paint, ms", "largest"),
      row("layout shift", "shift", 3),
      row("kB", "bytes"),
    ],
  );
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
    "a tab has its role and keys": [(run) => [run.tabs], count],
    "all of the script at work": [(run) => [run.hydrated], count],
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

/** The aims, each with what was measured. "By hand" is the floor. */
const aims = ({ loads, presses, embedded, growth }, { found }) => {
  const peers = PAGES.slice(1);
  const values = (page, name) => loads[page].map((run) => run[name]);
  const middle = (page, name) => median(values(page, name));
  const [ours, floor] = [(name) => middle("careguide", name), (name) => middle("plain", name)];
  const beside = (name, pages) =>
    pages.map((page) => `${NAMES[page]} ${percent(ours(name), middle(page, name))}`).join(", ");
  // By more than the ranges.
  const before = (name, pages) =>
    pages.every((page) => Math.max(...values("careguide", name)) < Math.min(...values(page, name)));
  const late = (page) => quantile(presses[page].flatMap((run) => run.presses), 0.95);
  const best = Math.min(...peers.slice(1).map((page) => middle(page, "blocking")));
  const inView = embedded["the guide, in view"];
  const of = (name) => median(inView.map((run) => run[name]));
  const power = (page, name) => {
    const at = (size) => [size, median(growth[size][page].map((run) => run[name])) || 1];
    return exponent(at(60), at(600));
  };
  const grown = ["first", "tabs", "hydrated", "blocking", "after"];
  const exponents = (page) => grown.map((name) => power(page, name).toFixed(2)).join(", ");
  const points = Object.values(found).map(({ score }) => score);
  const rows = [
    ["largest paint at most by hand + 5 %", ours("largest") <= floor("largest") * 1.05, percent(ours("largest"), floor("largest"))],
    ["a tab answers the script before every other page, by more than the ranges", before("tab", peers), beside("tab", peers)],
    [
      "blocking time at most by hand + 50 ms, and under a third of the best hydrated page",
      ours("blocking") <= floor("blocking") + 50 && ours("blocking") < best / 3,
      `${count(ours("blocking"))} ms (by hand ${count(floor("blocking"))}, best ${count(best)})`,
    ],
    [
      "from a key to the painted tab, 95th percentile: at most by hand + 5 %, under 100 ms",
      late("careguide") <= Math.min(late("plain") * 1.05, 100),
      `${late("careguide").toFixed(1)} ms (by hand ${late("plain").toFixed(1)})`,
    ],
    ["the form before every hydrated page", before("form", peers.slice(1)), beside("form", peers.slice(1))],
    [
      "embedded, before a touch: no blocking time, at most 250 ms of the main thread",
      of("blocking") === 0 && of("thread") <= 250,
      `${count(of("blocking"))} ms, ${count(of("thread"))} ms`,
    ],
    [
      "no layout shift: own page, reserved place, printed",
      [ours("shift"), ...Object.values(embedded).slice(0, 2).map((runs) => median(runs.map(({ shift }) => shift)))].every(
        (shift) => shift < 0.001,
      ),
      ours("shift").toFixed(3),
    ],
    [
      "growth from 60 to 600 sections at most by hand's exponent",
      grown.every((name) => power("careguide", name) <= power("plain", name) + 0.05),
      `${grown.join(", ")}: ${exponents("careguide")} (by hand ${exponents("plain")})`,
    ],
    ["Lighthouse, mobile: 100 four times", points.every((score) => score === 100), points.join(", ")],
  ];
  const cells = rows.map(([aim, met, figure]) => [aim, met ? "met" : "**missed**", figure]);
  return table(["aim", "", "measured"], cells);
};

/** Where we stand among the five, in each row of a load. */
const places = ({ loads }) => {
  const ROWS = {
    "first paint": "first",
    "largest paint": "largest",
    "a tab has its role and keys": "tabs",
    "a tab answers the script": "tab",
    "the form": "form",
    "blocking time": "blocking",
    "a tab, tapped as soon as the page is there": "early",
    "a tab, tapped later": "later",
    "a tick": "tick",
    "a letter": "typing",
  };
  const place = (name) => {
    const middle = (page) => median(loads[page].map((run) => run[name]));
    const better = PAGES.filter((page) => middle(page) < middle("careguide"));
    return better.length ? `${better.length + 1}, behind ${better.map((page) => NAMES[page]).join(", ")}` : "1";
  };
  return table(["", "our place of five"], Object.entries(ROWS).map(([label, name]) => [label, place(name)]));
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

${aims(figures, lighthouse)}

## Bytes after brotli 11

${sizes(figures)}

## Coming up, on slow 4G and a processor slowed four times

Milliseconds, median of ${ROUNDS.load} loads (least and most in brackets). Nobody touches the page.

${loading(figures)}

${places(figures)}

## From an input to the next frame, on slow 4G and a processor slowed four times

Milliseconds, as INP counts them, in steps of 8; 16 stands for 16 or less.

${interacting(figures)}

## From a key to the painted tab, on a processor slowed four times

${ROUNDS.press} times ${SWITCHES} presses each.

${switching(figures)}

## On somebody else's page, on a processor slowed four times

${ROUNDS.host} loads of a page of another origin, over a fast network, four seconds each, and nobody \
touches it. The iframe shows the React page; SurveyJS a form with the same questions, and no guide.

${embedding(figures)}

## Growing with the sections, on nothing slowed

Milliseconds unless it says something else; loads: ${growth.join(", ")}. An exponent of 1 is linear.

${byPage(growing(figures))}

## Lighthouse, mobile

The page as the receiver serves it; the median of three runs.

${lighthouseTable(lighthouse)}
`,
  );
};
