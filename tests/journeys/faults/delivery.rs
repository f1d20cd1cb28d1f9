//! Between the click and the clinic: the matrix.

use std::time::SystemTime;

use axum::http::header;
use httpdate::fmt_http_date;
use journeys::{Answer, Deed, Engine, Role, Site, Tier, Visitor};
use serde_json::json;

use super::matrix::met;
use super::sending::{Ending, Fault};
use crate::report;

const LOST: &str = "The connection broke off. It may have arrived all the same.";
const TIMED_OUT: &str = "We got no answer in time. It may have arrived all the same.";
const BUSY: &str = "Our system is busy or down. Wait a few minutes, then try again.";
const REFUSED: &str = "Our system did not take the request. Reach the clinic directly.";
const OFFLINE: &str = "You seem to be offline. Check your connection, then try again.";
const IS_OFFLINE: &str = "You are offline. Waiting for a connection.";
const UNREADABLE: &str = "We could not read the answer.";

const HEADS: [&str; 5] = [
    "What goes wrong",
    "What the visitor reads",
    "Tries",
    "In the store",
    "Pressed again, once all is well",
];

/// A megabyte, several times.
const MEGABYTES: usize = 8 << 20;

/// The default tier keeps the guide's own page, and of each kind of fault one that the page meets in a
/// way of its own: connections, refusals, findings, outages, strange answers, redirects, devices, the
/// other origin, TLS. In a page of somebody else's the same code sends; the whole proof has it too.
#[test]
fn every_fault_between_the_click_and_the_clinic_ends_well() {
    let faults = [
        connections(),
        refusals(),
        findings(),
        outages(),
        strange_answers(),
        redirects(),
        devices(),
    ];
    let faults: Vec<_> = faults.into_iter().flatten().collect();
    let expecting = |site: Site| {
        site.expecting_any("Failed to load resource")
            .expecting_any("blocked by CORS policy")
    };
    let arrives = |visitor: &Visitor| {
        visitor.caches_nothing().is_in_a_hurry();
    };
    // Their networks are no others in a page of somebody else's; only in Chromium is it tried.
    let places: &[fn(Site) -> Site] = match (Engine::chosen(), Tier::of_this_run()) {
        (Engine::Chromium, Tier::All) => &[|site| site, Site::embedded],
        _ => &[|site| site],
    };
    for place in places {
        let site = || place(expecting(Site::with_a_bad_wire()));
        let secure = || place(expecting(Site::with_a_bad_wire_under_tls()));
        let rows = [
            met(|| site().with_nobody_listening(), arrives, &[refused()]),
            met(site, arrives, &faults),
            met(|| site().holding_the_answer(), |_| {}, &[twice()]),
            met(|| site().posting_elsewhere(), arrives, &elsewhere()),
            met(secure, arrives, &under_tls()),
        ];
        if let Some(rows) = rows.into_iter().collect::<Option<Vec<_>>>() {
            report::holds("reliability.md", "delivery", &HEADS, &rows.concat());
        }
    }
}

fn refused() -> Fault {
    let what = "The connection is refused";
    Fault::that_keeps_out(what, LOST, 4, |visitor| visitor.clinic().starts_to_listen())
        .in_each_tier()
}

fn connections() -> Vec<Fault> {
    let stored = |what, words, deed| Fault::that_may_pass(what, words, deed).stored(1);
    vec![
        Fault::that_may_pass(
            "The connection is reset before the body has come",
            LOST,
            Deed::resets_before_the_body(),
        ),
        Fault::that_may_pass(
            "The connection is reset in the middle of the body",
            LOST,
            Deed::resets_in_the_body(),
        )
        .in_each_tier(),
        Fault::that_may_pass(
            "The connection is reset after the body; the receiver gets nothing",
            LOST,
            Deed::resets_after_the_body(),
        ),
        stored(
            "The receiver stores it, and the connection is reset before its answer",
            LOST,
            Deed::loses_the_answer(),
        )
        .in_each_tier(),
        stored(
            "The receiver stores it, and its answer is cut off in the first line",
            LOST,
            Deed::cuts_the_head_of_the_answer(),
        ),
        Fault::that_is_overcome(
            "The receiver stores it, and its answer is cut off in the body",
            1,
            vec![Deed::cuts_the_body_of_the_answer()],
        ),
        stored(
            "The receiver stores it, and its answer comes after the ten seconds of a try",
            TIMED_OUT,
            Deed::holds_the_answer(),
        )
        .late()
        .in_each_tier(),
        Fault::that_may_pass(
            "Nobody ever answers, and nothing is stored",
            TIMED_OUT,
            Deed::swallows(),
        )
        .late(),
        Fault::that_is_overcome(
            "One answer comes too late, the next in time",
            2,
            vec![Deed::holds_the_answer(), Deed::passes()],
        )
        .late(),
    ]
}

/// A plain status, which ends it.
fn refusals() -> Vec<Fault> {
    let refusal = |what, status| {
        Fault::that_ends_it(
            what,
            Ending::Told(REFUSED),
            Deed::answers(&Answer::status(status)),
        )
    };
    let login = Answer::status(401).with(header::WWW_AUTHENTICATE, "Basic realm=\"clinic\"");
    vec![
        refusal("400", 400).in_each_tier(),
        Fault::that_ends_it(
            "401, and the server asks for a password",
            Ending::Told(REFUSED),
            Deed::answers(&login),
        ),
        refusal("403", 403),
        refusal("404", 404),
        refusal("413", 413),
        refusal("415", 415),
    ]
}

/// 422.
fn findings() -> Vec<Fault> {
    let words = "This address does not take mail";
    let found = |errors: &[(&str, &str)]| Deed::answers(&Answer::invalid(errors));
    let closed = "We are closed this week";
    vec![
        Fault::that_ends_it(
            "422 with a field of the form",
            Ending::Mends(words),
            found(&[("#/email", words)]),
        )
        .in_each_tier(),
        Fault::that_ends_it(
            "422 with a field that the form does not have",
            Ending::MendsSomething(closed),
            found(&[("#/shoe_size", closed)]),
        ),
        Fault::that_ends_it(
            "422 without a field",
            Ending::MendsSomething(closed),
            found(&[("", closed)]),
        )
        .in_each_tier(),
        Fault::that_ends_it("422 that names no error", Ending::Told(REFUSED), found(&[])),
        Fault::that_ends_it(
            "422 that is not JSON",
            Ending::Told(UNREADABLE),
            Deed::answers(
                &Answer::status(422)
                    .with(header::CONTENT_TYPE, "text/html")
                    .saying("<!doctype html><title>Error</title>"),
            ),
        ),
        Fault::that_ends_it(
            "422 under the wrong content type",
            Ending::Mends(words),
            Deed::answers(
                &Answer::status(422)
                    .with(header::CONTENT_TYPE, "text/html")
                    .saying(
                        json!({ "errors": [{ "pointer": "#/email", "detail": words }] })
                            .to_string(),
                    ),
            ),
        ),
        cut_off(Deed::answers_almost(&Answer::invalid(&[(
            "#/email", words,
        )]))),
    ]
}

fn cut_off(deed: Deed) -> Fault {
    let what = "422 that is cut off";
    match Engine::chosen() {
        Engine::Chromium => Fault::that_may_pass(what, LOST, deed),
        // They take what has come for the whole answer.
        _ => Fault::that_ends_it(what, Ending::Told(UNREADABLE), deed),
    }
}

/// What may pass.
fn outages() -> Vec<Fault> {
    let outage =
        |what, status| Fault::that_may_pass(what, BUSY, Deed::answers(&Answer::status(status)));
    let asks =
        |status, wait| Deed::answers(&Answer::status(status).with(header::RETRY_AFTER, wait));
    let gateway = |what, says, status| {
        Fault::that_may_pass(what, says, Deed::answers(&Answer::status(status)))
    };
    let behind = |what, says, status| {
        let deed = Deed::delivers_and_answers(&Answer::status(status));
        Fault::that_may_pass(what, says, deed).stored(1)
    };
    vec![
        outage("408", 408),
        outage("409", 409),
        outage("425", 425),
        outage("429", 429),
        Fault::that_is_overcome(
            "429 with `Retry-After` in seconds",
            2,
            vec![asks(429, "5"), Deed::passes()],
        )
        .in_each_tier(),
        Fault::that_is_overcome(
            "429 with `Retry-After` as a date",
            2,
            vec![until(), Deed::passes()],
        ),
        Fault::that_ends_it(
            "429 with a `Retry-After` of over 30 seconds",
            Ending::Told(BUSY),
            asks(429, "31"),
        ),
        Fault::that_ends_it(
            "503 with a `Retry-After` of over 30 seconds",
            Ending::Told(BUSY),
            asks(503, "3600"),
        )
        .in_each_tier(),
        outage("500, and nothing is stored", 500),
        gateway("502, and nothing is stored", LOST, 502),
        outage("503, and nothing is stored", 503).in_each_tier(),
        gateway("504, and nothing is stored", TIMED_OUT, 504),
        behind(
            "502 from a gateway, after the receiver has stored it",
            LOST,
            502,
        )
        .in_each_tier(),
        behind(
            "504 from a gateway, after the receiver has stored it",
            TIMED_OUT,
            504,
        ),
    ]
}

/// A wait of five seconds, by the server's own clock, which no device shares: by another one the wait
/// would be none, or too long.
fn until() -> Deed {
    let answer = Answer::status(429)
        .with(header::DATE, "Sun, 24 Nov 2999 12:00:00 GMT")
        .with(header::RETRY_AFTER, "Sun, 24 Nov 2999 12:00:05 GMT");
    Deed::answers(&answer)
}

fn strange_answers() -> Vec<Fault> {
    let page = Answer::created()
        .with(header::CONTENT_TYPE, "text/html")
        .saying("<!doctype html><p>Thank you");
    let stores = |what, answer: &Answer| {
        Fault::that_is_overcome(what, 1, vec![Deed::delivers_and_answers(answer)])
    };
    let spaces = " ".repeat(MEGABYTES);
    vec![
        stores("201 under the wrong content type", &page),
        stores(
            "201 with megabytes of answer",
            &Answer::created().saying(spaces.clone()),
        ),
        Fault::that_ends_it(
            "422 with megabytes of answer",
            Ending::Told(UNREADABLE),
            Deed::answers(&Answer::status(422).saying(spaces)),
        )
        .in_each_tier(),
        no_http(),
    ]
}

/// Of what has no status line Firefox says that it was answered 200, as in HTTP/0.9. There the page
/// cannot know better than to take it for an answer.
fn no_http() -> Fault {
    let what = "An answer that is not HTTP";
    let deed = Deed::says(b"\x15\x03\x01\x00\x02\x02\x46");
    match Engine::chosen() {
        Engine::Firefox => Fault::that_is_overcome(what, 1, vec![deed]).stored(0),
        _ => Fault::that_may_pass(what, LOST, deed),
    }
}

/// Followed, a redirect would come to the same wire, or leave it.
fn redirects() -> Vec<Fault> {
    let redirect = |what, deed| Fault::that_ends_it(what, Ending::Told(REFUSED), deed);
    let leads = |status, to| Deed::answers(&Answer::status(status).leading_to(to));
    vec![
        redirect(
            "A redirect to another origin over http (301)",
            Deed::leads_elsewhere(301),
        ),
        redirect(
            "A redirect that asks to post to another origin (307)",
            Deed::leads_elsewhere(307),
        )
        .in_each_tier(),
        redirect(
            "A redirect in a loop (308)",
            leads(308, "/api/consultations"),
        ),
        redirect("A redirect to a page (303)", leads(303, "/")),
    ]
}

/// From a site under TLS to a server without.
fn under_tls() -> Vec<Fault> {
    let redirect = |what, status| {
        let deed = Deed::leads_elsewhere(status);
        Fault::that_ends_it(what, Ending::Told(REFUSED), deed)
    };
    vec![
        redirect("A redirect from https to http (302)", 302).in_each_tier(),
        redirect("A redirect from https to http that asks to post (308)", 308),
    ]
}

/// With the endpoint at another origin.
fn elsewhere() -> Vec<Fault> {
    let silent = Deed::answers(&Answer::status(204));
    vec![
        Fault::that_keeps_out(
            "CORS: the server does not allow the page to ask",
            LOST,
            4,
            |_| {},
        )
        .asking(silent)
        .in_each_tier(),
        Fault::that_may_pass(
            "CORS: the server stores it, and does not let the page read the answer",
            LOST,
            Deed::delivers_and_answers(&Answer::created()),
        )
        .stored(1),
        Fault::that_is_overcome(
            "The device's clock is a year ahead, and a server at another origin says until when to wait",
            2,
            vec![until_by_the_devices_clock(), Deed::passes()],
        )
        .by(|visitor| {
            visitor.has_a_clock_wrong_by(1).asks_for_a_consultation();
        }),
        Fault::that_ends_it(
            "The device's clock is a year behind, and a server at another origin says until when to wait",
            Ending::Told(BUSY),
            until_by_the_devices_clock(),
        )
        .by(|visitor| {
            visitor.has_a_clock_wrong_by(-1).asks_for_a_consultation();
        }),
    ]
}

/// A date that has just come, from a server whose own clock a page at another origin cannot read
/// (Fetch, "CORS-safelisted response-header name").
fn until_by_the_devices_clock() -> Deed {
    let answer = Answer::status(429)
        .with(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .with(header::ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After")
        .with(header::RETRY_AFTER, &fmt_http_date(SystemTime::now()));
    Deed::answers(&answer)
}

/// Its answer comes after both halves, however slow the machine is.
fn twice() -> Fault {
    Fault::that_is_overcome("A double click", 1, vec![Deed::passes()])
        .by(|visitor| {
            visitor.double_clicks(Role::Button, "Ask for a free consultation");
            visitor.clinic().gates.answers.open();
        })
        .in_each_tier()
}

fn goes_offline_meanwhile(visitor: &Visitor) {
    visitor
        .asks_for_a_consultation()
        .is_sure_of_tries(1)
        .loses_the_connection()
        .hears(IS_OFFLINE)
        .regains_the_connection();
}

fn devices() -> Vec<Fault> {
    let goes = |what, acts| Fault::that_is_overcome(what, 1, vec![Deed::passes()]).by(acts);
    vec![
        goes(
            "The device is offline at the click, and online within a minute",
            |visitor| {
                visitor
                    .loses_the_connection()
                    .asks_for_a_consultation()
                    .hears(IS_OFFLINE)
                    .regains_the_connection();
            },
        )
        .in_each_tier(),
        Fault::that_keeps_out(
            "The device is offline at the click, for more than a minute",
            OFFLINE,
            0,
            |visitor| {
                visitor.regains_the_connection();
            },
        )
        .by(|visitor| {
            visitor.loses_the_connection().asks_for_a_consultation();
        }),
        Fault::that_is_overcome(
            "The device goes offline in the middle of the body, and comes back",
            2,
            vec![Deed::stops_in_the_body(), Deed::passes()],
        )
        .by(goes_offline_meanwhile),
        Fault::that_is_overcome(
            "The device goes offline after the receiver has stored it, and comes back",
            2,
            vec![Deed::holds_the_answer(), Deed::passes()],
        )
        .by(goes_offline_meanwhile),
        Fault::that_is_left(
            "The tab is closed while the request is under way, and opened again",
            vec![Deed::holds_the_answer()],
        )
        .by(|visitor| {
            visitor
                .asks_for_a_consultation()
                .is_sure_of_tries(1)
                .leaves_and_is_asked(true);
        })
        .in_each_tier(),
        goes("A double click, answered between its halves", |visitor| {
            let website = visitor.clinic().guide().clinic.url;
            visitor
                .asks_for_a_consultation()
                .sees_it_arrived()
                .ends_a_double_click_on(Role::Link, &website);
        }),
        goes("Enter is held down in a field", |visitor| {
            visitor
                .moves_focus_to(Role::Textbox, "Full name")
                .holds_enter_down();
        }),
        goes("The device's clock is a year behind", |visitor| {
            visitor.has_a_clock_wrong_by(-1).asks_for_a_consultation();
        }),
        Fault::that_is_overcome(
            "The device's clock is a year ahead, and the server says until when to wait",
            2,
            vec![until(), Deed::passes()],
        )
        .by(|visitor| {
            visitor.has_a_clock_wrong_by(1).asks_for_a_consultation();
        })
        .in_each_tier(),
    ]
}
