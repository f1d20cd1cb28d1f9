// How a program gets its Wasm. The build puts it at the end of each glue.

/**
 * The Wasm's bytes, if they are what was built. `fetch` could check that by itself; but then Firefox
 * and WebKit would not take what the page has preloaded, and fetch it a second time. Of what is still
 * on its way, WebKit takes only what was asked for as a page asks for pictures: without CORS.
 */
export const bytes = async () => {
  const [name, digest] = files.wasm;
  const address = new URL(name, import.meta.url);
  const own = address.origin === origin;
  const how = own ? { mode: "no-cors", credentials: "include" } : {};
  // Not there on a page that was not delivered securely.
  const { subtle } = crypto;
  try {
    const response = await fetch(address, subtle ? how : { integrity: digest });
    const body = await response.arrayBuffer();
    const hash = subtle && new Uint8Array(await subtle.digest("SHA-256", body));
    if (hash && `sha256-${btoa(String.fromCharCode(...hash))}` !== digest) throw hash;
    return body;
  } catch {
    throw new Error(`${address} is missing, or is not what was built`);
  }
};
