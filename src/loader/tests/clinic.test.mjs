import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { open, SITE, SUITE, script } from "./browser.mjs";

const fixture = (name) =>
  JSON.parse(
    readFileSync(
      new URL(`../../../crates/contract/tests/fixtures/${name}`, import.meta.url),
      "utf8",
    ),
  );

// A table like the build's, read out of the Rust that it is made from.
const source = readFileSync(
  new URL("../../../crates/contract/src/clinic/member.rs", import.meta.url),
  "utf8",
);
const rows = source.matchAll(/member\("([^"]+)", Kind::(\w+), (\d+), (true|false)\)/g);
const members = Object.fromEntries(
  [...rows].map(([, path, kind, limit, translated]) => [
    path,
    [kind.toLowerCase(), Number(limit), translated === "true"],
  ]),
);
const kinds = { text: "T", marked: "M", phone: "P", mail: "A", web: "W" };
const MODULE = script("clinic.js").replace(
  "CAREGUIDE_CLINIC",
  JSON.stringify({
    limit: 65536,
    members,
    kinds,
    own: { name: "A", phone: "617-555-0100", languages: { es: { name: "B" } } },
  }),
);

/** Runs in a page that has imported the script. */
const inPage = async (t, run, argument) => {
  const files = { [SITE]: "<!doctype html><title>A page</title>", [`${SITE}clinic.js`]: MODULE };
  const { page } = await open(t, SITE, files);
  await page.evaluate(async (address) => {
    globalThis.clinic = await import(address);
  }, `${SITE}clinic.js`);
  return page.evaluate(run, argument);
};

describe("the particulars", SUITE, () => {
  test("are taken or refused as the build does, at the same member", async (t) => {
    const cases = fixture("clinic-cases.json");
    assert.equal(Object.keys(members).length, 16);
    const found = await inPage(
      t,
      (cases) => cases.map(({ file }) => globalThis.clinic.check(file)[0]?.split(": ")[0]),
      cases,
    );
    for (const [index, { file, wrong }] of cases.entries()) {
      assert.equal(found[index], wrong, JSON.stringify(file));
    }
  });

  test("are filled in as texts, and links lead where the build's do", async (t) => {
    const html = await inPage(t, () => {
      document.body.innerHTML = `<div lang="en"><p aria-label="x" data-clinic-in='{"aria-label":"Ask {clinic}"}'>
        <bdi data-clinic="name">the clinic</bdi></p><p data-clinic="phone" hidden><a></a></p>
        <p data-clinic="mail" hidden><a></a></p><p data-clinic="site" hidden><a></a></p>
        <p data-clinic="hours" hidden><span></span></p><p data-clinic="none"><slot></slot></p>
        <p data-clinic="consent_contact"><bdi data-clinic="name">The clinic</bdi> may call.</p>
        <p data-clinic="consent_text">You may text.</p><input type="hidden" name="consent_wording"></div>`;
      const root = document.body.firstElementChild;
      const file = {
        name: "<i>$& A",
        phone: "T: +44 (0)20 ７946 ٠٠١٨ ext. 4",
        mail: "a?b&c@x.org",
      };
      globalThis.clinic.fill(root, file, "https://clinic.test/files/clinic.json");
      const link = (what) => root.querySelector(`[data-clinic=${what}] a`).getAttribute("href");
      const hidden = [...root.querySelectorAll("[hidden]")].map((each) => each.dataset.clinic);
      return {
        label: root.firstElementChild.getAttribute("aria-label"),
        name: root.querySelector("bdi").textContent,
        links: [link("phone"), link("mail")],
        hidden,
        agreed: root.querySelector("input").value,
        elements: root.dataset.elements,
      };
    });
    assert.deepEqual(html, {
      label: "Ask <i>$& A",
      name: "<i>$& A",
      links: ["tel:+442079460018;ext=4", "mailto:a%3Fb%26c@x.org"],
      hidden: ["site", "hours", "none"],
      agreed: "<i>$& A may call.\nYou may text.",
      elements: "16",
    });
  });

  test("in another language are left out, but for the help lines", async (t) => {
    const file = {
      name: "A",
      hours: "9 to 5",
      help: { lines: ["a"] },
      languages: { es: { name: "B" } },
    };
    const found = await inPage(
      t,
      (file) => ["en-US", "es-MX", "de"].map((tag) => globalThis.clinic.inLanguage(file, tag)),
      file,
    );
    const { help } = file;
    assert.deepEqual(found, [
      { name: "A", hours: "9 to 5", help },
      { name: "B", help },
      { name: "A", help },
    ]);
  });
});
