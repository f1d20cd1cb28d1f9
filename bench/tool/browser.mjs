// Chromium, and a page in it on a slowed device.

import { chromium } from "playwright-core";

import { probe } from "./probe.mjs";

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];

export const launch = (more = []) =>
  chromium.launch({ executablePath: process.env.CHROMIUM, args: [...ARGUMENTS, ...more] });

/** The slow 4G of Lighthouse and DevTools: 150 ms and 1.6 Mbit/s on the wire, as they apply it to
    requests. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1474.56 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
};

/** Calls `use` with a page that nobody has been on. The second argument says what is slowed. */
export const visit = async (browser, { network, processor = 1, scripts = true }, use) => {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) faults.push(message.text());
    });
    const cdp = await context.newCDPSession(page);
    if (network) {
      await cdp.send("Network.enable");
      await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
    }
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: processor });
    await page.addInitScript(probe);
    const result = await use(page, cdp);
    if (faults.length) throw new Error(`${page.url()}: the console says ${faults.join("; ")}`);
    return result;
  } finally {
    await context.close();
  }
};

/** Waits until all of the page's script is at work. */
export const hydrated = (page) => page.waitForFunction(() => window.bench.hydrated);
