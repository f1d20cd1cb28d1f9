// How a Wasm file is fetched. The build appends this file to the glue of each.

// Old libraries replace these on `window`. Here they hide the page's from the glue, which makes
// promises and events, and asks whether the global object is an instance of `Window`.
// biome-ignore lint/suspicious/noShadowRestrictedNames: to hide it is the purpose
export const Promise = (async () => {})().constructor;
export const Event = document.createEvent("Event").constructor;
export const Window = { [Symbol.hasInstance]: () => true };

/** The bytes of the Wasm, after a check of its digest. */
export const bytes = async () => {
  const [name, integrity] = files.wasm;
  const address = new URL(name, import.meta.url);
  try {
    return await (await fetch(address, { integrity })).arrayBuffer();
  } catch {
    throw new Error(`${address} is missing, or is not what was built`);
  }
};
