//! Backends that clinics use, each with its profile, at another origin than the page. Fakes
//! (`tests/fakes/`) behave on the wire like them.

mod custom;
mod form_services;
mod limits;
mod opaque;
mod profile_attribute;
mod refusals;
mod webhooks;
mod wordpress;
