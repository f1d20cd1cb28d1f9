// What `import "careguide"` does: it puts the loader into the page, from the folder `careguide` of
// the site. The loader finds its other files by its own address, so no bundler may take it in.
// `npx careguide public/careguide` copies them all to where the site serves them as they are.

// Vite's name for where the site begins.
const base = import.meta.env?.BASE_URL ?? "/";

// Where pages are rendered on a server, there is nothing to do.
if (typeof document !== "undefined") {
  const script = document.createElement("script");
  script.type = "module";
  script.nonce = document.querySelector("script[nonce]")?.nonce ?? "";
  script.src = `${base}careguide/care-guide.js`;
  script.onerror = () =>
    console.warn(`<care-guide> ${script.src} is missing: npx careguide public/careguide`);
  document.head.append(script);
}
