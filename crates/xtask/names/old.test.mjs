import assert from "node:assert/strict";
import { test } from "node:test";
import { oldNames } from "./old.mjs";

const list = {
  allowed: ["Waker"],
  words: { wake: "hydrate", told: "reported" },
  names: { Desk: "Transport", life: "owner" },
};
const found = (file, text) => oldNames(file, text, list);

test("an old name in Rust is found with its line, but not in comments and texts", () => {
  const rust = String.raw`/// Told to wake.
fn wake_up<'life>(desk: Desk) -> Waker {
    let quote = '"'; // told
    let life = ("asleep, told \" wake", r#"told "wake""#, isTold);
}`;
  assert.deepEqual(found("src/a.rs", rust), [
    "src/a.rs:2: wake_up is an old name: write hydrate",
    "src/a.rs:2: life is an old name: write owner",
    "src/a.rs:2: Desk is an old name: write Transport",
    "src/a.rs:4: life is an old name: write owner",
    "src/a.rs:4: isTold is an old name: write reported",
  ]);
});

test("an old name in a script is found with its line, but not in comments and texts", () => {
  const script = `// wake
/* told
*/ const text = "it's told" + \`wake\` + 'say "told"'; wake();`;
  assert.deepEqual(found("a.js", script), ["a.js:3: wake is an old name: write hydrate"]);
});

test("a file's own name is a name too", () => {
  assert.deepEqual(found("src/wake.rs", ""), ["src/wake.rs:1: wake is an old name: write hydrate"]);
});

test("a word within another is no old name", () => {
  assert.deepEqual(found("a.rs", "awaken untold Desktop lifetime WAKEFUL"), []);
});
