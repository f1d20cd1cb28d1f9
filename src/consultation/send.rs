//! What travels: the request as it was typed, its id, the tries, and their outcome.

mod backend_module;
mod browser_transport;
mod delivery;
mod draft;
#[cfg(test)]
pub mod fake_network;
mod request_ids;
mod schedule;
mod sender;
mod transport;

pub use browser_transport::BrowserTransport;
pub use delivery::{Delivered, Outcome, Progress, deliver};
pub use draft::read;
#[cfg(all(test, feature = "ssr"))]
pub use request_ids::RequestIds;
pub use sender::Sender;
pub use transport::Transport;
