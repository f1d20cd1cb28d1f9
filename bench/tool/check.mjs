// The five pages say the same, under the same roles and names, in each state.

import { hydrated, visit } from "./browser.mjs";

/** Every node of the accessibility tree that a person can meet. */
const tree = async (cdp) => {
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  const skipped = /^(StaticText|InlineTextBox|generic|none|LineBreak|ListMarker|RootWebArea)$/;
  return nodes
    .filter(({ ignored, role }) => !ignored && !skipped.test(role.value))
    .map(({ role, name, description }) => {
      const words = [name?.value, description?.value].map((text) => text?.replace(/\s+/g, " ").trim());
      return `${role.value} ${words.filter(Boolean).join(" | ")}`.trim();
    });
};

const look = async (page, cdp) => ({
  text: await page.evaluate(() => document.body.innerText.replace(/\s+/g, "")),
  height: await page.evaluate(() => document.documentElement.scrollHeight),
  tree: await tree(cdp),
});

const STATES = {
  "without scripts": async () => {},
  "at work": hydrated,
  "the next tab": async (page) => {
    await page.locator("[part=tab]").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => location.hash.length > 1);
  },
  everything: async (page) => {
    await page.locator(".show-everything").click();
    await page.locator(".show-one").waitFor();
    await page.waitForFunction(() => document.activeElement.className === "show-one");
  },
  "errors": async (page) => {
    await page.locator(".step:has(#consultation) > summary").click();
    await page.locator(".submit button").click();
    await page.waitForFunction(() => document.activeElement.className === "summary");
  },
  sent: async (page) => {
    await page.locator("#field-name").fill("Ana");
    await page.locator("#field-contact_by").check();
    await page.locator("#field-email").fill("ana@example.org");
    await page.locator("#field-consent_contact").check();
    await page.locator(".submit button").click();
    await page.waitForFunction(() => document.activeElement.classList.contains("sent"));
    await page.evaluate(() => (document.querySelector(".sent .reference strong").textContent = ""));
  },
};

/** What a page shows in each state. */
const states = async (browser, url) => {
  const seen = {};
  const enterAll = (names) => async (page, cdp) => {
    await page.goto(url);
    for (const state of names) {
      await STATES[state](page);
      seen[state] = await look(page, cdp);
    }
  };
  const [first, ...others] = Object.keys(STATES);
  await visit(browser, { scripts: false }, enterAll([first]));
  await visit(browser, {}, enterAll(others));
  return seen;
};

const difference = (ours, theirs) => {
  const at = ours.findIndex((line, index) => line !== theirs[index]);
  const index = at < 0 ? ours.length : at;
  return `ours has ${JSON.stringify(ours[index])}, it has ${JSON.stringify(theirs[index])}`;
};

/** Fails with everything in which a page differs from ours. */
export const agree = async (browser, servers) => {
  const ours = await states(browser, servers.careguide.url);
  const wrong = [];
  for (const [name, { url }] of Object.entries(servers)) {
    const theirs = await states(browser, url);
    for (const state of Object.keys(STATES)) {
      const [a, b] = [ours[state], theirs[state]];
      const say = (what) => wrong.push(`${name}, ${state}: ${what}`);
      if (a.text !== b.text) {
        const at = [...a.text].findIndex((letter, index) => letter !== b.text[index]);
        const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 30));
        say(`the text: ours ${around(a.text)}, its ${around(b.text)}`);
      }
      if (a.tree.join("\n") !== b.tree.join("\n")) say(`roles and names: ${difference(a.tree, b.tree)}`);
      if (a.height !== b.height) say(`the height: ours ${a.height}, its ${b.height}`);
    }
  }
  if (wrong.length) throw new Error(`the pages are not alike:\n${wrong.join("\n")}`);
  console.log(`The five pages agree in ${Object.keys(STATES).length} states.`);
};
