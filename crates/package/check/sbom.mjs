// Whether the list of what ships is what CycloneDX's own schema allows, and hangs together.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, file] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { Spec, Validation } = require("@cyclonedx/cyclonedx-library");

const text = readFileSync(file, "utf8");
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
const wrong = await validator.validate(text);
const { components, dependencies, metadata } = JSON.parse(text);
const known = new Set([metadata.component, ...components].map((component) => component["bom-ref"]));
const used = dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
const unknown = used.filter((ref) => !known.has(ref));
if (wrong || unknown.length) {
  console.error(`${file}:`, wrong ?? "", ...unknown);
  process.exit(1);
}
console.log(`The SBOM is valid, and lists ${components.length} components.`);
