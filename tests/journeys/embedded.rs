//! The guide on host pages, in a shadow root.

mod attributes;
mod clinic;
mod columns;
mod documents;
mod endtag;
mod frames;
mod guards;
mod headings;
mod hidden;
mod hosts;
mod keyboard;
mod lifecycle;
mod navigation;
mod old_libraries;
mod origins;
mod outlines;
pub mod pages;
mod policies;
mod printed;
mod quirks;
mod several;
mod tracing;
mod without_wasm;
mod wrappers;
