// node tool/run.mjs check | bench: what `cargo xtask bench` runs, which sets the environment.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

process.env.NODE_ENV = "production";
const { BENCH_WORK: work, CAREGUIDE_DIST: dist } = process.env;
if (!work || !dist) throw new Error("run it by `cargo xtask bench`");

const { launch } = await import("./browser.mjs");
const { agree } = await import("./check.mjs");
const { bundles, PAGES, site } = await import("./pages.mjs");
const { serve } = await import("./server.mjs");
const { serveHosts } = await import("./embedded.mjs");
const { measure } = await import("./measure.mjs");
const { report } = await import("./report.mjs");

const SIZES = [6, 60, 600];

const open = async (sections, made) => {
  const folder = join(work, String(sections));
  await site(folder, dist, made);
  const servers = {};
  // Brotli 11 takes a minute for each of the largest pages, and how they weigh is not reported.
  const quality = sections === 6 ? 11 : 5;
  for (const page of PAGES) servers[page] = await serve(join(folder, page), quality);
  return servers;
};

const made = await bundles(work);
const servers = { 6: await open(6, made) };
const browser = await launch();
try {
  await agree(browser, servers[6]);
  if (process.argv[2] === "bench") {
    for (const size of SIZES.slice(1)) servers[size] = await open(size, made);
    const bench = new URL("..", import.meta.url).pathname;
    const guide = `${process.env.CAREGUIDE_ADDRESS}/`;
    const hosts = await serveHosts(bench, work, { guide, react: servers[6].react.url, dist });
    servers.hosts = hosts;
    const figures = await measure(browser, servers, hosts);
    writeFileSync(join(work, "figures.json"), JSON.stringify(figures));
    await report(figures);
  }
} finally {
  await browser.close();
  const all = Object.values(servers).flatMap(Object.values);
  await Promise.all(all.map(({ close }) => close()));
}
