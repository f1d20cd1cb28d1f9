//! wasm-bindgen's command line, as far as Trunk calls it: the step `trunk` of the tests puts it into
//! Trunk's way, at the version of `Cargo.lock`. Trunk would download another copy.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use site::programs;

/// What Trunk passes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Print the version
    #[arg(long)]
    version: bool,
    /// What the Wasm is for: always `web`
    #[arg(long, default_value = "web", value_parser = ["web"])]
    target: String,
    /// Where the files go
    #[arg(long, default_value = ".")]
    out_dir: PathBuf,
    /// What they are called
    #[arg(long, default_value = "careguide")]
    out_name: String,
    /// Accepted: no types are written in any case
    #[arg(long)]
    no_typescript: bool,
    /// The Wasm that rustc has made
    wasm: Option<PathBuf>,
}

/// Does what the arguments say.
pub fn run(arguments: Arguments) -> Result<()> {
    match arguments.wasm {
        Some(wasm) => programs::bind(&arguments.out_name, &wasm, &arguments.out_dir),
        None if arguments.version => {
            println!("wasm-bindgen {}", wasm_bindgen_shared::version());
            Ok(())
        }
        None => bail!("name the Wasm, or ask for --version"),
    }
}
