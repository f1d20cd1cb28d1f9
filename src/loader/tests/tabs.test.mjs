import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { SITE, SUITE, settle, until } from "./browser.mjs";
import { build, isHydrated, openEmbedded, openOwn, tabs } from "./guide.mjs";

/** The app never comes. */
const idle = () => {
  const files = build();
  delete files[`${SITE}app.js`];
  return files;
};
/** A guide's own page, as the build writes it: the script stands behind the element. */
const openIdle = (t, { address = "", ...options } = {}) =>
  openOwn(t, {
    files: idle(),
    after: `<script>(() => {${tabs()}; answerTabs(document.querySelector("care-guide>[data-elements]"))})()</script>`,
    address,
    ...options,
  });
const tab = (page, name) => page.getByRole("tab", { name });
const panel = (page) => page.locator("[role=tabpanel]:not([hidden])").getAttribute("id");
/** In the page: notes the sections that are announced. */
const listen = (page) =>
  page.evaluate(() => {
    globalThis.sections = [];
    addEventListener("care-guide-section", ({ detail }) => sections.push(detail.section));
  });
const announced = (page) => page.evaluate(() => globalThis.sections);

/** A table that tests the app, too. */
const table = (name) =>
  JSON.parse(readFileSync(new URL(`../../guide/${name}.json`, import.meta.url), "utf8"));

test("keys lead where the table of the app's tests says", async (t) => {
  const { page } = await openIdle(t);
  const rows = table("tab_keys");
  const found = await page.evaluate(
    ([script, rows]) => {
      const target = new Function(`${script}; return target;`)();
      return rows.map((row) => target(row.key, row.current, row.count, row.right_to_left) ?? null);
    },
    [tabs(), rows],
  );
  assert.deepEqual(
    found,
    rows.map((row) => row.target),
  );
});

test("hashes name what the table of the app's tests says", async (t) => {
  const { page } = await openIdle(t);
  const rows = table("tab_hashes");
  const found = await page.evaluate(
    ([script, rows]) => {
      const named = new Function(`${script}; return named;`)();
      return rows.map(({ hash }) => named(hash, ["at-a-glance", "therapy", "risks"]) ?? null);
    },
    [tabs(), rows],
  );
  assert.deepEqual(
    found,
    rows.map(({ view }) => view),
  );
});

describe("before the app comes", SUITE, () => {
  test("the links are tabs, and a click shows a section under its hash", async (t) => {
    const { page } = await openIdle(t);
    await listen(page);
    assert.equal(await panel(page), "at-a-glance");
    await tab(page, "Risks").click();
    assert.equal(await panel(page), "risks");
    assert.equal(page.url(), `${SITE}#risks`);
    assert.equal(await tab(page, "Risks").getAttribute("aria-selected"), "true");
    assert.equal(await tab(page, "At a glance").getAttribute("tabindex"), "-1");
    await page.goBack();
    assert.equal(await panel(page), "at-a-glance");
    assert.deepEqual(await announced(page), ["risks", "at-a-glance"]);
  });

  test("keys select and focus", async (t) => {
    const { page } = await openIdle(t);
    await tab(page, "At a glance").focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await panel(page), "risks");
    assert.equal(await page.evaluate(() => document.activeElement.id), "tab-risks");
    await page.keyboard.press("Home");
    assert.equal(await panel(page), "at-a-glance");
  });

  test("the hash names the section, and what is in one", async (t) => {
    const { page } = await openIdle(t, { address: "#risks" });
    assert.equal(await panel(page), "risks");
    for (const [hash, expected] of [
      ["#first", "at-a-glance"],
      ["#nothing", "at-a-glance"],
      ["#risks", "risks"],
    ]) {
      await page.evaluate((hash) => {
        document.querySelector("#at-a-glance p").id = "first";
        location.hash = hash;
      }, hash);
      await until(page, () => true);
      assert.equal(await panel(page), expected, hash);
    }
  });

  test("everything shows, and the way back leads to the section before", async (t) => {
    const { page } = await openIdle(t);
    await tab(page, "Risks").click();
    await page.getByRole("link", { name: "All" }).click();
    assert.equal(await page.getByRole("tab").count(), 0);
    assert.ok(await page.isVisible("#at-a-glance"));
    assert.ok(await page.isVisible("#risks"));
    assert.equal(page.url(), `${SITE}#everything`);
    await page.getByRole("link", { name: "One" }).click();
    assert.equal(await panel(page), "risks");
  });

  test("find-in-page opens the section that holds the words", async (t) => {
    const { page } = await openIdle(t);
    await page.dispatchEvent("#risks", "beforematch");
    assert.equal(await panel(page), "risks");
  });

  test("a click with a modifier key is the browser's", async (t) => {
    const { page } = await openIdle(t);
    await page.dispatchEvent("#tab-risks", "click", { ctrlKey: true });
    assert.equal(await panel(page), "at-a-glance");
  });

  test("an embedded guide's links lead to places in it, and its tabs leave the address alone", async (t) => {
    const { page } = await openEmbedded(t, { files: idle() });
    await tab(page, "Risks").click();
    assert.equal(await panel(page), "risks");
    assert.ok(!page.url().includes("#"));
  });

  test("a link in the bar of an embedded guide does not wait for the app", async (t) => {
    const never = new Promise(() => {});
    const { page } = await openEmbedded(t, { files: { ...build(), [`${SITE}app.js`]: never } });
    await page.getByRole("link", { name: "Ask" }).click();
    await until(
      page,
      (id) => document.activeElement.shadowRoot?.activeElement?.id === id,
      "consultation",
    );
  });

  test("a guide that left the page is not kept by the window", async (t) => {
    const { page } = await openEmbedded(t, { files: idle(), attributes: "deep-links" });
    await until(page, () => document.querySelector("care-guide").shadowRoot?.querySelector("nav"));
    const count = async () => {
      const session = await page.context().newCDPSession(page);
      const { result } = await session.send("Runtime.evaluate", { expression: "window" });
      const { listeners } = await session.send("DOMDebugger.getEventListeners", {
        objectId: result.objectId,
      });
      return listeners.filter(({ type }) => /hashchange|popstate/.test(type)).length;
    };
    assert.equal(await count(), 3);
    await page.evaluate(() => {
      document.querySelector("care-guide").remove();
      location.hash = "#elsewhere";
    });
    await settle(page);
    assert.equal(await count(), 0);
  });

  test("an embedded guide shows the section that its attribute names", async (t) => {
    const { page } = await openEmbedded(t, { files: idle(), attributes: 'section="risks"' });
    await until(page, () => document.querySelector("care-guide").shadowRoot?.querySelector("nav"));
    assert.equal(await panel(page), "risks");
  });
});

describe("once the guide is hydrated", SUITE, () => {
  test("its keys are the app's alone, which does nothing in this test", async (t) => {
    const { page } = await openIdle(t, { files: build() });
    await until(page, isHydrated);
    await tab(page, "At a glance").press("ArrowRight");
    await settle(page);
    assert.equal(await panel(page), "at-a-glance");
  });
});
