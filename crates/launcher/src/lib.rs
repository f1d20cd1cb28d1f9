//! Progress of long work: the step, what it does, and how long it took.
//!
//! Used by the launcher while it compiles `xtask`, and by `xtask` for all that comes after.

mod process;
mod status;
mod steps;

pub use process::{Ended, replace_process, run};
pub use steps::{Step, Steps, seconds};

/// How many steps `cargo xtask serve` has; the launcher takes the first.
pub const SERVE: usize = 5;

/// How many steps `cargo xtask dev` has; the launcher takes the first.
pub const DEV: usize = 3;

/// How many steps `cargo xtask build` has; the launcher takes the first.
pub const BUILD: usize = 5;
