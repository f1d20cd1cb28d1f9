//! What the page makes of a network: tries, times, ids. `src/consultation/tests.rs` has what the
//! visitor reads.

use super::super::fake_network::{Event, FakeNetwork, id, request, run};
use super::*;

/// A form in front of a network.
struct Form {
    network: FakeNetwork,
    ids: RefCell<RequestIds>,
    reports: RefCell<Vec<Progress>>,
}

impl Form {
    fn before(network: FakeNetwork) -> Self {
        Self {
            network,
            ids: RefCell::default(),
            reports: RefCell::default(),
        }
    }

    /// Sends this message.
    fn sends(&self, message: &str) -> Outcome {
        self.reports.take();
        let report = |progress| self.reports.borrow_mut().push(progress);
        run(deliver(&self.network, &self.ids, request(message), report)).outcome
    }

    /// What the latest request replaces.
    fn replaces(&self) -> Option<RequestId> {
        let posts = self.network.posts.borrow();
        posts.last().and_then(|post| post.request.replaces.clone())
    }

    /// Whether changed words would replace what was sent.
    fn may_have_arrived(&self) -> bool {
        self.network.meets([Event::status(201)]);
        self.sends("other words");
        self.replaces().is_some()
    }
}

fn form<const N: usize>(events: [Event; N]) -> Form {
    Form::before(FakeNetwork::with(events))
}

fn failed(error: SubmitError) -> Outcome {
    Outcome::Failed(error)
}

#[test]
fn a_request_is_one_post_whose_key_is_its_id() {
    let form = form([Event::status(201)]);
    assert_eq!(form.sends("a"), Outcome::Sent);
    assert_eq!(*form.reports.borrow(), [Progress::Sending; 2]);
    let posts = form.network.posts.borrow();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].id, id(1));
    let sent = ConsultationRequest {
        id: Some(id(1)),
        ..request("a")
    };
    assert_eq!(posts[0].request, sent);
}

#[test]
fn the_waits_between_four_tries_double() {
    for (jitter, times) in [
        (1.0, [0, 1_000, 3_000, 7_000]),
        (0.0, [0, 500, 1_500, 3_500]),
    ] {
        let form = Form::before(FakeNetwork {
            jitter,
            ..FakeNetwork::with([Event::status(500)])
        });
        assert_eq!(form.sends("a"), failed(SubmitError::Unavailable));
        assert_eq!(form.network.times(), times);
        assert_eq!(form.network.now(), times[3] + POLICY_REPORT);
    }
}

#[test]
fn a_try_that_is_rejected_for_now_ends_without_a_wait() {
    let form = form([Event::status(429)]);
    assert_eq!(form.sends("a"), failed(SubmitError::Unavailable));
    assert_eq!(form.network.now(), 7_000);
}

#[test]
fn the_visitor_hears_of_the_first_try_and_of_all_others() {
    let form = form([Event::status(503), Event::status(201)]);
    form.sends("a");
    let (sending, retrying) = (Progress::Sending, Progress::Retrying);
    assert_eq!(
        *form.reports.borrow(),
        [sending, sending, retrying, retrying]
    );
}

#[test]
fn every_status_has_its_tries_all_under_one_id() {
    for status in 200..=599 {
        for is_idempotent in [true, false] {
            let form = Form::before(FakeNetwork {
                is_idempotent,
                ..FakeNetwork::with([Event::status(status)])
            });
            let outcome = form.sends("a");
            let (tries, expected) = match status {
                200..=299 => (1, Outcome::Sent),
                422 => (1, failed(SubmitError::Unreadable)),
                408 | 409 | 425 | 429 => (4, failed(SubmitError::Unavailable)),
                500..=599 => {
                    let error = match status {
                        502 => SubmitError::Lost,
                        504 => SubmitError::TimedOut,
                        _ => SubmitError::Unavailable,
                    };
                    (if is_idempotent { 4 } else { 1 }, failed(error))
                }
                _ => (1, failed(SubmitError::Rejected)),
            };
            assert_eq!(outcome, expected, "{status}");
            assert_eq!(form.network.ids(), vec![1; tries], "{status}");
            let may_have_arrived = (500..600).contains(&status);
            assert_eq!(form.may_have_arrived(), may_have_arrived, "{status}");
        }
    }
}

#[test]
fn a_backend_that_does_not_recognise_an_id_gets_a_lost_request_again_from_the_visitor_alone() {
    for event in [Event::lost(), Event::timed_out()] {
        let form = Form::before(FakeNetwork {
            is_idempotent: false,
            ..FakeNetwork::with([event])
        });
        assert!(matches!(form.sends("a"), Outcome::Failed(_)));
        assert_eq!(form.network.ids(), [1]);
        form.sends("a");
        assert_eq!(form.network.ids(), [1, 1]);
        assert!(form.may_have_arrived());
    }
}

#[test]
fn a_server_that_asks_to_wait_is_left_alone_for_so_long() {
    for (seconds, second) in [(0, 1_000), (1, 1_000), (5, 5_000), (30, 30_000)] {
        let form = form([Event::retry_after(429, seconds), Event::status(201)]);
        assert_eq!(form.sends("a"), Outcome::Sent);
        assert_eq!(form.network.times(), [0, second], "{seconds} s");
    }
}

#[test]
fn a_server_that_asks_for_more_than_half_a_minute_is_not_waited_for() {
    for (status, seconds) in [(429, 31), (503, 3_600), (503, u32::MAX)] {
        let form = form([Event::retry_after(status, seconds)]);
        assert_eq!(form.sends("a"), failed(SubmitError::Unavailable));
        assert_eq!(form.network.times(), [0]);
        assert_eq!(form.may_have_arrived(), status == 503);
    }
}

#[test]
fn four_tries_without_an_answer_take_47_seconds() {
    let form = form([Event::timed_out()]);
    assert_eq!(form.sends("a"), failed(SubmitError::TimedOut));
    assert_eq!(form.network.times(), [0, 11_000, 23_000, 37_000]);
    assert_eq!(form.network.now(), 47_000 + POLICY_REPORT);
}

#[test]
fn a_device_that_comes_online_within_a_minute_sends_once() {
    for back in [250, 3_000, 60_000] {
        let form = Form::before(FakeNetwork {
            offline: 0..back,
            ..FakeNetwork::with([Event::status(201)])
        });
        assert_eq!(form.sends("a"), Outcome::Sent);
        assert_eq!(form.network.times(), [back]);
        let (sending, offline) = (Progress::Sending, Progress::Offline);
        assert_eq!(*form.reports.borrow(), [sending, sending, offline, sending]);
    }
}

#[test]
fn a_device_that_comes_online_sends_once_to_a_backend_that_does_not_recognise_an_id() {
    let form = Form::before(FakeNetwork {
        is_idempotent: false,
        offline: 0..3_000,
        ..FakeNetwork::with([Event::status(200)])
    });
    assert_eq!(form.sends("a"), Outcome::Sent);
    assert_eq!(form.network.times(), [3_000]);
}

#[test]
fn a_device_that_is_wrongly_offline_sends_at_once() {
    for is_idempotent in [true, false] {
        let form = Form::before(FakeNetwork {
            is_idempotent,
            claims_offline: true,
            ..FakeNetwork::with([Event::status(201)])
        });
        assert_eq!(form.sends("a"), Outcome::Sent);
        assert_eq!(form.network.times(), [0]);
        assert_eq!(*form.reports.borrow(), [Progress::Sending; 2]);
    }
}

#[test]
fn a_device_that_is_wrongly_offline_gets_what_any_other_gets() {
    let invalid = || Event::invalid(Some(vec![(None, "No.".to_owned())]));
    for event in [
        invalid(),
        Event::status(403),
        Event::status(429),
        Event::status(503),
        Event::timed_out(),
    ] {
        let form = form([event.clone()]);
        let wrong = Form::before(FakeNetwork {
            claims_offline: true,
            ..FakeNetwork::with([event])
        });
        assert_eq!(wrong.sends("a"), form.sends("a"));
        assert_eq!(wrong.network.times(), form.network.times());
        assert_eq!(*wrong.reports.borrow(), *form.reports.borrow());
    }
}

#[test]
fn a_device_that_is_wrongly_offline_tries_again_for_a_minute() {
    let form = Form::before(FakeNetwork {
        claims_offline: true,
        ..FakeNetwork::with([Event::lost().once_stored()])
    });
    assert_eq!(form.sends("a"), failed(SubmitError::Offline));
    assert_eq!(
        form.network.times(),
        [0, 1_000, 3_000, 7_000, 15_000, 31_000]
    );
    assert_eq!(form.network.now(), OFFLINE_LIMIT);
    assert_eq!(form.network.stored(), ["a"]);
    assert!(form.may_have_arrived());
    assert_eq!(form.network.stored(), ["other words"]);
}

#[test]
fn a_connection_that_fails_once_while_the_device_is_wrongly_offline_costs_a_second() {
    let form = Form::before(FakeNetwork {
        claims_offline: true,
        ..FakeNetwork::with([Event::lost(), Event::status(201)])
    });
    assert_eq!(form.sends("a"), Outcome::Sent);
    assert_eq!(form.network.times(), [0, 1_000]);
}

#[test]
fn a_device_that_stays_offline_sends_nothing() {
    let form = Form::before(FakeNetwork {
        offline: 0..60_001,
        ..FakeNetwork::with([Event::status(201)])
    });
    assert_eq!(form.sends("a"), failed(SubmitError::Offline));
    assert!(form.network.times().is_empty());
    assert_eq!(form.network.now(), OFFLINE_LIMIT);
    form.network.sleep_until_online();
    assert_eq!(form.sends("a"), Outcome::Sent);
    assert_eq!(form.network.ids(), [1], "the id of the first press");
}

#[test]
fn a_device_that_goes_offline_and_comes_back_sends_under_the_same_id() {
    for event in [Event::lost(), Event::timed_out().once_stored()] {
        let form = Form::before(FakeNetwork {
            offline: 5_000..20_000,
            ..FakeNetwork::with([event.after(6_000), Event::status(201)])
        });
        assert_eq!(form.sends("a"), Outcome::Sent);
        assert_eq!(form.network.times(), [0, 20_000]);
        assert_eq!(form.network.ids(), [1, 1]);
        assert_eq!(form.network.stored(), ["a"]);
    }
}

#[test]
fn a_device_that_goes_offline_for_good_reports_the_try_that_may_have_arrived() {
    let (lost, offline) = (SubmitError::Lost, SubmitError::Offline);
    for (event, error) in [(Event::lost(), lost), (Event::status(429), offline)] {
        let form = Form::before(FakeNetwork {
            offline: 500..100_000,
            ..FakeNetwork::with([event])
        });
        assert_eq!(form.sends("a"), failed(error));
        assert_eq!(form.network.times(), [0]);
        form.network.sleep_until_online();
        // A device may be wrong, so a try of the minute may have arrived too.
        assert!(form.may_have_arrived());
    }
}

#[test]
fn what_the_page_s_policy_forbids_is_rejected_at_once_and_has_not_arrived() {
    for is_idempotent in [true, false] {
        let form = Form::before(FakeNetwork {
            is_idempotent,
            is_forbidden: true,
            ..FakeNetwork::with([Event::lost()])
        });
        assert_eq!(form.sends("a"), failed(SubmitError::Rejected));
        assert_eq!(form.network.ids(), [1]);
        assert!(form.network.now() >= POLICY_REPORT, "it waits for the news");
        assert!(!form.may_have_arrived());
    }
}

#[test]
fn a_redirect_that_the_page_s_policy_forbids_leaves_the_fate_unknown() {
    let form = Form::before(FakeNetwork {
        follows_redirects: true,
        is_forbidden: true,
        ..FakeNetwork::with([Event::lost().once_stored()])
    });
    assert_eq!(form.sends("a"), failed(SubmitError::Lost));
    assert_eq!(form.network.ids(), [1]);
    assert!(form.may_have_arrived());
}

#[test]
fn an_answer_that_may_not_be_read_leaves_the_request_unconfirmed() {
    let form = Form::before(FakeNetwork {
        is_opaque: true,
        ..FakeNetwork::with([Event::status(0)])
    });
    assert_eq!(form.sends("a"), Outcome::Unconfirmed);
    assert_eq!(form.network.ids(), [1]);
}

#[test]
fn without_its_module_nothing_is_sent() {
    let form = form([Event::status(201)]);
    form.network.is_loadable.set(false);
    assert_eq!(form.sends("a"), failed(SubmitError::Unavailable));
    assert!(form.network.ids().is_empty());
    form.network.is_loadable.set(true);
    assert_eq!(form.sends("b"), Outcome::Sent);
    assert_eq!((form.network.ids(), form.replaces()), (vec![2], None));
}

#[test]
fn the_same_words_keep_their_id_at_every_press() {
    for event in [Event::lost(), Event::status(503), Event::status(403)] {
        let form = form([event]);
        form.sends("a");
        form.sends("a");
        form.network.meets([Event::status(201)]);
        assert_eq!(form.sends("a"), Outcome::Sent);
        assert!(form.network.ids().iter().all(|id| *id == 1));
        assert_eq!(form.replaces(), None);
        assert_eq!(form.network.stored(), ["a"]);
    }
}

#[test]
fn changed_words_replace_what_may_have_arrived_so_that_staff_see_one_request() {
    // Which of the first two requests is stored before its answer is lost.
    for stored in [[true, true], [true, false], [false, true], [false, false]] {
        let lost = |stored| match stored {
            true => Event::lost().once_stored(),
            false => Event::lost(),
        };
        let form = form([lost(stored[0])]);
        form.sends("one");
        form.network.meets([lost(stored[1])]);
        form.sends("two");
        assert_eq!(form.replaces(), Some(id(1)));
        form.network.meets([Event::status(201)]);
        assert_eq!(form.sends("three"), Outcome::Sent);
        assert_eq!(form.network.ids(), [1, 1, 1, 1, 2, 2, 2, 2, 3]);
        assert_eq!(form.replaces(), Some(id(1)));
        assert_eq!(form.network.stored(), ["three"], "stored: {stored:?}");
    }
}

#[test]
fn words_that_were_changed_back_are_a_request_of_their_own() {
    let form = form([Event::lost().once_stored()]);
    form.sends("one");
    form.sends("two");
    form.network.meets([Event::status(201)]);
    form.sends("one");
    assert_eq!(form.network.ids().last(), Some(&3));
    assert_eq!(form.replaces(), Some(id(1)));
    assert_eq!(form.network.stored(), ["one"]);
}

#[test]
fn changed_words_after_a_plain_refusal_replace_nothing() {
    let invalid = || Event::invalid(Some(vec![(None, "No.".to_owned())]));
    for event in [Event::status(403), Event::status(429), invalid()] {
        let form = form([event]);
        form.sends("a");
        assert!(!form.may_have_arrived());
        assert_eq!(form.network.ids().last(), Some(&2), "a new id");
    }
}

#[test]
fn one_try_of_unknown_fate_is_remembered_whatever_comes_after_it() {
    let invalid = || Event::invalid(Some(vec![(None, "No.".to_owned())]));
    let ends = [
        invalid(),
        Event::status(403),
        Event::retry_after(429, 31),
        Event::status(429),
    ];
    for end in ends {
        let form = form([Event::lost().once_stored(), end]);
        assert_ne!(form.sends("a"), Outcome::Sent);
        assert!(form.may_have_arrived());
        assert_eq!(form.network.stored(), ["other words"]);
    }
}

#[test]
fn a_request_that_arrived_unnoticed_is_stored_once() {
    let lost = [Event::lost(), Event::timed_out(), Event::status(502)];
    for event in lost {
        let form = form([event.once_stored(), Event::status(201)]);
        assert_eq!(form.sends("a"), Outcome::Sent);
        assert_eq!(form.network.ids(), [1, 1]);
        assert_eq!(form.network.stored(), ["a"]);
    }
}

#[test]
fn what_the_server_found_is_passed_on() {
    let findings = vec![
        (Some(contract::Field::Email), "Not this one".to_owned()),
        (None, "Closed".to_owned()),
    ];
    let form = form([Event::invalid(Some(findings.clone()))]);
    assert_eq!(form.sends("a"), Outcome::Invalid(findings));
    assert_eq!(form.network.ids(), [1]);
}
