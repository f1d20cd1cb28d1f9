import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { digest, HOST, open, SITE, SUITE, script } from "./browser.mjs";

const GLUE = `export const files = ${JSON.stringify({ wasm: ["a.wasm", digest("wasm")] })};
${script("start.js")}`;

/** Imports a glue on a page at this address; what its bytes say, or the error, and how they were asked for. */
const fetched = async (t, address, { site = SITE, wasm = "wasm" } = {}) => {
  const files = {
    [address]: "<!doctype html><title>A page</title>",
    [`${site}glue.js`]: GLUE,
    [`${site}a.wasm`]: wasm,
  };
  const { page } = await open(t, address, files);
  return page.evaluate(async (glue) => {
    let asked;
    const { fetch } = globalThis;
    globalThis.fetch = (address, options) => {
      asked = options;
      return fetch(address, options);
    };
    const { bytes } = await import(glue);
    const result = await bytes().then(
      (body) => new TextDecoder().decode(body),
      (error) => error.message,
    );
    return { result, asked };
  }, `${site}glue.js`);
};

describe("bytes", SUITE, () => {
  const WRONG = `${SITE}a.wasm is missing, or is not what was built`;

  for (const [where, address, site] of [
    ["its own page", SITE],
    ["somebody else's page", HOST],
    ["an insecure page", "http://guide.test/", "http://guide.test/"],
  ]) {
    test(`are those of the file on ${where}, and the browser checks them`, async (t) => {
      const asked = { integrity: digest("wasm") };
      assert.deepEqual(await fetched(t, address, { site }), { result: "wasm", asked });
    });
  }

  for (const wasm of ["forged", "", undefined, new Error("the network is lost")]) {
    test(`are rejected if the file is ${wasm === "" ? "empty" : wasm}`, async (t) => {
      for (const address of [SITE, HOST]) {
        assert.equal((await fetched(t, address, { wasm: wasm ?? { status: 404 } })).result, WRONG);
      }
    });
  }
});
