//! What happens to a post on its way: how much of it comes, whether the receiver gets it, and what
//! the browser gets.

use super::endpoint::Answer;

/// What happens to a post on its way.
#[derive(Debug, Clone)]
pub struct Deed {
    pub(super) takes: Takes,
    /// Whether the receiver gets it.
    pub(super) delivers: bool,
    pub(super) then: Then,
}

/// How much of a request is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Head,
    PartOfTheBody,
    All,
}

/// What the browser gets.
#[derive(Debug, Clone)]
pub(super) enum Then {
    /// The receiver's answer.
    Relay,
    /// A reset (RST).
    Reset,
    /// The beginning of the receiver's answer, and a reset.
    RelayPartOfTheHead,
    /// The receiver's answer without its last byte.
    RelayAlmostAll,
    /// Nothing, for as long as it waits.
    Hold,
    /// These bytes.
    Say(Vec<u8>),
    /// A redirect with this status to the endpoint at the other origin.
    LeadElsewhere(u16),
}

impl Deed {
    fn new(takes: Takes, delivers: bool, then: Then) -> Self {
        Self {
            takes,
            delivers,
            then,
        }
    }

    /// Nothing goes wrong.
    pub fn passes() -> Self {
        Self::new(Takes::All, true, Then::Relay)
    }

    /// Reset once the head has come.
    pub fn resets_before_the_body() -> Self {
        Self::new(Takes::Head, false, Then::Reset)
    }

    /// Reset in the middle of the body.
    pub fn resets_in_the_body() -> Self {
        Self::new(Takes::PartOfTheBody, false, Then::Reset)
    }

    /// Reset once all has come; the receiver gets nothing.
    pub fn resets_after_the_body() -> Self {
        Self::new(Takes::All, false, Then::Reset)
    }

    /// Reset in place of the receiver's answer.
    pub fn loses_the_answer() -> Self {
        Self::new(Takes::All, true, Then::Reset)
    }

    /// Reset in the middle of the receiver's answer's first line.
    pub fn cuts_the_head_of_the_answer() -> Self {
        Self::new(Takes::All, true, Then::RelayPartOfTheHead)
    }

    /// The receiver's answer lacks the end of its body.
    pub fn cuts_the_body_of_the_answer() -> Self {
        Self::new(Takes::All, true, Then::RelayAlmostAll)
    }

    /// The receiver's answer is held back until the browser hangs up.
    pub fn holds_the_answer() -> Self {
        Self::new(Takes::All, true, Then::Hold)
    }

    /// Nobody ever answers, and the receiver gets nothing.
    pub fn swallows() -> Self {
        Self::new(Takes::All, false, Then::Hold)
    }

    /// Nobody answers once part of the body has come, and the receiver gets nothing.
    pub fn stops_in_the_body() -> Self {
        Self::new(Takes::PartOfTheBody, false, Then::Hold)
    }

    /// Another server answers; the receiver gets nothing.
    pub fn answers(answer: &Answer) -> Self {
        Self::new(Takes::All, false, Then::Say(answer.bytes()))
    }

    /// Another server answers, and its answer lacks its last byte.
    pub fn answers_almost(answer: &Answer) -> Self {
        let mut bytes = answer.bytes();
        bytes.pop();
        Self::new(Takes::All, false, Then::Say(bytes))
    }

    /// Something answers that does not speak HTTP.
    pub fn says(bytes: &[u8]) -> Self {
        Self::new(Takes::All, false, Then::Say(bytes.to_vec()))
    }

    /// A redirect with this status to the endpoint at the other origin, where the wire goes too.
    pub fn leads_elsewhere(status: u16) -> Self {
        Self::new(Takes::All, false, Then::LeadElsewhere(status))
    }

    /// The receiver gets it, and another server answers in its place.
    pub fn delivers_and_answers(answer: &Answer) -> Self {
        Self::new(Takes::All, true, Then::Say(answer.bytes()))
    }
}
