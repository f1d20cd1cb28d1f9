#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| adversary::run("guide_file", bytes));
