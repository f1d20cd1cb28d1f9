//! The xtask.
fn main() {}
