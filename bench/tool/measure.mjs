// All five measured in one run, one after the other in each round, so that whatever the machine does
// meanwhile meets them all.

import { hydrated, visit } from "./browser.mjs";
import { PAGES } from "./pages.mjs";

export const ROUNDS = { load: 9, press: 2, host: 5, growth: { 6: 3, 60: 3, 600: 3 } };
export const SWITCHES = 200;
export const SLOW = { network: true, processor: 4 };
const SLOW_PROCESSOR = { processor: 4 };

/** Waits until nothing has held up the page for a second. */
const quiet = (page) =>
  page.waitForFunction(() => {
    const { tasks, hydrated } = window.bench;
    const last = Math.max(hydrated ?? Infinity, ...tasks.map(([start, duration]) => start + duration));
    return performance.now() - last > 1000;
  });

const blocking = (tasks, from) =>
  tasks
    .filter(([start, duration]) => start + duration > from)
    .reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0);

/** How the page comes up, and nobody touches it. */
const load = (browser, { url }, slow) =>
  visit(browser, slow, async (page) => {
    await page.goto(url, { waitUntil: "commit" });
    await quiet(page);
    const { first, parsed, bench } = await page.evaluate(() => ({
      first: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      parsed: performance.getEntriesByType("navigation")[0].domInteractive,
      bench: window.bench,
    }));
    return {
      first,
      parsed,
      largest: bench.largest,
      tabs: bench.tabs,
      hydrated: bench.hydrated,
      blocking: blocking(bench.tasks, first),
      long: bench.tasks.filter(([start, duration]) => start + duration > first).length,
      shift: bench.shift,
    };
  });

/** When a key on a tab, and the form's button, are first answered by the page's script. */
const use = (browser, { url }, slow) =>
  visit(browser, slow, async (page) => {
    await page.addInitScript(() => window.bench.tryAll());
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => window.bench.form);
    return page.evaluate(() => ({ tab: window.bench.tab, form: window.bench.form }));
  });

/** The duration of what somebody does, until the next frame; 16 ms where the browser reports none. */
const interaction = async (page, act) => {
  const known = await page.evaluate(() => Object.keys(window.bench.interactions));
  await act();
  await page.waitForTimeout(700);
  const durations = await page.evaluate(
    (known) =>
      Object.entries(window.bench.interactions).flatMap(([id, duration]) =>
        known.includes(id) ? [] : [duration],
      ),
    known,
  );
  return Math.max(16, ...durations);
};

/** How long a visitor waits for the frame after what they do. */
const interact = (browser, { url }) =>
  visit(browser, SLOW, async (page) => {
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => document.readyState !== "loading" && window.bench.largest);
    const tab = (index) => page.locator("[part=tab]").nth(index);
    const early = await interaction(page, () => tab(1).tap());
    await hydrated(page);
    await quiet(page);
    const later = await interaction(page, () => tab(2).tap());
    await page.locator(".step > summary").first().tap();
    const tick = await interaction(page, () => page.locator("[name=matters]").first().tap());
    await page.locator(".step:has(#consultation) > summary").tap();
    const name = page.locator("#field-name");
    await name.focus();
    const typing = await interaction(page, () => name.pressSequentially("Ana", { delay: 200 }));
    return { early, later, tick, typing };
  });

/** What the page holds in memory, in bytes: objects, the browser's own, buffers with the Wasm's. */
const memory = async (cdp) => {
  await cdp.send("HeapProfiler.collectGarbage");
  const heap = await cdp.send("Runtime.getHeapUsage");
  return heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + (heap.backingStorageSize ?? 0);
};

/** From key to frame, and what it leaves in memory. */
const press = (browser, { url }, switches, slow) =>
  visit(browser, slow, async (page, cdp) => {
    await page.goto(url);
    await hydrated(page);
    await quiet(page);
    const before = await memory(cdp);
    await page.locator("[part=tab]").first().focus();
    for (let count = 1; count <= switches; count += 1) {
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction((count) => window.bench.presses.length === count, count);
    }
    const presses = await page.evaluate(() => window.bench.presses);
    return { presses, before, after: await memory(cdp) };
  });

/** What a page costs its host before anybody touches it: all tasks of four seconds. */
const host = (browser, { url }) =>
  visit(browser, SLOW_PROCESSOR, async (page, cdp) => {
    let bytes = 0;
    await cdp.send("Network.enable");
    cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto(url);
    await page.waitForTimeout(4000);
    const { metrics } = await cdp.send("Performance.getMetrics");
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    const bench = await page.evaluate(() => window.bench);
    return {
      // Thread time does not know that the processor is slowed.
      thread: of("TaskDuration") * 1000,
      blocking: blocking(bench.tasks, 0),
      long: bench.tasks.length,
      longest: Math.max(0, ...bench.tasks.map(([, duration]) => duration)),
      shift: bench.shift,
      largest: bench.largest,
      bytes: bytes / 1000,
    };
  });

/** Calls `measure` for each page in turn, so many times. */
const rounds = async (what, count, measure, pages = PAGES) => {
  const results = Object.fromEntries(pages.map((page) => [page, []]));
  for (let round = 1; round <= count; round += 1) {
    console.log(`${what}: round ${round} of ${count}`);
    // Each begins once: who comes first after a pause has a cold browser.
    const order = pages.map((_, index) => pages[(index + round) % pages.length]);
    for (const page of order) results[page].push(await measure(page));
  }
  return results;
};

const bytes = (server) => {
  const kinds = {};
  for (const { name, body, size } of server.taken.values()) {
    const kind = name.slice(name.lastIndexOf(".") + 1);
    // Icons are the same for all.
    if (!["html", "js", "wasm"].includes(kind)) continue;
    kinds[kind] ??= { packed: 0, raw: 0 };
    kinds[kind].packed += body.length;
    kinds[kind].raw += size;
  }
  return kinds;
};

/** All figures, by page. */
export const measure = async (browser, servers, hosts) => {
  const six = servers[6];
  const loads = await rounds("loading", ROUNDS.load, async (page) => ({
    ...(await load(browser, six[page], SLOW)),
    ...(await use(browser, six[page], SLOW)),
    ...(await interact(browser, six[page])),
  }));
  const presses = await rounds("switching", ROUNDS.press, (page) =>
    press(browser, six[page], SWITCHES, SLOW_PROCESSOR),
  );
  const embedded = await rounds(
    "embedded",
    ROUNDS.host,
    (name) => host(browser, hosts[name]),
    Object.keys(hosts),
  );
  const growth = {};
  for (const [size, count] of Object.entries(ROUNDS.growth)) {
    growth[size] = await rounds(`${size} sections`, count, async (page) => ({
      ...(await load(browser, servers[size][page], {})),
      ...(await press(browser, servers[size][page], 20, {})),
    }));
  }
  const sizes = Object.fromEntries(PAGES.map((page) => [page, bytes(six[page])]));
  return { version: browser.version(), sizes, loads, presses, embedded, growth };
};
