// Takes the types that the guide's server ships, and bundles the page into dist/.

import { cpSync } from "node:fs";
import { buildSync } from "esbuild";

for (const types of ["care-guide.d.ts", "care-guide.react.d.ts"]) {
  cpSync(`../../dist/${types}`, `src/types/${types}`);
}
cpSync("index.html", "dist/index.html");
buildSync({
  entryPoints: ["src/main.tsx"],
  outfile: "dist/main.js",
  bundle: true,
  jsx: "automatic",
  // Strict mode mounts everything twice, in a development build only.
  define: { "process.env.NODE_ENV": JSON.stringify("development") },
});
