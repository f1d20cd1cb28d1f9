// A page in Chromium for each test. No server: each request is answered from a list of files, so that
// a test can change, damage or withhold any.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before } from "node:test";

const load = createRequire(join(process.env.CAREGUIDE_NODE_MODULES, "package.json"));
const { chromium } = load("playwright-core");

let browser;
before(async () => {
  const executablePath = process.env.CHROMIUM_SHELL ?? process.env.CHROMIUM;
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});
after(() => browser?.close());

/** How the tests of a suite run. Most of their time they wait. */
export const SUITE = { concurrency: 4, timeout: 60_000 };

/** The page's own site, and that of somebody else's page which embeds the guide. */
export const SITE = "https://guide.test/";
export const HOST = "https://clinic.test/";

export const script = (name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
export const digest = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const TYPES = { js: "text/javascript", css: "text/css", wasm: "application/wasm" };
const typeOf = (address) => TYPES[address.split(".").at(-1)] ?? "text/html";

/** The answer of a request: a text, or `{ body, headers, status }`; an `Error` is a lost network. It may
 *  be promised. */
const answer = async (route, files) => {
  const address = route.request().url().split("#")[0];
  const file = await files[address];
  if (file instanceof Error) return route.abort("connectionfailed");
  if (file === undefined) return route.fulfill({ status: 404, body: "<h1>Not found</h1>" });
  const { body, headers = {}, status = 200 } = typeof file === "string" ? { body: file } : file;
  const contentType = `${typeOf(address)};charset=utf-8`;
  const cors = { "access-control-allow-origin": "*" };
  return route.fulfill({ status, body, contentType, headers: { ...cors, ...headers } });
};

/** Opens an address. `files` are by address, and may change later. */
export const open = async (t, address, files) => {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const [lines, asked] = [[], []];
  page.on("console", (message) => lines.push(message.text()));
  page.on("pageerror", (error) => lines.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  await page.route("**/*", (route) => answer(route, files));
  await page.goto(address);
  const ours = () => lines.filter((line) => line.startsWith("<care-guide>"));
  return {
    page,
    /** The loader's messages on the console. */
    ours,
    /** Waits for the first of them. */
    async warned() {
      for (let waited = 0; ours().length === 0 && waited < 5000; waited += 20) {
        await page.waitForTimeout(20);
      }
    },
    /** The addresses that the page asked for. */
    asked: () => asked,
  };
};

/** Waits until the condition holds in the page. */
export const until = (page, condition, argument) => page.waitForFunction(condition, argument);

/** Waits long enough for anything that the page could do by itself. */
export const settle = (page) => page.waitForTimeout(250);
