// How a Wasm file is fetched. The build appends this file to the glue of each.

// Old libraries replace these on `window`. Here they hide the page's from the glue, which makes
// promises and events, and asks whether the global object is an instance of `Window`.
// biome-ignore lint/suspicious/noShadowRestrictedNames: to hide it is the purpose
export const Promise = (async () => {})().constructor;
export const Event = document.createEvent("Event").constructor;
export const CustomEvent = document.createEvent("CustomEvent").constructor;
export const Window = { [Symbol.hasInstance]: () => true };

/**
 * The bytes of the Wasm, after a check of its digest. `fetch` could check it, but then Firefox and
 * WebKit would ignore the page's preload and fetch it twice. WebKit uses a preload under way only for
 * a request without CORS, like that of a picture.
 */
export const bytes = async () => {
  const [name, digest] = files.wasm;
  const address = new URL(name, import.meta.url);
  const own = address.origin === origin;
  /** @type {RequestInit} */
  const options = own ? { mode: "no-cors", credentials: "include" } : {};
  // Undefined outside a secure context. TypeScript knows no such context.
  const subtle = /** @type {SubtleCrypto | undefined} */ (crypto.subtle);
  try {
    const response = await fetch(address, subtle ? options : { integrity: digest });
    const body = await response.arrayBuffer();
    const hash = subtle && new Uint8Array(await subtle.digest("SHA-256", body));
    if (hash && `sha256-${btoa(String.fromCharCode(...hash))}` !== digest) throw hash;
    return body;
  } catch {
    throw new Error(`${address} is missing, or is not what was built`);
  }
};
