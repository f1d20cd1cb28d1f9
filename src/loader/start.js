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
