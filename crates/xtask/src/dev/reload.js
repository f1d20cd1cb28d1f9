// Loads the page again when there is a newer one. Only `cargo xtask dev` serves this.
let known = 0;
for (;;) {
  try {
    const newest = await (await fetch(`/dev/newest?after=${known}`)).json();
    if (known && newest !== known) location.reload();
    known = newest;
  } catch {
    // The program is being compiled, or was ended.
    await new Promise((done) => setTimeout(done, 300));
  }
}
