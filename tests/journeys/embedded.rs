//! The guide on host pages, in a shadow root.

mod attributes;
mod clinic;
mod documents;
mod endtag;
mod frames;
mod guards;
mod hosts;
mod keyboard;
mod lifecycle;
mod navigation;
mod old_libraries;
mod origins;
pub mod pages;
mod policies;
mod printed;
mod several;
mod tracing;
mod without_wasm;
