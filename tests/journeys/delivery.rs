//! What a request carries, how often it is tried, and under which id.

use std::time::Duration;

use axum::http::header;
use journeys::{NetworkFault, Role, ScriptedResponse, Site, Visitor};
use serde_json::json;

const BUSY: &str = "Our system is busy or down. Wait a few minutes, then try again.";

#[test]
fn a_request_carries_no_cookie() {
    Site::with_responses([ScriptedResponse::created()])
        .expecting_any("the page has used document.cookie")
        .visit_both(|visitor| {
            visitor.opens("/").runs("document.cookie = 'clinic=1'");
            visitor
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            assert_eq!(visitor.runs("return document.cookie"), "clinic=1");
            assert_eq!(visitor.server().posts()[0].header("cookie"), "");
            visitor.runs("document.cookie = 'clinic=; max-age=0'");
        });
}

#[test]
fn a_device_that_is_wrongly_offline_sends() {
    Site::with_receiver().visit_both(|visitor| {
        let before = visitor.server().rows().len();
        visitor
            .opens("/")
            .runs("Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })");
        visitor
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        assert_eq!(visitor.server().rows().len(), before + 1);
    });
}

/// Makes garbage until the browser has collected some of what it had before.
const COLLECT_GARBAGE: &str = "
    let isCollected = false;
    window.registry = new FinalizationRegistry(() => { isCollected = true });
    for (let index = 0; index < 100; index++) window.registry.register({}, index);
    const makeSome = async () => {
        for (let round = 0; round < 400 && !isCollected; round++) {
            Array.from({ length: 100_000 }, (_, index) => ({ index }));
            await new Promise((done) => setTimeout(done, 5));
        }
        return isCollected;
    };
    return makeSome()";

#[test]
fn a_try_ends_in_time_where_the_browser_has_collected_garbage() {
    Site::with_faulty_proxy().visit(|visitor| {
        let server = visitor.server();
        visitor.has_fast_timers().opens("/").fills_in_the_form();
        server.set_network_faults([NetworkFault::hold_response(), NetworkFault::none()], None);
        visitor.runs("window.limit = 4000");
        visitor.asks_for_a_consultation().waits_for_tries(1);
        assert_eq!(visitor.runs(COLLECT_GARBAGE), json!(true));
        visitor.sees_it_arrived().had_timeouts_of_ten_seconds(2);
    });
}

#[test]
fn a_request_follows_the_contract() {
    Site::with_responses([ScriptedResponse::created()]).visit_both(|visitor| {
        visitor
            .opens("/?utm_source=news&name=secret")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let id = visitor.sees_one_request_in_tries(1);
        let posts = visitor.server().posts();
        let post = &posts[0];
        assert_eq!(post.header("content-type"), "application/json");
        assert_eq!(
            post.header("accept"),
            "application/json, application/problem+json"
        );
        assert_eq!(post.header("cookie"), "");
        assert_eq!(
            post.body,
            json!({
                "id": id,
                "name": "Ana O'Neil",
                "email": "ana+guide@example.org",
                "contact_by": "email",
                "consent_contact": true,
                "consent_wording": Visitor::CONSENT,
                "guide": "mdma",
                "guide_revision": visitor.server().guide().revision,
                "language": "en",
                "page": visitor.server().url("/"),
                "utm_source": "news",
            })
        );
        assert_eq!(visitor.reference(), Visitor::reference_of(&id));
    });
}

#[test]
fn sending_is_shown_and_happens_once() {
    Site::with_responses([ScriptedResponse::created()])
        .holding_the_response()
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .hears("Sending your request")
                .waits_for_posts(1)
                .sees_disabled(Role::Button, "Ask for a free consultation")
                .has_focus_on(Role::Button, "Ask for a free consultation")
                .asks_for_a_consultation()
                .asks_for_a_consultation()
                .presses("Enter")
                .presses("Space")
                // Further words would not be sent.
                .sees_no(Role::Textbox, "Full name")
                .gets_the_response()
                .sees_it_arrived();
            visitor.sees_one_request_in_tries(1);
        });
}

#[test]
fn a_server_that_is_down_is_tried_four_times_and_no_word_is_lost() {
    let down = || ScriptedResponse::status(500);
    Site::with_responses([down(), down(), down(), down(), ScriptedResponse::created()])
        .expecting(4, "status of 500")
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .listens_to_the_live_region()
                .asks_for_a_consultation()
                .sees_it_failed(BUSY)
                .has_heard(&["Sending your request", "Trying again"])
                .sees_every_word_kept();
            let posts = visitor.server().posts();
            let waits: Vec<_> = posts.windows(2).map(|two| two[1].at - two[0].at).collect();
            for (wait, least) in waits.iter().zip([500, 1_000, 2_000]) {
                assert!(*wait >= Duration::from_millis(least), "waits: {waits:?}");
            }
            visitor.sees_one_request_in_tries(4);
            visitor.tries_again().sees_it_arrived();
            visitor.sees_one_request_in_tries(5);
        });
}

#[test]
fn retry_after_is_obeyed() {
    let later = ScriptedResponse::status(429).with(header::RETRY_AFTER, "2");
    Site::with_responses([later, ScriptedResponse::created()])
        .expecting(1, "status of 429")
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived();
            visitor.sees_one_request_in_tries(2);
            let posts = visitor.server().posts();
            let wait = posts[1].at - posts[0].at;
            assert!(
                wait >= Duration::from_secs(2),
                "it came again after {wait:?}"
            );
        });
}

#[test]
fn changed_words_replace_a_request_whose_outcome_is_unknown() {
    let down = || ScriptedResponse::status(500);
    Site::with_responses([down(), down(), down(), down(), ScriptedResponse::created()])
        .expecting(4, "status of 500")
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_failed(BUSY)
                .fills("Anything else? (optional)", "I prefer Mondays.")
                .tries_again()
                .sees_it_arrived();
            let posts = visitor.server().posts();
            let ids: Vec<_> = posts.iter().map(|post| post.field("id")).collect();
            assert_eq!(ids.len(), 5);
            assert_ne!(ids[4], ids[0], "other words, another id");
            assert_eq!(posts[4].field("replaces"), ids[0]);
            assert_eq!(posts[4].field("message"), "I prefer Mondays.");
            assert_eq!(visitor.reference(), Visitor::reference_of(ids[4]));
        });
}
