//! Journeys: what a person does with the page. See `tests/README.md`.

mod accessibility;
mod addresses;
mod connection;
mod delivery;
mod demo;
mod element;
mod embedded;
mod events;
mod examples;
mod integrity;
mod keyboard;
mod meddled;
mod mending;
mod own_guide;
mod placing;
mod reading;
mod refusals;
mod screens;
mod sending;
mod setup;
mod versions;
mod waking;
mod without_scripts;
mod without_wasm;
