import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { open, SITE, SUITE, script } from "./browser.mjs";
import { guide } from "./guide.mjs";

/** Opens a page with this HTML; `run` calls a function in it with the script's exports. */
const openWith = async (t, html, headers) => {
  const files = {
    [SITE]: { body: `<!doctype html><title>A page</title><body>${html}`, headers },
    [`${SITE}hydrated.js`]: script("hydrated.js"),
    [`${SITE}embedded.js`]: script("embedded.js"),
  };
  const { page } = await open(t, SITE, files);
  await page.evaluate(async () => {
    globalThis.script = await import("/hydrated.js");
    globalThis.embedded = await import("/embedded.js");
    globalThis.parse = (html) => {
      const template = document.createElement("template");
      template.innerHTML = html;
      return template.content.firstElementChild;
    };
    globalThis.root = document.querySelector(".care-guide");
  });
  return page;
};

describe("isAsBuilt", SUITE, () => {
  const html = guide();
  for (const [what, changed, expected] of [
    ["the HTML of the build", html, true],
    ["a translated one", html.replace("Risks<", "<font><font>Riesgos</font></font><"), true],
    ["elements inside a translator's <font>", html.replace("One", "<font><b>x</b></font>"), true],
    ["an element more", html.replace("One", "<b>One</b>"), false],
    ["an element less", html.replace("<p>One</p>", ""), false],
  ]) {
    test(`${what}: ${expected}`, async (t) => {
      const page = await openWith(t, changed);
      assert.equal(await page.evaluate(() => script.isAsBuilt(root)), expected);
    });
  }
});

describe("replace", SUITE, () => {
  /** Fills in the form, replaces the guide by `fresh`, and returns what is in the new form. */
  const replaced = async (t, fresh) => {
    const page = await openWith(t, guide());
    await page.fill("#field-name", "Ana O'Neil");
    await page.fill("textarea", "Two\nlines");
    for (const control of ["[value=call]", "[value=m2]", "#enclose", "[name=consent]"]) {
      await page.check(control);
    }
    await page.evaluate((html) => script.replace(root, parse(html)), fresh);
    return page;
  };
  const checked = (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll(":checked")].map(
        ({ value, id, name }) => id || `${name} ${value}`,
      ),
    );

  test("takes over what was typed and chosen, into the same controls", async (t) => {
    const page = await replaced(t, guide({ language: "es" }));
    assert.equal(await page.inputValue("#field-name"), "Ana O'Neil");
    assert.equal(await page.inputValue("textarea"), "Two\nlines");
    assert.deepEqual(await checked(page), ["reach call", "matters m2", "enclose", "consent on"]);
    assert.equal(await page.textContent("#risks h2"), "Risks of mdma in es");
    assert.equal(await page.locator(".care-guide").count(), 1);
  });

  test("does not take over consent to other words", async (t) => {
    const page = await replaced(t, guide({ wording: "You may write to me." }));
    assert.deepEqual(await checked(page), ["reach call", "matters m2", "enclose"]);
  });

  test("does not take over what another guide's numbers do not mean", async (t) => {
    const page = await replaced(t, guide({ name: "sleep" }));
    assert.deepEqual(await checked(page), ["reach call", "consent on"]);
    assert.equal(await page.inputValue("#field-name"), "Ana O'Neil");
  });

  test("keeps the fresh hidden fields, and controls that were not there before", async (t) => {
    const page = await replaced(t, guide({ name: "sleep", matters: ["m2", "m3"] }));
    assert.equal(await page.inputValue("[name=guide]"), "sleep");
    assert.ok(!(await page.isChecked("[value=m3]")));
  });

  test("keeps the theme, the form's action and the focus", async (t) => {
    const page = await openWith(t, guide());
    const kept = await page.evaluate((html) => {
      root.dataset.theme = "dark";
      root.querySelector("form").action = "https://api.test/send";
      root.querySelector("textarea").id = "field-message";
      root.querySelector("#field-name").focus();
      script.replace(root, parse(html));
      const fresh = document.querySelector(".care-guide");
      return [fresh.dataset.theme, fresh.querySelector("form").action, document.activeElement.id];
    }, guide());
    assert.deepEqual(kept, ["dark", "https://api.test/send", "field-name"]);
  });

  test("opens what was open", async (t) => {
    const html = (more) =>
      `<div class="care-guide" data-elements="5"><form></form>${more}
        <details class="step"><summary>One</summary></details>
        <details class="step"><summary>Two</summary></details></div>`;
    for (const more of ["", "<details><summary>Why?</summary></details>"]) {
      const page = await openWith(t, html(""));
      const open = await page.evaluate((html) => {
        root.querySelectorAll("details")[1].open = true;
        const fresh = parse(html);
        script.replace(root, fresh);
        return Array.from(fresh.querySelectorAll(".step"), ({ open }) => open);
      }, html(more));
      assert.deepEqual(open, [false, true]);
    }
  });

  test("leaves a focus elsewhere on the page alone", async (t) => {
    const page = await openWith(t, `<input id="field-page">${guide()}`);
    await page.focus("#field-page");
    await page.evaluate((html) => script.replace(root, parse(html)), guide());
    assert.equal(await page.evaluate(() => document.activeElement.id), "field-page");
  });
});

describe("attachListeners", SUITE, () => {
  const folded = `<div class="care-guide" data-elements="9"><a id="link" href="#deep">There</a>
    <details><summary>Outer</summary><details><summary>Inner</summary><p id="deep">Here</p></details>
    </details><details><summary>Another</summary></details></div>`;
  const open = (page) =>
    page.evaluate(() => Array.from(root.querySelectorAll("details"), ({ open }) => open));
  const attach = (page) =>
    page.evaluate(() => script.attachListeners(root, new AbortController().signal));

  test("a link opens what is folded around its target, and nothing else", async (t) => {
    const page = await openWith(t, folded);
    await attach(page);
    assert.deepEqual(await open(page), [false, false, false]);
    // Without what the browser does for it.
    await page.evaluate(() => {
      root.addEventListener("click", (event) => event.preventDefault());
      root.querySelector("a").click();
    });
    assert.deepEqual(await open(page), [true, true, false]);
  });

  test("so does the address, at once and when it changes", async (t) => {
    const page = await openWith(t, folded);
    await page.evaluate(() => {
      history.replaceState(null, "", "#deep");
    });
    await attach(page);
    assert.deepEqual(await open(page), [true, true, false]);
  });
});

describe("attachListeners in a shadow root", SUITE, () => {
  /** A hydrated guide in a shadow root. `heard` has what reaches the page, `own` what the guide gets. */
  const openEmbedded = async (t, html = guide()) => {
    const page = await openWith(t, `<div id="host"></div>`);
    await page.evaluate((html) => {
      const shadow = document.querySelector("#host").attachShadow({ mode: "open" });
      globalThis.root = parse(html);
      shadow.append(root);
      globalThis.heard = [];
      globalThis.own = [];
      for (const type of ["click", "mousedown", "keydown", "keypress", "keyup", "input"]) {
        document.addEventListener(type, (event) => heard.push(`${type} ${event.key ?? ""}`.trim()));
        root.addEventListener(type, ({ key, shiftKey, target }) => {
          own.push([type, key ?? "", shiftKey ? "shift" : "", target.id].filter(Boolean).join(" "));
        });
      }
      globalThis.controller = new AbortController();
      script.attachListeners(root, controller.signal, embedded);
    }, html);
    return page;
  };
  const notes = (page, list) => page.evaluate((list) => globalThis[list], list);

  test("keys in a field stay in the guide, which gets a copy with key and modifiers", async (t) => {
    const page = await openEmbedded(t);
    await page.evaluate(() => root.querySelector("#field-name").focus());
    await page.keyboard.press("Shift+A");
    assert.equal(await page.inputValue("#field-name"), "A");
    // That a key was pressed, and not which.
    assert.deepEqual(await notes(page, "heard"), ["keydown", "keypress", "keyup"]);
    const own = await notes(page, "own");
    assert.ok(own.includes("keydown A shift field-name"), own.join());
    assert.ok(
      own.includes("keyup A shift field-name") && own.includes("input field-name"),
      own.join(),
    );
    assert.equal(own.filter((event) => event.startsWith("keydown A")).length, 1, "once");
  });

  test("Tab and Escape reach the page", async (t) => {
    const page = await openEmbedded(t);
    await page.evaluate(() => root.querySelector("#field-name").focus());
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    const heard = await notes(page, "heard");
    assert.deepEqual(heard.slice(0, 3), ["keydown Escape", "keyup Escape", "keydown Tab"]);
  });

  test("a click on a control stays in the guide and does what it does, once", async (t) => {
    const page = await openEmbedded(t);
    await page.click("[value=m1]");
    assert.ok(await page.isChecked("[value=m1]"));
    await page.click("label");
    assert.ok(await page.isChecked("[name=consent]"));
    await page.evaluate(() => {
      globalThis.submitted = 0;
      root.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        submitted += 1;
      });
    });
    await page.click("button");
    assert.equal(await page.evaluate(() => submitted), 1);
    // Told once a second at most.
    assert.deepEqual([...new Set(await notes(page, "heard"))], ["mousedown"]);
  });

  test("a click on text reaches the page", async (t) => {
    const page = await openEmbedded(t);
    await page.click("#risks h2");
    assert.deepEqual(await notes(page, "heard"), ["mousedown", "click"]);
  });

  test("what the guide prevents for its copy is prevented for the event", async (t) => {
    const page = await openEmbedded(t);
    await page.evaluate(() => {
      root.addEventListener("click", (event) => {
        if (event.target.id === "tab-risks") event.preventDefault();
      });
    });
    await page.click("#tab-risks");
    assert.equal(page.url(), SITE);
    await page.evaluate(() => root.querySelector("#tab-risks").setAttribute("id", "free"));
    await page.click("#free");
    assert.equal(page.url(), `${SITE}#risks`);
  });

  test("ends when the signal aborts", async (t) => {
    const page = await openEmbedded(t);
    await page.evaluate(() => controller.abort());
    await page.click("[value=m1]");
    assert.deepEqual(await notes(page, "heard"), ["mousedown", "click", "input"]);
  });
});

describe("attachListeners on the guide's own page", SUITE, () => {
  const openOwn = async (t, html, headers) => {
    const page = await openWith(t, html, headers);
    await page.evaluate(() => {
      globalThis.heard = [];
      document.addEventListener("click", ({ target }) => heard.push(target.id));
      globalThis.controller = new AbortController();
      script.attachListeners(root, controller.signal);
    });
    return page;
  };
  const one = `<div class="care-guide"><button id="a">A</button><button id="b">B</button>
    <input id="c" type="checkbox"></div><button id="d">D</button>`;
  /** A mouse's press and click, the `count`th in a row. */
  const press = (page, id, count) =>
    page.evaluate(
      ([id, detail]) => {
        for (const type of ["mousedown", "click"]) {
          const options = { bubbles: true, cancelable: true, detail };
          document.getElementById(id).dispatchEvent(new MouseEvent(type, options));
        }
      },
      [id, count],
    );
  const heard = (page) => page.evaluate(() => globalThis.heard);

  test("events reach the page", async (t) => {
    const page = await openOwn(t, one);
    await page.click("#a");
    assert.deepEqual(await heard(page), ["a"]);
  });

  test("the second half of a double click on another control is ignored", async (t) => {
    const page = await openOwn(t, one);
    await press(page, "a", 1);
    await press(page, "c", 2);
    assert.deepEqual(await heard(page), ["a"]);
    assert.ok(!(await page.isChecked("#c")));
    await press(page, "c", 1);
    assert.ok(await page.isChecked("#c"));
  });

  test("a whole double click on one control is not ignored", async (t) => {
    const page = await openOwn(t, one);
    await press(page, "c", 1);
    await press(page, "c", 2);
    assert.deepEqual(await heard(page), ["c", "c"]);
  });

  test("nor a click by a key after a stray one, nor one outside of the guide", async (t) => {
    const page = await openOwn(t, one);
    await press(page, "a", 1);
    await press(page, "b", 2);
    await page.evaluate(() => document.getElementById("b").click());
    await press(page, "d", 2);
    assert.deepEqual(await heard(page), ["a", "b", "d"]);
  });

  test("it knows which address the page's policy blocked", async (t) => {
    const blocked = (policy) => openOwn(t, one, policy);
    const send = (page) => page.evaluate(() => fetch("https://api.test/send").catch(() => {}));
    const page = await blocked({ "content-security-policy": "connect-src 'self'" });
    await send(page);
    const isForbidden = () => script.isForbidden("https://api.test/send");
    await page.waitForFunction(isForbidden);
    const reporting = { "content-security-policy-report-only": "connect-src 'self'" };
    const other = await blocked(reporting);
    await send(other);
    assert.equal(await other.evaluate(isForbidden), false);
  });

  test("a field that a key led to is scrolled into view once, and a focused part at once", async (t) => {
    const page = await openOwn(
      t,
      `<div class="care-guide"><input id="c"><p id="part" tabindex="-1">Part</p><a href="#x">X</a></div>`,
    );
    await page.evaluate(() => {
      globalThis.scrolled = [];
      Element.prototype.scrollIntoView = function (options) {
        scrolled.push(`${this.id} ${options.block}`);
      };
    });
    await page.keyboard.press("Tab");
    await page.keyboard.press("a");
    await page.keyboard.press("b");
    assert.deepEqual(await page.evaluate(() => scrolled), ["c nearest"]);
    await page.evaluate(() => document.getElementById("part").focus());
    assert.deepEqual(await page.evaluate(() => scrolled), ["c nearest", "part nearest"]);
  });

  test("all of it ends when the signal aborts", async (t) => {
    const page = await openOwn(t, one);
    await page.evaluate(() => controller.abort());
    await press(page, "a", 1);
    await press(page, "c", 2);
    assert.deepEqual(await heard(page), ["a", "c"]);
  });
});
