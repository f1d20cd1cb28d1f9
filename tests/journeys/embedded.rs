//! The guide on host pages, in a shadow root.

mod attributes;
mod documents;
mod endtag;
mod hosts;
mod keyboard;
mod lifecycle;
mod origins;
pub mod pages;
mod policies;
mod printed;
mod several;
mod without_wasm;
