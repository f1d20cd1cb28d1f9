//! The program `receiver`.

use std::process::ExitCode;

use clap::Parser as _;
use receiver::{arguments::Arguments, commands};

fn main() -> ExitCode {
    match commands::run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("receiver: {error}");
            ExitCode::FAILURE
        }
    }
}
