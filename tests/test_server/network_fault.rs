//! What happens to a post on its way: how much of it comes, whether the receiver gets it, and what
//! the browser gets.

use super::scripted_endpoint::ScriptedResponse;

/// What happens to a post on its way.
#[derive(Debug, Clone)]
pub struct NetworkFault {
    pub(super) reads: Reads,
    /// Whether the receiver gets it.
    pub(super) delivers: bool,
    pub(super) reply: Reply,
}

/// How much of a request is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    Head,
    PartOfBody,
    All,
}

/// What the browser gets.
#[derive(Debug, Clone)]
pub(super) enum Reply {
    /// The receiver's answer.
    Relay,
    /// A reset (RST).
    Reset,
    /// The beginning of the receiver's answer, and a reset.
    RelayPartOfHead,
    /// The receiver's answer without its last byte.
    RelayAllButLastByte,
    /// Nothing, for as long as it waits.
    Hold,
    /// These bytes.
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

    /// Reset once the head has come.
    pub fn reset_before_body() -> Self {
        Self::new(Reads::Head, false, Reply::Reset)
    }

    /// Reset in the middle of the body.
    pub fn reset_in_body() -> Self {
        Self::new(Reads::PartOfBody, false, Reply::Reset)
    }

    /// Reset once all has come; the receiver gets nothing.
    pub fn reset_after_body() -> Self {
        Self::new(Reads::All, false, Reply::Reset)
    }

    /// Reset in place of the receiver's answer.
    pub fn lose_response() -> Self {
        Self::new(Reads::All, true, Reply::Reset)
    }

    /// Reset in the middle of the receiver's answer's first line.
    pub fn truncate_response_head() -> Self {
        Self::new(Reads::All, true, Reply::RelayPartOfHead)
    }

    /// The receiver's answer lacks the end of its body.
    pub fn truncate_response_body() -> Self {
        Self::new(Reads::All, true, Reply::RelayAllButLastByte)
    }

    /// The receiver's answer is held back until the browser hangs up.
    pub fn hold_response() -> Self {
        Self::new(Reads::All, true, Reply::Hold)
    }

    /// Nobody ever answers, and the receiver gets nothing.
    pub fn swallow() -> Self {
        Self::new(Reads::All, false, Reply::Hold)
    }

    /// Nobody answers once part of the body has come, and the receiver gets nothing.
    pub fn stall_in_body() -> Self {
        Self::new(Reads::PartOfBody, false, Reply::Hold)
    }

    /// Another server answers; the receiver gets nothing.
    pub fn respond(response: &ScriptedResponse) -> Self {
        Self::new(Reads::All, false, Reply::Raw(response.bytes()))
    }

    /// Another server answers, and its answer lacks its last byte.
    pub fn respond_truncated(response: &ScriptedResponse) -> Self {
        let mut bytes = response.bytes();
        bytes.pop();
        Self::new(Reads::All, false, Reply::Raw(bytes))
    }

    /// Something answers that does not speak HTTP.
    pub fn respond_raw(bytes: &[u8]) -> Self {
        Self::new(Reads::All, false, Reply::Raw(bytes.to_vec()))
    }

    /// A redirect with this status to the endpoint at the other origin, where the wire goes too.
    pub fn redirect_to_other_origin(status: u16) -> Self {
        Self::new(Reads::All, false, Reply::RedirectToOtherOrigin(status))
    }

    /// The receiver gets it, and another server answers in its place.
    pub fn deliver_and_respond(response: &ScriptedResponse) -> Self {
        Self::new(Reads::All, true, Reply::Raw(response.bytes()))
    }
}
