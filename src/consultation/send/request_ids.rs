//! Which id a try carries, so that no request is lost or counted twice.

use contract::ConsultationRequest;
use contract::consultation::RequestId;

/// The ids assigned so far.
#[derive(Debug, Default)]
pub struct RequestIds {
    /// The id of the latest request, and its content.
    latest: Option<(RequestId, ConsultationRequest)>,
    /// Whether a request may have arrived unnoticed.
    unknown: bool,
    /// The first id that may have arrived: the one that a changed request replaces. It stays the
    /// same after further changes, so that staff see one request even if a try in between was lost.
    replaced: Option<RequestId>,
}

impl RequestIds {
    /// Assigns ids to a request: the same id as before if nothing was changed, since the id is also
    /// the idempotency key; a new one for changed words.
    pub fn assign(
        &mut self,
        request: ConsultationRequest,
        random: impl FnOnce() -> [u8; 16],
    ) -> (RequestId, ConsultationRequest) {
        let content = request.content();
        let id = match self.latest.take() {
            Some((id, before)) if before == content => id,
            before => {
                if let Some((id, _)) = before.filter(|_| self.unknown) {
                    self.replaced.get_or_insert(id);
                }
                RequestId::from_random(random())
            }
        };
        self.latest = Some((id.clone(), content));
        let request = ConsultationRequest {
            id: Some(id.clone()),
            replaces: self.replaced.clone(),
            ..request
        };
        (id, request)
    }

    /// Remembers that the latest request may have arrived unnoticed.
    pub fn mark_unknown(&mut self) {
        self.unknown = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saying(message: &str) -> ConsultationRequest {
        ConsultationRequest {
            message: message.into(),
            ..Default::default()
        }
    }

    fn id(byte: u8) -> RequestId {
        RequestId::from_random([byte; 16])
    }

    #[test]
    fn the_same_words_keep_their_id() {
        let mut ids = RequestIds::default();
        let first = ids.assign(saying("a"), || [1; 16]);
        ids.mark_unknown();
        let second = ids.assign(saying("a"), || [2; 16]);
        assert_eq!(first.0, id(1));
        assert_eq!(first.1.id, Some(id(1)));
        assert_eq!(second, first);
    }

    #[test]
    fn changed_words_after_a_try_of_unknown_fate_replace_it() {
        let mut ids = RequestIds::default();
        ids.assign(saying("a"), || [1; 16]);
        ids.mark_unknown();
        let (changed, request) = ids.assign(saying("b"), || [2; 16]);
        assert_eq!((changed, request.replaces), (id(2), Some(id(1))));
    }

    #[test]
    fn further_changes_replace_the_first_one_that_may_have_arrived() {
        let mut ids = RequestIds::default();
        for (byte, words) in [(1, "a"), (2, "b")] {
            ids.assign(saying(words), || [byte; 16]);
            ids.mark_unknown();
        }
        let (third, request) = ids.assign(saying("c"), || [3; 16]);
        assert_eq!((third, request.replaces), (id(3), Some(id(1))));
    }

    #[test]
    fn changed_words_after_a_plain_refusal_replace_nothing() {
        let mut ids = RequestIds::default();
        ids.assign(saying("a"), || [1; 16]);
        let (changed, request) = ids.assign(saying("b"), || [2; 16]);
        assert_eq!((changed, request.replaces), (id(2), None));
    }
}
