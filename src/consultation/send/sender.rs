//! What the form's requests are sent with.

use std::cell::RefCell;
use std::rc::Rc;

use super::browser_transport::BrowserTransport;
use super::draft::{self, Campaign};
use super::request_ids::RequestIds;
use crate::browser;

/// The way to one endpoint, and what stays the same when the endpoint changes. In one place, since
/// each type that is stored costs the Wasm hundreds of bytes.
pub struct Sender {
    /// The way to the endpoint.
    pub transport: BrowserTransport,
    /// The ids of all that this form sends.
    pub ids: Rc<RefCell<RequestIds>>,
    /// The campaign that led the visitor to the page.
    pub campaign: Rc<Campaign>,
}

impl Sender {
    /// A sender for a form that was never sent.
    pub fn new(transport: BrowserTransport) -> Self {
        // Read when the page loads: the address may change later.
        let campaign = match browser::PRESENT {
            true => draft::campaign(),
            false => Campaign::new(),
        };
        Self {
            transport,
            ids: Rc::default(),
            campaign: Rc::new(campaign),
        }
    }

    /// A sender for the same form over another transport.
    pub fn over(&self, transport: BrowserTransport) -> Self {
        Self {
            transport,
            ids: Rc::clone(&self.ids),
            campaign: Rc::clone(&self.campaign),
        }
    }
}
