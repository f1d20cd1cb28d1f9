//! The half of the app that a visitor writes in: what is drawn (`view`), and what travels (`send`).
//! `view` depends on `send`, never the other way round.

mod send;
mod view;

#[cfg(feature = "ssr")]
pub use view::{FieldError, confirmation};
pub use view::{FormState, consultation};

#[cfg(all(test, feature = "ssr"))]
mod tests;
