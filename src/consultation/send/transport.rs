//! What a delivery needs from the outside: a network, a clock, and chance.

use backend::{SubmitError, Verdict};
use contract::consultation::RequestId;

/// Carries requests to one endpoint. Tests have a fake with a clock of its own.
pub trait Transport {
    /// Loads what the backend needs before the first try.
    ///
    /// # Errors
    /// It cannot be loaded, so nothing can be sent.
    async fn prepare(&self) -> Result<(), SubmitError>;

    /// Makes one try. `body` is the request as JSON.
    async fn post(&self, id: &RequestId, body: &str) -> Verdict;

    /// Whether a try follows redirects.
    fn follows_redirects(&self) -> bool;

    /// Whether the page's policy forbids the endpoint, or the address that it redirects to: browsers
    /// report the endpoint's address for both, shortly after the try has failed.
    fn is_forbidden(&self) -> bool;

    /// Whether the device says that it has a connection. It may be wrong, so this decides no more than
    /// when to try again, and in which words.
    fn is_online(&self) -> bool;

    /// Waits.
    async fn sleep(&self, milliseconds: i32);

    /// A random number from 0 to 1.
    fn jitter(&self) -> f64;

    /// Random bytes for an id.
    fn random_bytes(&self) -> [u8; 16];
}
