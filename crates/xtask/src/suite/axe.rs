//! axe-core, which the journeys run in every state of the page to find accessibility faults.

use crate::npm::PackedFile;

/// The script that runs in the page.
pub const SCRIPT: PackedFile = PackedFile {
    package: "axe-core",
    version: "4.14.1",
    folder: "",
    name: "axe.min.js",
    sha256: "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
};
