//! wasm-opt: makes a Wasm smaller after the linker.
//!
//! It comes from npm, as the JavaScript that runs anywhere Node does: Debian's is too old to read
//! what rustc writes.

use std::path::Path;
use std::process::{Command, Stdio};

use thiserror::Error;

use crate::npm::{NpmError, PackedFile};
use crate::program::{self, ProgramError};

const WASM_OPT: PackedFile = PackedFile {
    package: "binaryen",
    version: "132.0.0",
    folder: "bin/",
    name: "wasm-opt",
    sha256: "608c021fa3f2c68cdc26f06a1454341089a0e689abb71cbe5a23ef7300e7f3e3",
};

/// What rustc takes for granted in a browser; every engine that the page wakes in has it.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The passes, each measured by what the app weighs after brotli (docs/decisions/0011-size.md).
/// The data is left in one piece: the code that fills in zeros weighs more than zeros do.
const PASSES: [&str; 6] = [
    "-Oz",
    "--skip-pass=memory-packing",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
];

/// Why the Wasm is not smaller.
#[derive(Debug, Error)]
pub enum WasmOptError {
    /// It cannot be had.
    #[error(transparent)]
    Fetch(#[from] NpmError),
    /// It failed.
    #[error(transparent)]
    Run(#[from] ProgramError),
}

/// Fetches it where it is missing.
pub fn prepare() -> Result<(), NpmError> {
    WASM_OPT.find_or_fetch().map(drop)
}

/// Makes the file smaller.
pub fn shrink(wasm: &Path) -> Result<(), WasmOptError> {
    let mut node = Command::new("node");
    node.arg(WASM_OPT.find_or_fetch()?)
        .args(FEATURES)
        .args(PASSES)
        .arg(wasm)
        .arg("--output")
        .arg(wasm)
        .stdin(Stdio::null());
    Ok(program::run(&mut node)?)
}
