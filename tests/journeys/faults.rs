//! What can go wrong between the click and the clinic, and while the page loads. The tables in
//! `docs/reliability.md` are made here.

mod delivery;
mod loading;
mod matrix;
mod sending;
