//! The fuzzer's program, for all targets, so that what they have in common is compiled once. The
//! variable `CAREGUIDE_TARGET` says which one gets the bytes.

#![no_main]

use std::env;
use std::sync::OnceLock;

use fuzz_targets::{Body, TARGETS};
use libfuzzer_sys::fuzz_target;

static BODY: OnceLock<Body> = OnceLock::new();

fn chosen() -> Body {
    let name = env::var("CAREGUIDE_TARGET").unwrap_or_default();
    let found = TARGETS.iter().find(|(target, _)| *target == name);
    let (_, body) = found.unwrap_or_else(|| panic!("CAREGUIDE_TARGET names no target: {name:?}"));
    *body
}

fuzz_target!(init: { BODY.get_or_init(chosen); }, |bytes: &[u8]| {
    BODY.get_or_init(chosen)(bytes);
});
