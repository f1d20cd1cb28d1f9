//! What goes wrong with a post: how much of it is read, whether the receiver gets it, and what the
//! browser gets.

use super::scripted_endpoint::ScriptedResponse;

#[derive(Debug, Clone)]
pub struct NetworkFault {
    pub(super) reads: Reads,
    pub(super) delivers: bool,
    pub(super) reply: Reply,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    Head,
    PartOfBody,
    All,
}

#[derive(Debug, Clone)]
pub(super) enum Reply {
    /// The receiver's response.
    Relay,
    /// A TCP reset.
    Reset,
    /// The beginning of the receiver's response, then a reset.
    RelayPartOfHead,
    /// The receiver's response without its last byte.
    RelayAllButLastByte,
    /// Nothing until the browser hangs up.
    Hold,
    Raw(Vec<u8>),
    /// A redirect with this status to the endpoint at the other origin.
    RedirectToOtherOrigin(u16),
}

impl NetworkFault {
    fn new(reads: Reads, delivers: bool, reply: Reply) -> Self {
        Self {
            reads,
            delivers,
            reply,
        }
    }

    /// Nothing goes wrong.
    pub fn none() -> Self {
        Self::new(Reads::All, true, Reply::Relay)
    }

    pub fn reset_before_body() -> Self {
        Self::new(Reads::Head, false, Reply::Reset)
    }

    pub fn reset_in_body() -> Self {
        Self::new(Reads::PartOfBody, false, Reply::Reset)
    }

    /// The receiver gets nothing.
    pub fn reset_after_body() -> Self {
        Self::new(Reads::All, false, Reply::Reset)
    }

    /// A reset replaces the receiver's response.
    pub fn lose_response() -> Self {
        Self::new(Reads::All, true, Reply::Reset)
    }

    /// A reset cuts the first line of the receiver's response.
    pub fn truncate_response_head() -> Self {
        Self::new(Reads::All, true, Reply::RelayPartOfHead)
    }

    /// The receiver's response lacks its last byte.
    pub fn truncate_response_body() -> Self {
        Self::new(Reads::All, true, Reply::RelayAllButLastByte)
    }

    /// The receiver's response is held back until the browser hangs up.
    pub fn hold_response() -> Self {
        Self::new(Reads::All, true, Reply::Hold)
    }

    /// The receiver gets nothing, and no response comes.
    pub fn swallow() -> Self {
        Self::new(Reads::All, false, Reply::Hold)
    }

    /// Part of the body is read; the receiver gets nothing, and no response comes.
    pub fn stall_in_body() -> Self {
        Self::new(Reads::PartOfBody, false, Reply::Hold)
    }

    /// Another server responds; the receiver gets nothing.
    pub fn respond(response: &ScriptedResponse) -> Self {
        Self::new(Reads::All, false, Reply::Raw(response.bytes()))
    }

    /// The same, without the last byte of the response.
    pub fn respond_truncated(response: &ScriptedResponse) -> Self {
        let mut bytes = response.bytes();
        bytes.pop();
        Self::new(Reads::All, false, Reply::Raw(bytes))
    }

    /// Bytes that are not HTTP come; the receiver gets nothing.
    pub fn respond_raw(bytes: &[u8]) -> Self {
        Self::new(Reads::All, false, Reply::Raw(bytes.to_vec()))
    }

    /// A redirect to the endpoint at the other origin; the receiver gets nothing.
    pub fn redirect_to_other_origin(status: u16) -> Self {
        Self::new(Reads::All, false, Reply::RedirectToOtherOrigin(status))
    }

    /// The receiver gets the post, and another server responds.
    pub fn deliver_and_respond(response: &ScriptedResponse) -> Self {
        Self::new(Reads::All, true, Reply::Raw(response.bytes()))
    }
}
