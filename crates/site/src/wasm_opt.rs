//! wasm-opt: makes a Wasm smaller after the linker.
//!
//! It comes from npm, as the JavaScript that runs anywhere Node does: Debian's is too old to read
//! what rustc writes.

use std::io;
use std::process::Command;

use thiserror::Error;

use crate::npm::{NpmError, Packages};
use crate::process::{self, ProgramError};
use crate::project::Project;
use crate::result_cache::ResultCache;

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
    /// It is not installed.
    #[error(transparent)]
    Install(#[from] NpmError),
    /// It failed.
    #[error(transparent)]
    Run(#[from] ProgramError),
    /// A file cannot be read or written; the message names it.
    #[error(transparent)]
    File(#[from] io::Error),
}

/// The module, smaller. The result is kept: it takes a quarter of a minute.
pub fn shrink(project: &Project, wasm: &[u8]) -> Result<Vec<u8>, WasmOptError> {
    let program = Packages::Build.find_or_install(project)?;
    let program = program.join("binaryen/bin/wasm-opt");
    let version = fs_err::read(program.with_file_name("../package.json"))?;
    let version = crate::digest::short(&version);
    let tool = format!("wasm-opt {version} {FEATURES:?} {PASSES:?}");
    ResultCache::of(project).or_made(&tool, wasm, || {
        let name = format!("{}.wasm", crate::digest::hexadecimal(wasm));
        let folder = project.work().join("wasm-opt");
        fs_err::create_dir_all(&folder)?;
        let file = folder.join(name);
        fs_err::write(&file, wasm)?;
        let mut node = Command::new("node");
        node.arg(program).args(FEATURES).args(PASSES);
        node.arg(&file).arg("--output").arg(&file);
        process::run(&mut node)?;
        let smaller = fs_err::read(&file)?;
        fs_err::remove_file(file)?;
        Ok(smaller)
    })
}
