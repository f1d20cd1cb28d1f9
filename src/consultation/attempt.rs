//! Which id a try carries, so that no request is lost or counted twice.

use contract::ConsultationRequest;
use contract::consultation::RequestId;

/// The ids given so far.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The id of the latest try, and what it said.
    latest: Option<(RequestId, ConsultationRequest)>,
    /// Whether the latest id may have arrived without our knowing.
    unknown: bool,
    /// The first id that may have arrived: the one that a changed request takes the place of.
    /// It stays the same however often the visitor changes the words, so that even where a try in
    /// between was lost, staff see one request.
    replaced: Option<RequestId>,
}

impl Ledger {
    /// Gives the request its ids: the same id as long as nothing was changed, since the id is also
    /// the idempotency key; a new one for changed words.
    pub fn stamp(
        &mut self,
        request: ConsultationRequest,
        random: impl FnOnce() -> [u8; 16],
    ) -> ConsultationRequest {
        let content = request.content();
        let id = match self.latest.take() {
            Some((id, before)) if before == content => id,
            before => {
                if let Some((id, _)) = before.filter(|_| self.unknown) {
                    self.replaced.get_or_insert(id);
                }
                self.unknown = false;
                RequestId::from_random(random())
            }
        };
        self.latest = Some((id.clone(), content));
        ConsultationRequest {
            id: Some(id),
            replaces: self.replaced.clone(),
            ..request
        }
    }

    /// Remembers that the latest try may have arrived.
    pub fn fate_unknown(&mut self) {
        self.unknown = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(message: &str) -> ConsultationRequest {
        ConsultationRequest {
            message: message.into(),
            ..Default::default()
        }
    }

    fn id(byte: u8) -> Option<RequestId> {
        Some(RequestId::from_random([byte; 16]))
    }

    #[test]
    fn the_same_words_keep_their_id() {
        let mut ledger = Ledger::default();
        let first = ledger.stamp(says("a"), || [1; 16]);
        ledger.fate_unknown();
        let second = ledger.stamp(says("a"), || [2; 16]);
        assert_eq!(first.id, id(1));
        assert_eq!(second, first);
    }

    #[test]
    fn changed_words_after_a_try_of_unknown_fate_replace_it() {
        let mut ledger = Ledger::default();
        ledger.stamp(says("a"), || [1; 16]);
        ledger.fate_unknown();
        let changed = ledger.stamp(says("b"), || [2; 16]);
        assert_eq!((changed.id, changed.replaces), (id(2), id(1)));
    }

    #[test]
    fn further_changes_replace_the_first_one_that_may_have_arrived() {
        let mut ledger = Ledger::default();
        for (byte, words) in [(1, "a"), (2, "b")] {
            ledger.stamp(says(words), || [byte; 16]);
            ledger.fate_unknown();
        }
        let third = ledger.stamp(says("c"), || [3; 16]);
        assert_eq!((third.id, third.replaces), (id(3), id(1)));
    }

    #[test]
    fn changed_words_after_a_plain_refusal_replace_nothing() {
        let mut ledger = Ledger::default();
        ledger.stamp(says("a"), || [1; 16]);
        let changed = ledger.stamp(says("b"), || [2; 16]);
        assert_eq!((changed.id, changed.replaces), (id(2), None));
    }
}
