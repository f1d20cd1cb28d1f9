//! Faults between the click and the clinic, and while the page loads. They write the tables in
//! `docs/reliability.md`.

mod delivery;
mod loading;
mod matrix;
mod sending;
