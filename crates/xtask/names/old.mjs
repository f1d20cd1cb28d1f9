// Finds old names in the code: `old.json` has each with the field's word for it. `words` are
// parts of a name, `names` are whole ones, `allowed` are names of others.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { TOKEN } from "./shared.mjs";

/** What in a script is no code: comments and texts. */
const SCRIPT_TOKEN = /\/\/[^\n]*|\/\*.*?\*\/|(["'`])(?:\\.|(?!\1).)*\1/gs;

const blank = (text) => text.replace(/[^\n]/g, " ");

/** The identifiers of a file with their lines; comments and texts hold none. */
export const identifiers = (text, token) =>
  text
    .replace(token, blank)
    .split("\n")
    .flatMap((line, index) =>
      (line.match(/[A-Za-z_]\w*/g) ?? []).map((name) => ({ name, line: index + 1 })),
    );

/** The words of a name in snake, kebab or camel case, in lower case. */
const wordsOf = (name) =>
  name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[_-]/);

/** The field's word for an old name; nothing for another name. */
export const replacement = (name, { allowed, words, names }) => {
  if (allowed.includes(name)) return undefined;
  const word = wordsOf(name).find((word) => Object.hasOwn(words, word));
  return Object.hasOwn(names, name) ? names[name] : words[word];
};

/** A line for each old name in a file or in its own name. */
export const oldNames = (file, text, list) => {
  const token = extname(file) === ".rs" ? TOKEN : SCRIPT_TOKEN;
  const stem = { name: basename(file, extname(file)), line: 1 };
  return [stem, ...identifiers(text, token)].flatMap(({ name, line }) => {
    const word = replacement(name, list);
    return word ? [`${file}:${line}: ${name} is an old name: write ${word}`] : [];
  });
};

const FILES = ["ls-files", "--cached", "--others", "--exclude-standard", "*.rs", "*.js", "*.mjs"];

/** Its own tests have old names. */
const OWN_TEST = "crates/xtask/names/old.test.mjs";

/** Old names in the project's code. */
export const inRepository = (list) =>
  execFileSync("git", FILES, { encoding: "utf8" })
    .trim()
    .split("\n")
    .filter((file) => file !== OWN_TEST && existsSync(file))
    .flatMap((file) => oldNames(file, readFileSync(file, "utf8"), list));
