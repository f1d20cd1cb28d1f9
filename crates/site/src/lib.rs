//! Makes a clinic's site: the folder `dist/`.
//!
//! The [build] compiles the programs for the browser, puts them on a [stage] with `public/` and
//! `index.html`, [renders](prerender) the pages of each guide, makes every file small, and names it
//! by its bytes.

mod address;
mod assets;
pub mod budget;
pub mod build;
pub mod canonical;
pub mod change;
mod clinic;
mod compress;
pub mod digest;
mod filled;
pub mod fingerprint;
mod first_view;
mod fragment;
pub mod guides;
pub mod inputs;
mod json_ld;
mod manifest;
mod metadata;
mod minify;
pub mod npm;
mod page;
mod pages;
pub mod prerender;
pub mod process;
pub mod programs;
pub mod project;
pub mod remap;
mod result_cache;
mod sitemap;
pub mod sizes;
pub mod stage;
mod template;
mod translations;
pub mod user_cache;
mod version;
mod wasm;

#[cfg(test)]
mod tests;
