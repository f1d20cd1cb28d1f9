//! The Wasm entry.
fn main() {}
