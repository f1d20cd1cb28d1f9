#!/usr/bin/env node
// `npx careguide public/careguide`: copies all that a page loads into a folder that the site serves
// as it is. What is there already stays: pages that are open may need files of the version before.

import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.argv[2];
if (!folder) {
  console.error("Name the folder: npx careguide public/careguide");
  process.exit(1);
}
const here = fileURLToPath(new URL(".", import.meta.url));
const { files, version } = JSON.parse(readFileSync(join(here, "manifest.json"), "utf8"));
for (const { path } of [...files, { path: "manifest.json" }]) {
  cpSync(join(here, path), join(folder, path));
}
console.log(`careguide ${version}: ${files.length + 1} files in ${folder}`);
