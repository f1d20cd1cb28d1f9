//! The backends that people have, each spoken to by its profile, at another origin than the page.
//! The stand-ins in `tests/standins/` behave on the wire as those backends do.

mod custom;
mod form_services;
mod limits;
mod opaque;
mod webhooks;
mod wordpress;
