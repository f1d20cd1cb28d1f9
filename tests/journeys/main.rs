//! Journeys: what a person does with the page. See `tests/README.md`.

mod reading;
mod sending;
