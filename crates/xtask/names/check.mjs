// Compares `src/shared_names.json` with the names that Rust, JavaScript and CSS use, and finds the old
// names of `old.json`.

import { readdirSync, readFileSync } from "node:fs";
import { inRepository } from "./old.mjs";
import { inCss, inJavaScript, KINDS, strangers, wordsInRust } from "./shared.mjs";

const DECLARED = "src/shared_names.json";

const read = (file) => readFileSync(file, "utf8");
const files = ["src", "crates/contract/src"]
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`))
  .filter((name) => !/[/\\]tests([/\\]|\.rs$)/.test(name));
const textsOf = (extension) => files.filter((name) => name.endsWith(extension)).map(read);

const together = (all) =>
  Object.fromEntries(
    KINDS.map((kind) => [kind, new Set(all.flatMap((names) => [...names[kind]]))]),
  );

const { attributes, ids, classes } = JSON.parse(read(DECLARED));
const declared = { attribute: Object.keys(attributes), id: Object.keys(ids), class: classes };
const wrong = strangers(declared, {
  rust: new Set(textsOf(".rs").flatMap((text) => [...wordsInRust(text)])),
  javascript: together(textsOf(".js").map(inJavaScript)),
  style: together(textsOf(".css").map(inCss)),
});
const old = inRepository(JSON.parse(read("crates/xtask/names/old.json")));
const lines = [...wrong.map((line) => `${DECLARED}: ${line}`), ...old];
for (const line of lines) console.error(line);
if (lines.length) process.exit(1);
