//! Journeys: what a person does with the page. See `tests/README.md`.

mod accessibility;
mod addresses;
mod backends;
mod connection;
mod delivery;
mod element;
mod embedded;
mod events;
mod keyboard;
mod meddled;
mod mending;
mod reading;
mod refusals;
mod screens;
mod sending;
mod setup;
mod waking;
mod without_scripts;
mod without_wasm;
