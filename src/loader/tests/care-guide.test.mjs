import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { HOST, SITE, SUITE, settle, until } from "./browser.mjs";
import {
  build,
  loader,
  calls,
  filled,
  guide,
  hydrates,
  isHydrated,
  openEmbedded,
  openOwn,
} from "./guide.mjs";

const HYDRATED = ["init", "new", "hydrate true"];
const FAR = '<div style="height: 5000px"></div>';

/** In the page: calls a function with the guide's tree, which is the shadow root or the element. */
const inTree = (page, use) =>
  page.evaluate(`{
    const host = document.querySelector("care-guide");
    (${use})(host.shadowRoot ?? host);
  }`);
const shown = (page) => inTree(page, (tree) => tree.querySelector("#risks h2")?.textContent);
const fallbackShows = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector("care-guide");
    const only = shadowRoot.childNodes.length === 1 && shadowRoot.firstChild.localName === "slot";
    return only && shadowRoot.adoptedStyleSheets.length === 0;
  });

describe("when it hydrates", SUITE, () => {
  test("on its own page, in view and idle, without fetching the guide", async (t) => {
    const { page, asked, ours } = await openOwn(t);
    await until(page, isHydrated);
    assert.deepEqual(await calls(page), HYDRATED);
    assert.deepEqual(
      asked().filter((address) => !address.startsWith("data:")),
      ["", "care-guide.js", "app.js", "app.wasm"].map((name) => SITE + name),
    );
    assert.deepEqual(ours(), []);
    assert.equal(await page.getAttribute(".care-guide", "data-theme"), "auto");
    assert.equal(await page.locator("script").count(), 1, "only the page's own script is left");
  });

  test("far from the view only once it is near", async (t) => {
    const { page } = await openOwn(t, { before: FAR });
    await settle(page);
    assert.deepEqual(await calls(page), []);
    // Half a view's height above it.
    await page.evaluate(() => scrollTo(0, 5000 - 600 - 250));
    await until(page, isHydrated);
  });

  for (const touch of ["pointerdown", "keydown", "focusin"]) {
    test(`far from the view at ${touch}`, async (t) => {
      const { page } = await openOwn(t, { before: FAR });
      await settle(page);
      await page.dispatchEvent("#field-name", touch);
      await until(page, isHydrated);
      assert.deepEqual(await calls(page), HYDRATED);
    });
  }

  test("once, however often it is touched", async (t) => {
    const { page } = await openOwn(t);
    for (const touch of ["pointerdown", "keydown", "focusin"]) {
      await page.dispatchEvent("#field-name", touch);
    }
    await until(page, isHydrated);
    await settle(page);
    assert.deepEqual(await calls(page), HYDRATED);
  });

  test("not if the element leaves before the Wasm comes", async (t) => {
    const { page } = await openOwn(t, { before: FAR });
    await page.evaluate(async () => {
      const host = document.querySelector("care-guide");
      host.querySelector("#field-name").dispatchEvent(new Event("keydown", { bubbles: true }));
      host.remove();
    });
    await until(page, () => globalThis.calls?.includes("init"));
    await settle(page);
    const hydrations = (await calls(page)).filter((call) => call.startsWith("hydrate"));
    assert.deepEqual(hydrations, []);
  });
});

describe("what it shows", SUITE, () => {
  test("a guide of the build in an open shadow root, with its style", async (t) => {
    const { page, ours } = await openEmbedded(t);
    await until(page, hydrates);
    assert.equal(await shown(page), "Risks of mdma in en");
    const color = await inTree(page, (tree) => getComputedStyle(tree.firstChild).color);
    assert.equal(color, "rgb(1, 2, 3)");
    assert.deepEqual(ours(), []);
  });

  test("its fallback until then, in a place of a screen's height", async (t) => {
    const files = build();
    const html = files[`${SITE}guides/mdma.en.html`];
    let send;
    const held = new Promise((done) => {
      send = done;
    });
    const { page } = await openEmbedded(t, { files });
    t.after(() => send());
    // The next guide is held back.
    await page.route(`${SITE}guides/mdma.en.html`, async (route) => {
      await held;
      await route.fulfill({ body: html, headers: { "access-control-allow-origin": "*" } });
    });
    await page.reload({ waitUntil: "commit" });
    await until(page, () => document.querySelector("care-guide")?.shadowRoot);
    assert.ok(await page.isVisible("#fallback"));
    assert.equal(await page.evaluate(() => document.querySelector("care-guide").offsetHeight), 600);
    send();
    await until(page, hydrates);
    assert.ok(!(await page.isVisible("#fallback")));
  });

  test("the parts that are far down a few at a time, and in the end all", async (t) => {
    const { page } = await openEmbedded(t, { body: "" });
    await page.evaluate(() => {
      const host = document.createElement("care-guide");
      globalThis.steps = [];
      const attach = host.attachShadow.bind(host);
      host.attachShadow = (options) => {
        const shadow = attach(options);
        const count = () => {
          const hidden = shadow.querySelectorAll(".content > [hidden]").length;
          if (steps.at(-1) !== hidden) steps.push(hidden);
        };
        new MutationObserver(count).observe(shadow, {
          subtree: true,
          childList: true,
          attributes: true,
        });
        return shadow;
      };
      document.body.append(host);
    });
    await until(page, hydrates);
    const steps = await page.evaluate(() => globalThis.steps);
    assert.deepEqual(steps.slice(-3), [3, 1, 0]);
    const hidden = (tree) => tree.querySelectorAll(".content > [hidden]").length;
    assert.equal(await inTree(page, hidden), 0);
  });

  for (const [language, expected] of [
    ["es", "es"],
    ["es-MX", "es"],
    ["ES", "es"],
    ["es_MX", "es"],
    ["es-mx", "es"],
    [" es-419 ", "es"],
    ["pt_br", "pt-BR"],
    ["PT-br-x-lvariant", "pt-BR"],
    ["pt", "en"],
    ["de", "en"],
    ["", "en"],
  ]) {
    test(`lang="${language}": the guide in ${expected}`, async (t) => {
      const body = `<div lang="${language}"><care-guide></care-guide></div>`;
      const { page } = await openEmbedded(t, { body });
      await until(page, hydrates);
      assert.equal(await shown(page), `Risks of mdma in ${expected}`);
    });
  }

  test("another guide of the build, in English where it has no other language", async (t) => {
    const { page } = await openEmbedded(t, { attributes: 'guide="sleep" lang="es"' });
    await until(page, hydrates);
    assert.equal(await shown(page), "Risks of sleep in en");
  });

  test("mdma for an unknown name, and says which names are allowed", async (t) => {
    const { page, ours } = await openEmbedded(t, { attributes: 'guide="slep"' });
    await until(page, hydrates);
    assert.equal(await shown(page), "Risks of mdma in en");
    assert.deepEqual(ours(), [
      '<care-guide> guide="slep": allowed are mdma, sleep; mdma applies now',
    ]);
  });

  test("a guide of one's own by the renderer", async (t) => {
    const { page, asked } = await openEmbedded(t, { attributes: 'guide="/own.en.json"' });
    await until(page, hydrates);
    assert.equal(await shown(page), "Risks of own in en");
    assert.ok(asked().includes(`${SITE}renderer.js`));
  });

  test("the theme that its attribute names, without a new hydration", async (t) => {
    const { page } = await openOwn(t);
    await until(page, isHydrated);
    for (const [theme, expected] of [
      ["dark", "dark"],
      ["", "auto"],
    ]) {
      await page.evaluate((theme) => {
        document.querySelector("care-guide").setAttribute("theme", theme);
      }, theme);
      assert.equal(await page.getAttribute(".care-guide", "data-theme"), expected);
    }
    await settle(page);
    assert.deepEqual(await calls(page), HYDRATED);
  });
});

describe("the levels of its headings", SUITE, () => {
  const levels = (page) =>
    page.evaluate(() => {
      const guide = document.querySelector("care-guide");
      const headings = (guide.shadowRoot ?? guide).querySelectorAll("h1, h2, h3");
      return [...headings].map((heading) => heading.getAttribute("aria-level")).join();
    });

  for (const [value, expected] of [
    ["2", "3,3"],
    ["3", "4,4"],
    ["4", "5,5"],
    ["1", ","],
    ["5", ","],
    ["22", ","],
    ["two", ","],
    ["", ","],
  ]) {
    test(`heading-level="${value}"`, async (t) => {
      const { page } = await openEmbedded(t, { attributes: `heading-level="${value}"` });
      await until(page, hydrates);
      assert.equal(await levels(page), expected);
    });
  }

  test("at once where the attribute changes", async (t) => {
    const { page } = await openOwn(t);
    await until(page, isHydrated);
    for (const [value, expected] of [
      ["3", "4,4"],
      ["1", ","],
    ]) {
      await page.evaluate((value) => {
        document.querySelector("care-guide").setAttribute("heading-level", value);
      }, value);
      assert.equal(await levels(page), expected);
    }
    await settle(page);
    assert.deepEqual(await calls(page), HYDRATED);
  });
});

describe("what it rejects", SUITE, () => {
  for (const [name, change] of [
    ["guides/mdma.en.html", () => undefined],
    ["guides/mdma.en.html", () => new Error("the network is lost")],
    ["guides/mdma.en.html", (html) => html.slice(0, -200)],
    ["guides/mdma.en.html", () => ""],
    ["style.css", () => undefined],
    ["style.css", (css) => `${css} `],
    ["style.css", () => new Error("the network is lost")],
  ]) {
    test(`${name} if it is changed by ${change}: the fallback shows`, async (t) => {
      const files = build();
      files[SITE + name] = change(files[SITE + name]);
      const { page, ours, warned } = await openEmbedded(t, { files });
      await until(page, () => document.querySelector("care-guide").shadowRoot);
      await warned();
      assert.ok(await fallbackShows(page));
      assert.ok(await page.isVisible("#fallback"));
      assert.equal(ours().length, 1);
      assert.match(ours()[0], /^<care-guide> shows its fallback: /);
      if (!String(change).includes("Error") || name === "style.css") {
        assert.match(ours()[0], /is missing, or is not what was built/);
      }
      assert.deepEqual(await calls(page), []);
    });
  }

  for (const [name, change] of [
    ["app.js", () => undefined],
    ["app.js", (glue) => `globalThis.forged = true; ${glue}`],
    ["app.js", () => new Error("the network is lost")],
    ["app.wasm", () => undefined],
    ["app.wasm", () => "forged"],
    ["app.wasm", () => new Error("the network is lost")],
  ]) {
    test(`${name} if it is changed by ${change}: the page stays, and retries`, async (t) => {
      const files = build();
      const right = files[SITE + name];
      files[SITE + name] = change(right);
      const { page, ours, warned } = await openOwn(t, { files });
      await warned();
      assert.equal(ours().length, 1);
      const why = `Error: ${SITE}${name} is missing, or is not what was built`;
      assert.ok(ours()[0].startsWith(`<care-guide> is not hydrated: ${why}`), ours()[0]);
      assert.equal(await page.evaluate(() => globalThis.forged), undefined);
      assert.ok(!(await page.evaluate(isHydrated)));
      await settle(page);
      assert.equal(ours().length, 1, "no retry by itself");
      // Chromium keeps the failure of an `import()`, so only the Wasm can come later.
      if (name === "app.wasm") {
        files[SITE + name] = right;
        await page.dispatchEvent("#field-name", "keydown");
        await until(page, isHydrated);
      }
    });
  }

  // What rewrites HTML on its way, and whether the guide shows all the same.
  const whole = (html) => html.split(/^(<div[^>]*>)/)[1];
  for (const [what, change, shows] of [
    ["a script before it", (html) => `<script>globalThis.forged = 1</script>${html}`, true],
    ["a script behind it", (html) => `${html}<script>globalThis.forged = 1</script>`, true],
    ["a whole page around it", (html) => `<!doctype html><html><body>${html}</body></html>`, true],
    ["a byte order mark", (html) => `\uFEFF${html}`, true],
    ["comments", (html) => html.replaceAll("<p>", "<!-- p --><p>"), true],
    ["a comment in a text", (html) => html.replace("One", "O<!-- -->ne"), true],
    ["no line breaks", (html) => html.replace(/\n\s*/g, ""), true],
    ["more line breaks", (html) => html.replace(/<p>/g, "\n\n<p>"), true],
    ["tags in capitals", (html) => html.replace(/<\/?p>/g, (tag) => tag.toUpperCase()), true],
    ["no quotes", (html) => html.replace(/="([a-z-]+)"/g, "=$1"), true],
    [
      "attributes in another order",
      (html) => html.replace(/(id="consultation") (tabindex="-1")/, "$2 $1"),
      true,
    ],
    ["character references", (html) => html.replace("One", "&#79;ne"), true],
    ["no optional end tags", (html) => html.replaceAll("</p>", ""), true],
    [
      "an <img onerror>",
      (html) => html.replace("One", "One<img src onerror='globalThis.forged = 1'>"),
      false,
    ],
    [
      "a script inside",
      (html) => html.replace("One", "One<script>globalThis.forged = 1</script>"),
      false,
    ],
    ["an element around a word", (html) => html.replace("One", "<span>One</span>"), false],
    ["another word", (html) => html.replace("Two", "Too"), false],
    ["a word less", (html) => html.replace("Two", ""), false],
    ["a text joined", (html) => html.replace("You may", "Youmay").replace("At a", "Ata"), false],
    [
      "an event handler",
      (html) => html.replace("<p>", "<p onclick='globalThis.forged = 1'>"),
      false,
    ],
    ["an event handler on the root", (html) => html.replace("<div ", "<div onclick='1' "), false],
    ["a style", (html) => html.replace("<p>", "<p style='color: red'>"), false],
    [
      "another target of a link",
      (html) => html.replace("#risks", "https://elsewhere.test/"),
      false,
    ],
    [
      "a link to a script",
      (html) => html.replace("#risks", "javascript:globalThis.forged=1"),
      false,
    ],
    [
      "another action",
      (html) => html.replace('action="/send"', 'action="https://elsewhere.test/"'),
      false,
    ],
    ["another value", (html) => html.replace('value="call"', 'value="email"'), false],
    ["another guide of the build", () => guide({ name: "sleep" }), false],
    ["an empty root", (html) => `${whole(html)}</div>`, false],
    ["an error page", () => "<!doctype html><title>Not found</title><h1>Not found</h1>", false],
  ]) {
    test(`of a guide with ${what} it ${shows ? "shows" : "does not show"}`, async (t) => {
      const files = build();
      const name = `${SITE}guides/mdma.en.html`;
      const changed = change(files[name]);
      assert.notEqual(changed, files[name]);
      files[name] = changed;
      const { page, ours, warned } = await openEmbedded(t, { files });
      if (shows) {
        await until(page, hydrates);
        assert.equal(await shown(page), "Risks of mdma in en");
        assert.deepEqual(ours(), []);
      } else {
        await warned();
        assert.ok(await fallbackShows(page));
        assert.ok(
          ours()[0].startsWith(`<care-guide> shows its fallback: Error: ${name} is`),
          ours()[0],
        );
      }
      assert.equal(await page.evaluate(() => globalThis.forged), undefined);
    });
  }

  test("a guide with other bytes outside a secure context", async (t) => {
    const http = (address) => address.replace("https:", "http:");
    for (const comment of ["", "<!-- rewritten -->"]) {
      const files = Object.fromEntries(
        Object.entries(build()).map(([name, text]) => [http(name), text]),
      );
      files[http(`${SITE}guides/mdma.en.html`)] += comment;
      const { page, warned } = await openEmbedded(t, { files, host: http(HOST), site: http(SITE) });
      if (comment) await warned();
      else await until(page, hydrates);
      assert.equal(await fallbackShows(page), comment !== "");
    }
  });

  test("what the renderer never writes", async (t) => {
    for (const [html, shows] of [
      [guide({ name: "own" }), true],
      [guide({ name: "own" }).replace("<p>", "<p onclick='1'>"), false],
      [guide({ name: "own" }).replace("<p>", "<p><img src=x>"), false],
      [guide({ name: "own" }).replace("#risks", "data:text/html,x"), false],
    ]) {
      const files = build({ own: html });
      const { page, warned } = await openEmbedded(t, { attributes: 'guide="/own.json"', files });
      if (shows) await until(page, hydrates);
      else await warned();
      assert.equal(await fallbackShows(page), !shows);
    }
  });

  test("another language that fails: the guide that is shown stays, with what was typed", async (t) => {
    const files = build();
    delete files[`${SITE}guides/mdma.es.html`];
    const { page, ours, warned } = await openEmbedded(t, { files });
    await until(page, hydrates);
    await page.fill("#field-name", "Ana");
    const change = (language) =>
      page.evaluate((language) => {
        document.querySelector("care-guide").lang = language;
      }, language);
    await change("es");
    await warned();
    assert.match(
      ours()[0],
      /^<care-guide> keeps the guide that is shown: Error: .*mdma\.es\.html is/,
    );
    assert.equal(await shown(page), "Risks of mdma in en");
    assert.equal(await page.inputValue("#field-name"), "Ana");
    await until(page, hydrates);
    // Asked for again, it comes.
    files[`${SITE}guides/mdma.es.html`] = guide({ language: "es" });
    await change("es");
    await page.waitForFunction(() =>
      document.querySelector("care-guide").shadowRoot.textContent.includes("in es"),
    );
    assert.equal(await page.inputValue("#field-name"), "Ana");
  });
});

describe("the element's life", SUITE, () => {
  const change = (page, use) => page.evaluate(use);

  test("the script may be loaded twice", async (t) => {
    const head = `<script type="module" src="${SITE}care-guide.js?again"></script>`;
    const files = build();
    files[`${SITE}care-guide.js?again`] = files[`${SITE}care-guide.js`];
    const { page, ours } = await openOwn(t, { head, files });
    await until(page, isHydrated);
    await settle(page);
    assert.deepEqual(await calls(page), HYDRATED);
    assert.deepEqual(ours(), []);
  });

  test("a moved element keeps its state", async (t) => {
    const { page } = await openOwn(t);
    await until(page, isHydrated);
    await change(page, () => {
      const host = document.querySelector("care-guide");
      document.body.append(document.createElement("main"));
      document.querySelector("main").append(host);
    });
    await settle(page);
    assert.deepEqual(await calls(page), HYDRATED);
  });

  test("a removed element is disposed of, and hydrates with the same state when it returns", async (t) => {
    const { page } = await openOwn(t);
    await until(page, isHydrated);
    await change(page, () => {
      globalThis.host = document.querySelector("care-guide");
      host.remove();
    });
    await until(page, () => calls.at(-1) === "dispose");
    await change(page, () => document.body.append(host));
    await until(page, () => calls.at(-1) === "hydrate true");
    assert.deepEqual(await calls(page), [...HYDRATED, "dispose", "hydrate true"]);
  });

  test("attributes that change together hydrate once", async (t) => {
    const { page } = await openOwn(t);
    await until(page, isHydrated);
    await change(page, () => {
      const host = document.querySelector("care-guide");
      host.setAttribute("endpoint", "/send");
      host.setAttribute("backend", "form");
      host.setAttribute("section", "risks");
      host.toggleAttribute("deep-links");
    });
    await until(page, () => calls.filter((call) => call === "hydrate true").length === 2);
    await settle(page);
    assert.deepEqual(await calls(page), [...HYDRATED, "dispose", "hydrate true"]);
    await change(page, () => document.querySelector("care-guide").setAttribute("section", "risks"));
    await settle(page);
    assert.equal((await calls(page)).length, HYDRATED.length + 2, "the same value is no change");
  });

  test("another guide takes over what was typed and the focus", async (t) => {
    const { page } = await openEmbedded(t);
    await until(page, hydrates);
    await page.fill("#field-name", "Ana");
    await change(page, () => {
      document.querySelector("care-guide").lang = "es";
    });
    await until(page, () => calls.filter((call) => call === "hydrate true").length === 2);
    assert.equal(await shown(page), "Risks of mdma in es");
    assert.equal(await page.inputValue("#field-name"), "Ana");
    assert.equal(await inTree(page, (tree) => tree.activeElement?.id), "field-name");
  });

  test("another guide keeps the focus on a whole part", async (t) => {
    const { page } = await openEmbedded(t);
    await until(page, hydrates);
    await change(page, () => {
      const host = document.querySelector("care-guide");
      host.shadowRoot.getElementById("consultation").focus();
      host.lang = "es";
    });
    await until(page, () => calls.filter((call) => call === "hydrate true").length === 2);
    assert.equal(await inTree(page, (tree) => tree.activeElement?.id), "consultation");
  });

  test("of two guides in quick succession the later is shown", async (t) => {
    const { page } = await openEmbedded(t);
    await until(page, hydrates);
    await change(page, async () => {
      const host = document.querySelector("care-guide");
      host.setAttribute("guide", "sleep");
      await null;
      await null;
      host.setAttribute("guide", "mdma");
      host.lang = "es";
    });
    await until(page, () =>
      document.querySelector("care-guide").shadowRoot.textContent.includes("in es"),
    );
    await settle(page);
    assert.equal(await shown(page), "Risks of mdma in es");
  });
});

describe("HTML that was changed before hydration", SUITE, () => {
  const FONT = "<font><font>";
  const change = guide().replace(
    "<h2>At a glance</h2>",
    `<h2>${FONT}De un vistazo</font></font></h2>`,
  );

  test("by a translator: it stays translated", async (t) => {
    const { page, asked } = await openOwn(t, { html: change });
    await until(page, isHydrated);
    assert.equal(await page.textContent("#at-a-glance h2"), "De un vistazo");
    assert.ok(!asked().includes(`${SITE}guides/mdma.en.html`));
  });

  test("by an extension: it is restored, with what was typed and the focus", async (t) => {
    const { page, asked } = await openOwn(t, { before: FAR });
    await page.evaluate(() => {
      document.querySelector("#risks").append(document.createElement("span"));
      document.querySelector("#field-name").value = "Ana";
      document.querySelector("[value=call]").checked = true;
      document.querySelector("#field-name").focus();
    });
    await until(page, isHydrated);
    assert.ok(asked().includes(`${SITE}guides/mdma.en.html`));
    assert.equal(await page.locator("#risks span").count(), 0);
    assert.equal(await page.inputValue("#field-name"), "Ana");
    assert.ok(await page.isChecked("[value=call]"));
    assert.equal(await page.evaluate(() => document.activeElement.id), "field-name");
    assert.deepEqual(await calls(page), HYDRATED);
  });

  test("so that as many elements are there, but others: it is restored", async (t) => {
    const { page, asked, ours } = await openOwn(t, { before: FAR });
    await page.evaluate(() => {
      globalThis.mismatches = 1;
    });
    await page.dispatchEvent("#field-name", "keydown");
    await until(page, isHydrated);
    assert.ok(asked().includes(`${SITE}guides/mdma.en.html`));
    assert.deepEqual(ours(), []);
  });

  test("so that the restored HTML does not fit either: it says so", async (t) => {
    const { page, ours, warned } = await openOwn(t, { before: FAR });
    await page.evaluate(() => {
      globalThis.mismatches = 2;
    });
    await page.dispatchEvent("#field-name", "keydown");
    await warned();
    assert.match(ours()[0], /^<care-guide> is not hydrated: Error: mismatch/);
  });
});

describe("links and the form", SUITE, () => {
  test("a link to another language takes the section along on the guide's own page", async (t) => {
    const { page } = await openOwn(t);
    await until(page, isHydrated);
    await page.evaluate(() => {
      location.hash = "#risks";
      const link = document.querySelector("[hreflang]");
      link.addEventListener("click", (event) => event.preventDefault());
      link.click();
    });
    const link = await page.evaluate(() => document.querySelector("[hreflang]").href);
    assert.equal(link, `${SITE}es/#risks`);
  });

  test("an embedded guide changes its language in place, and keeps the section", async (t) => {
    const { page } = await openEmbedded(t);
    await page.click("#tab-risks");
    await page.click("[hreflang]");
    await until(page, () =>
      document.querySelector("care-guide").shadowRoot.textContent.includes("in es"),
    );
    assert.equal(page.url(), HOST);
    assert.equal(await page.getAttribute("care-guide", "section"), "risks");
  });

  test("a click with a modifier key is the browser's", async (t) => {
    const { page } = await openEmbedded(t);
    await until(page, () => document.querySelector("care-guide").shadowRoot?.querySelector("nav"));
    const prevented = await inTree(page, (tree) => {
      const event = new MouseEvent("click", {
        bubbles: true,
        composed: true,
        cancelable: true,
        ctrlKey: true,
      });
      addEventListener("click", (event) => {
        globalThis.prevented = event.defaultPrevented;
        event.preventDefault();
      });
      tree.querySelector("#tab-risks").dispatchEvent(event);
      return globalThis.prevented;
    });
    assert.equal(prevented, false);
    await settle(page);
    assert.deepEqual(await calls(page), []);
  });

  test("without the script of the tabs, everything shows", async (t) => {
    const files = build();
    delete files[`${SITE}tabs.js`];
    const { page, ours, warned } = await openEmbedded(t, { files });
    await until(page, () => document.querySelector("care-guide").shadowRoot?.querySelector("nav"));
    await warned();
    assert.ok(await inTree(page, (tree) => !!tree.querySelector(".care-guide.everything")));
    assert.equal(ours().length, 1);
  });

  test("once the browser posts the form, the guide does not hydrate under the response", async (t) => {
    const { page } = await openOwn(t, { before: FAR });
    await page.evaluate(() => {
      const form = document.querySelector("form");
      form.addEventListener("submit", (event) => event.preventDefault());
      form.requestSubmit();
      document.querySelector("#field-name").focus();
    });
    await settle(page);
    assert.deepEqual(await calls(page), []);
    // The visitor comes back to the kept page.
    await page.evaluate(() =>
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
    );
    await until(page, isHydrated);
  });

  test("a hydrated guide stays so when its form is sent", async (t) => {
    const { page } = await openOwn(t);
    await until(page, isHydrated);
    await page.evaluate(() => {
      const form = document.querySelector("form");
      form.addEventListener("submit", (event) => event.preventDefault());
      form.requestSubmit();
    });
    await settle(page);
    assert.deepEqual(await calls(page), HYDRATED);
  });

  test("other backends' module gets the profile's name, its address and the element's own JSON", async (t) => {
    const files = build();
    const backend = files[`${SITE}backend.js`];
    delete files[`${SITE}backend.js`];
    const { page } = await openEmbedded(t, { files });
    await until(page, hydrates);
    const ask = (...given) =>
      page.evaluate((given) => loadBackend(...given).catch((error) => error.message), given);
    assert.match(await ask("form", "{}"), /backend\.js is missing, or is not what was built/);
    files[`${SITE}backend.js`] = backend;
    await page.reload();
    await until(page, hydrates);
    const given = ["form", `${SITE}backends/form.json`, "sha256-form", "{}"];
    assert.deepEqual(await ask("form", "{}"), given);
    assert.deepEqual(await ask(null, "{}"), [null, null, null, "{}"]);
  });
});

describe("a guide that the page has printed in a clinic's name", SUITE, () => {
  const openPrinted = (t, attributes, html = filled(guide()), files = build()) =>
    openEmbedded(t, {
      files,
      body: `<care-guide ${attributes}><template shadowrootmode="open">${html}</template></care-guide>`,
    });
  const named = (page) => inTree(page, (tree) => tree.textContent.includes("Our glance"));
  const fetched = (asked) => asked().filter((address) => address.includes("/guides/")).length;

  test("is adopted if the element names that clinic", async (t) => {
    const { page, asked, ours } = await openPrinted(t, 'clinic="own"');
    await until(page, hydrates);
    assert.deepEqual([await named(page), fetched(asked)], [true, 0]);
    assert.deepEqual(ours(), []);
  });

  test("gives way to the neutral one if it names another, or none", async (t) => {
    for (const attributes of ['clinic="other"', 'clinic-name="other"', ""]) {
      const { page, asked } = await openPrinted(t, attributes);
      await until(page, hydrates);
      assert.deepEqual([await named(page), fetched(asked)], [false, 1], attributes);
    }
  });

  test("gives way if it was changed, and is never taken from the guide's server", async (t) => {
    const changed = filled(guide()).replace("Four", "Five");
    const files = build();
    const { page, asked } = await openPrinted(t, 'clinic="own"', changed, files);
    await until(page, hydrates);
    assert.deepEqual([await named(page), fetched(asked)], [false, 1]);
    files[`${SITE}guides/mdma.en.html`] = filled(guide());
    const { page: other, warned } = await openPrinted(t, "", changed, files);
    await warned();
    assert.ok(await fallbackShows(other));
  });
});

describe("a Content-Security-Policy", SUITE, () => {
  const under = (policy, name = "content-security-policy") => ({ headers: { [name]: policy } });

  test("without 'wasm-unsafe-eval' is named once, and nothing is tried again", async (t) => {
    const policy = `script-src ${SITE}`;
    const { page, ours, warned, asked } = await openEmbedded(t, under(policy));
    await page.dispatchEvent("care-guide #field-name", "keydown");
    await warned();
    await settle(page);
    const count = asked().length;
    await page.dispatchEvent("care-guide #field-name", "keydown");
    await settle(page);
    assert.deepEqual(ours(), [
      "<care-guide> the page's Content-Security-Policy needs 'wasm-unsafe-eval' in script-src",
    ]);
    assert.equal(asked().length, count);
  });

  test("without connect-src is named with the origin", async (t) => {
    const policy = "connect-src 'self'";
    const { page, ours, warned } = await openEmbedded(t, under(policy));
    await warned();
    await settle(page);
    assert.equal(
      ours()[0],
      "<care-guide> the page's Content-Security-Policy needs https://guide.test in connect-src",
    );
    assert.equal(ours().length, 1);
    assert.ok(await fallbackShows(page));
  });

  test("that only reports is not named", async (t) => {
    const policy = under("connect-src 'none'", "content-security-policy-report-only");
    const { page, ours } = await openEmbedded(t, policy);
    await until(page, hydrates);
    assert.deepEqual(ours(), []);
  });

  test("that blocks something of the page's is not named", async (t) => {
    const { page, ours } = await openEmbedded(t, under("img-src 'none'"));
    await until(page, hydrates);
    await page.evaluate(async () => {
      const blocked = new Promise((done) => addEventListener("securitypolicyviolation", done));
      document.body.append(document.createElement("img"));
      document.querySelector("img").src = "https://elsewhere.test/picture.png";
      await blocked;
    });
    await settle(page);
    assert.deepEqual(ours(), []);
  });

  test("with a nonce for scripts lets the app load", async (t) => {
    const policy = under("script-src 'nonce-abc' 'wasm-unsafe-eval'");
    const { page, ours } = await openEmbedded(t, { nonce: "abc", ...policy });
    await until(page, hydrates);
    assert.deepEqual(ours(), []);
  });

  test("with Trusted Types gets them from the policy care-guide", async (t) => {
    const policy = "require-trusted-types-for 'script'; trusted-types care-guide";
    const { page, ours } = await openEmbedded(t, under(policy));
    await until(page, hydrates);
    assert.deepEqual(ours(), []);
  });
});

test("the documents know each message of the console", () => {
  const documents = ["embedding", "element"].map((name) =>
    readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8"),
  );
  const messages = [
    "the page's Content-Security-Policy needs",
    "is missing, or is not what was built",
    "keeps the guide that is shown:",
    "shows its fallback:",
    "is not hydrated:",
    "allowed are",
  ];
  for (const message of messages) {
    assert.ok(loader().includes(message), `the loader says “${message}”`);
    assert.ok(documents.join("").includes(message), `docs/ explain “${message}”`);
  }
});
