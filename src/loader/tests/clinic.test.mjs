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
        <p data-clinic="masthead" hidden>The clinic</p>
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
      elements: "17",
    });
  });

  test("change nothing in a guide that has them already", async (t) => {
    const changes = await inPage(t, () => {
      document.body.innerHTML = `<div lang="en"><p aria-label="x" data-clinic-in='{"aria-label":"Ask {clinic}"}'>
        <bdi data-clinic="name">the clinic</bdi></p><p data-clinic="phone" hidden><a></a></p>
        <p data-clinic="masthead" hidden><span data-clinic="logo" hidden><img alt=""></span></p><p data-clinic="none"><slot></slot></p>
        <p data-clinic="hours" hidden><span></span></p><p data-clinic="answers" hidden></p>
        <p data-clinic="help_intro">Help</p><ul data-clinic="help_lines"></ul>
        <p data-clinic="consent_contact"><bdi data-clinic="name">The clinic</bdi> may call.</p>
        <input data-clinic-in='{"value":"{Clinic} may."}' name="consent_wording" value="The clinic may."></div>`;
      const root = document.body.firstElementChild;
      const file = {
        name: "A",
        logo: "./logo.svg",
        site: "https://a.example",
        phone: "617-555-0100",
        hours: "9 to 5",
        answers: "Soon.",
        consent: { contact: "A may call." },
        help: { intro: "In **danger**?", lines: ["Call [999](tel:999)."] },
      };
      globalThis.clinic.fill(root, file, "https://clinic.test/clinic.json");
      const all = { attributes: true, characterData: true, childList: true, subtree: true };
      const observer = new MutationObserver(() => {});
      observer.observe(root, all);
      globalThis.clinic.fill(root, file, "https://clinic.test/clinic.json");
      return observer.takeRecords().map(({ type, target }) => `${type} ${target.outerHTML}`);
    });
    assert.deepEqual(changes, []);
  });

  test("suit a guide that the build has printed if they are the build's", async (t) => {
    const phone = "617-555-0100";
    const own = { name: "A", phone, languages: { es: { name: "B" } } };
    const rows = [
      [{ clinic: own }, "en", true],
      [
        { clinic: { languages: own.languages, phone, name: "A", review: "x", $schema: "y" } },
        "en",
        true,
      ],
      [{ clinic: { name: "A" } }, "en", false],
      [{ clinic: { ...own, hours: "9 to 5" } }, "en", false],
      [{ "clinic-name": "A" }, "en", true],
      [{ "clinic-name": "A", "clinic-phone": phone }, "en", true],
      [{ "clinic-name": "A", "clinic-phone": "617-555-0101" }, "en", false],
      [{ "clinic-name": "A" }, "es", false],
      [{ "clinic-name": "B" }, "es-MX", true],
      [{ "clinic-name": "C" }, "en", false],
    ];
    const found = await inPage(
      t,
      (rows) => {
        const load = fetch;
        globalThis.fetch = (url) => load(url.search.slice(1));
        return Promise.all(
          rows.map(async ([attributes, lang]) => {
            const [element, root] = [document.createElement("p"), document.createElement("div")];
            root.lang = lang;
            for (const [name, value] of Object.entries(attributes)) {
              const json = `data:,${encodeURIComponent(JSON.stringify(value))}`;
              element.setAttribute(name, name === "clinic" ? `/clinic.json?${json}` : value);
            }
            const clinic = await globalThis.clinic.read(element);
            return clinic.suits(root);
          }),
        );
      },
      rows,
    );
    assert.deepEqual(
      found,
      rows.map(([, , suits]) => suits),
    );
  });

  test("of more than 64 KiB are not read to their end", async (t) => {
    const [sent, lines] = await inPage(t, async () => {
      let sent = 0;
      const chunk = new TextEncoder().encode(" ".repeat(16384));
      const pull = (controller) => {
        sent += 1;
        if (sent < 100) controller.enqueue(chunk);
        else controller.close();
      };
      globalThis.fetch = async () => new Response(new ReadableStream({ pull }));
      const lines = [];
      console.warn = (...words) => lines.push(words.join(" "));
      const element = document.createElement("p");
      element.setAttribute("clinic", "/clinic.json");
      await globalThis.clinic.read(element);
      return [sent, lines];
    });
    assert.ok(sent < 10, `${sent} chunks are read`);
    assert.deepEqual(lines, ['<care-guide> clinic="/clinic.json": it is larger than 65536 bytes']);
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
