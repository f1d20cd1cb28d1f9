//! The guide on host pages, in a shadow root.

mod attributes;
mod hosts;
mod keyboard;
mod lifecycle;
mod origins;
pub mod pages;
mod policies;
mod several;
mod without_wasm;
