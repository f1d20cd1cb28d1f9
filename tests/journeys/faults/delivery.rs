//! The matrix of faults between the click and the clinic.

use std::time::SystemTime;

use axum::http::header;
use httpdate::fmt_http_date;
use journeys::{Engine, NetworkFault, Role, ScriptedResponse, Site, Tier, Visitor};
use serde_json::json;

use super::matrix::run_all;
use super::sending::{DeliveryFault, Outcome};
use crate::tables;

const LOST: &str = "The connection broke off. It may have arrived all the same.";
const TIMED_OUT: &str = "We got no answer in time. It may have arrived all the same.";
const BUSY: &str = "Our system is busy or down. Wait a few minutes, then try again.";
const REJECTED: &str = "Our system did not take the request. Reach the clinic directly.";
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

const MEGABYTES: usize = 8 << 20;

/// The default tier keeps the own page, and one fault of each kind that the page handles
/// differently: connections, rejections, errors, outages, unusual responses, redirects, devices,
/// the other origin, TLS. The same code sends from host pages; `--all` proves that too.
#[test]
fn every_fault_between_the_click_and_the_clinic_ends_well() {
    let faults = [
        connections(),
        rejections(),
        validation_errors(),
        outages(),
        unusual_responses(),
        redirects(),
        devices(),
    ];
    let faults: Vec<_> = faults.into_iter().flatten().collect();
    let expecting = |site: Site| {
        site.expecting_any("Failed to load resource")
            .expecting_any("is not confirmed")
            .expecting_any("blocked by CORS policy")
    };
    let prepare = |visitor: &Visitor| {
        visitor.disables_the_cache().has_fast_timers();
    };
    // Networks do not depend on the placement, so other engines skip host pages.
    let places: &[fn(Site) -> Site] = match (Engine::chosen(), Tier::current()) {
        (Engine::Chromium, Tier::All) => &[|site| site, Site::embedded],
        _ => &[|site| site],
    };
    for place in places {
        let site = || place(expecting(Site::with_faulty_proxy()));
        let secure = || place(expecting(Site::with_faulty_tls_proxy()));
        let rows = [
            run_all(
                || site().with_connections_refused(),
                prepare,
                &[connection_refused()],
            ),
            run_all(site, prepare, &faults),
            run_all(|| site().holding_the_response(), |_| {}, &[double_click()]),
            run_all(|| site().posting_cross_origin(), prepare, &elsewhere()),
            run_all(secure, prepare, &under_tls()),
        ];
        if let Some(rows) = rows.into_iter().collect::<Option<Vec<_>>>() {
            tables::check("reliability.md", "delivery", &HEADS, &rows.concat());
        }
    }
}

fn connection_refused() -> DeliveryFault {
    let what = "The connection is refused";
    DeliveryFault::unreachable(what, LOST, 4, |visitor| visitor.server().starts_listening())
        .in_default_tier()
}

fn connections() -> Vec<DeliveryFault> {
    let stored = |what, words, fault| DeliveryFault::transient(what, words, fault).stored(1);
    vec![
        DeliveryFault::transient(
            "The connection is reset before the body has come",
            LOST,
            NetworkFault::reset_before_body(),
        ),
        DeliveryFault::transient(
            "The connection is reset in the middle of the body",
            LOST,
            NetworkFault::reset_in_body(),
        )
        .in_default_tier(),
        DeliveryFault::transient(
            "The connection is reset after the body; the receiver gets nothing",
            LOST,
            NetworkFault::reset_after_body(),
        ),
        stored(
            "The receiver stores it, and the connection is reset before its answer",
            LOST,
            NetworkFault::lose_response(),
        )
        .in_default_tier(),
        stored(
            "The receiver stores it, and its answer is cut off in the first line",
            LOST,
            NetworkFault::truncate_response_head(),
        ),
        DeliveryFault::recovered(
            "The receiver stores it, and its answer is cut off in the body",
            1,
            vec![NetworkFault::truncate_response_body()],
        ),
        stored(
            "The receiver stores it, and its answer comes after the ten seconds of a try",
            TIMED_OUT,
            NetworkFault::hold_response(),
        )
        .timing_out()
        .in_default_tier(),
        DeliveryFault::transient(
            "Nobody ever answers, and nothing is stored",
            TIMED_OUT,
            NetworkFault::swallow(),
        )
        .timing_out(),
        DeliveryFault::recovered(
            "One answer comes too late, the next in time",
            2,
            vec![NetworkFault::hold_response(), NetworkFault::none()],
        )
        .timing_out(),
    ]
}

/// A status that ends the delivery.
fn rejections() -> Vec<DeliveryFault> {
    let rejection = |what, status| {
        DeliveryFault::permanent(
            what,
            Outcome::Fails(REJECTED),
            NetworkFault::respond(&ScriptedResponse::status(status)),
        )
    };
    let login =
        ScriptedResponse::status(401).with(header::WWW_AUTHENTICATE, "Basic realm=\"clinic\"");
    vec![
        rejection("400", 400).in_default_tier(),
        DeliveryFault::permanent(
            "401, and the server asks for a password",
            Outcome::Fails(REJECTED),
            NetworkFault::respond(&login),
        ),
        rejection("403", 403),
        rejection("404", 404),
        rejection("413", 413),
        rejection("415", 415),
    ]
}

/// 422.
fn validation_errors() -> Vec<DeliveryFault> {
    let words = "This address does not take mail";
    let found = |errors: &[(&str, &str)]| NetworkFault::respond(&ScriptedResponse::invalid(errors));
    let closed = "We are closed this week";
    vec![
        DeliveryFault::permanent(
            "422 with a field of the form",
            Outcome::FieldError(words),
            found(&[("#/email", words)]),
        )
        .in_default_tier(),
        DeliveryFault::permanent(
            "422 with a field that the form does not have",
            Outcome::GeneralError(closed),
            found(&[("#/shoe_size", closed)]),
        ),
        DeliveryFault::permanent(
            "422 without a field",
            Outcome::GeneralError(closed),
            found(&[("", closed)]),
        )
        .in_default_tier(),
        DeliveryFault::permanent(
            "422 that names no error",
            Outcome::Fails(REJECTED),
            found(&[]),
        ),
        DeliveryFault::permanent(
            "422 that is not JSON",
            Outcome::Fails(UNREADABLE),
            NetworkFault::respond(
                &ScriptedResponse::status(422)
                    .with(header::CONTENT_TYPE, "text/html")
                    .with_body("<!doctype html><title>Error</title>"),
            ),
        ),
        DeliveryFault::permanent(
            "422 under the wrong content type",
            Outcome::FieldError(words),
            NetworkFault::respond(
                &ScriptedResponse::status(422)
                    .with(header::CONTENT_TYPE, "text/html")
                    .with_body(
                        json!({ "errors": [{ "pointer": "#/email", "detail": words }] })
                            .to_string(),
                    ),
            ),
        ),
        cut_off(NetworkFault::respond_truncated(&ScriptedResponse::invalid(
            &[("#/email", words)],
        ))),
    ]
}

fn cut_off(fault: NetworkFault) -> DeliveryFault {
    let what = "422 that is cut off";
    match Engine::chosen() {
        Engine::Chromium => DeliveryFault::transient(what, LOST, fault),
        // They take the received part for the whole response.
        _ => DeliveryFault::permanent(what, Outcome::Fails(UNREADABLE), fault),
    }
}

/// Temporary faults.
fn outages() -> Vec<DeliveryFault> {
    let outage = |what, status| {
        DeliveryFault::transient(
            what,
            BUSY,
            NetworkFault::respond(&ScriptedResponse::status(status)),
        )
    };
    let asks = |status, wait| {
        NetworkFault::respond(&ScriptedResponse::status(status).with(header::RETRY_AFTER, wait))
    };
    let gateway = |what, says, status| {
        DeliveryFault::transient(
            what,
            says,
            NetworkFault::respond(&ScriptedResponse::status(status)),
        )
    };
    let behind = |what, says, status| {
        let fault = NetworkFault::deliver_and_respond(&ScriptedResponse::status(status));
        DeliveryFault::transient(what, says, fault).stored(1)
    };
    vec![
        outage("408", 408),
        outage("409", 409),
        outage("425", 425),
        outage("429", 429),
        DeliveryFault::recovered(
            "429 with `Retry-After` in seconds",
            2,
            vec![asks(429, "5"), NetworkFault::none()],
        )
        .in_default_tier(),
        DeliveryFault::recovered(
            "429 with `Retry-After` as a date",
            2,
            vec![wait_until_date(), NetworkFault::none()],
        ),
        DeliveryFault::permanent(
            "429 with a `Retry-After` of over 30 seconds",
            Outcome::Fails(BUSY),
            asks(429, "31"),
        ),
        DeliveryFault::permanent(
            "503 with a `Retry-After` of over 30 seconds",
            Outcome::Fails(BUSY),
            asks(503, "3600"),
        )
        .in_default_tier(),
        outage("500, and nothing is stored", 500),
        gateway("502, and nothing is stored", LOST, 502),
        outage("503, and nothing is stored", 503).in_default_tier(),
        gateway("504, and nothing is stored", TIMED_OUT, 504),
        behind(
            "502 from a gateway, after the receiver has stored it",
            LOST,
            502,
        )
        .in_default_tier(),
        behind(
            "504 from a gateway, after the receiver has stored it",
            TIMED_OUT,
            504,
        ),
    ]
}

/// A wait of five seconds by the clock of the server, which no device shares. Another clock would
/// give no wait or too long a one.
fn wait_until_date() -> NetworkFault {
    let answer = ScriptedResponse::status(429)
        .with(header::DATE, "Sun, 24 Nov 2999 12:00:00 GMT")
        .with(header::RETRY_AFTER, "Sun, 24 Nov 2999 12:00:05 GMT");
    NetworkFault::respond(&answer)
}

fn unusual_responses() -> Vec<DeliveryFault> {
    let page = ScriptedResponse::created()
        .with(header::CONTENT_TYPE, "text/html")
        .with_body("<!doctype html><p>Thank you");
    let stores = |what, answer: &ScriptedResponse| {
        DeliveryFault::recovered(what, 1, vec![NetworkFault::deliver_and_respond(answer)])
    };
    let spaces = " ".repeat(MEGABYTES);
    vec![
        stores("201 under the wrong content type", &page),
        stores(
            "201 with megabytes of answer",
            &ScriptedResponse::created().with_body(spaces.clone()),
        ),
        DeliveryFault::permanent(
            "422 with megabytes of answer",
            Outcome::Fails(UNREADABLE),
            NetworkFault::respond(&ScriptedResponse::status(422).with_body(spaces)),
        )
        .in_default_tier(),
        no_http(),
    ]
}

/// Firefox reports a response without a status line as a 200, as in HTTP/0.9, so the page must
/// believe it.
fn no_http() -> DeliveryFault {
    let what = "An answer that is not HTTP";
    let fault = NetworkFault::respond_raw(b"\x15\x03\x01\x00\x02\x02\x46");
    match Engine::chosen() {
        Engine::Firefox => DeliveryFault::recovered(what, 1, vec![fault]).stored(0),
        _ => DeliveryFault::transient(what, LOST, fault),
    }
}

/// If followed, a redirect would reach the same proxy or leave it.
fn redirects() -> Vec<DeliveryFault> {
    let redirect = |what, fault| DeliveryFault::permanent(what, Outcome::Fails(REJECTED), fault);
    let leads =
        |status, to| NetworkFault::respond(&ScriptedResponse::status(status).with_location(to));
    vec![
        redirect(
            "A redirect to another origin over http (301)",
            NetworkFault::redirect_to_other_origin(301),
        ),
        redirect(
            "A redirect that asks to post to another origin (307)",
            NetworkFault::redirect_to_other_origin(307),
        )
        .in_default_tier(),
        redirect(
            "A redirect in a loop (308)",
            leads(308, "/api/consultations"),
        ),
        redirect("A redirect to a page (303)", leads(303, "/")),
    ]
}

/// From a page under TLS to a server without.
fn under_tls() -> Vec<DeliveryFault> {
    let redirect = |what, status| {
        let fault = NetworkFault::redirect_to_other_origin(status);
        DeliveryFault::permanent(what, Outcome::Fails(REJECTED), fault)
    };
    vec![
        redirect("A redirect from https to http (302)", 302).in_default_tier(),
        redirect("A redirect from https to http that asks to post (308)", 308),
    ]
}

/// The endpoint is at another origin.
fn elsewhere() -> Vec<DeliveryFault> {
    let silent = NetworkFault::respond(&ScriptedResponse::status(204));
    vec![
        DeliveryFault::unreachable(
            "CORS: the server does not allow the page to ask",
            LOST,
            4,
            |_| {},
        )
        .failing_preflights(silent)
        .in_default_tier(),
        DeliveryFault::transient(
            "CORS: the server stores it, and does not let the page read the answer",
            LOST,
            NetworkFault::deliver_and_respond(&ScriptedResponse::created()),
        )
        .stored(1),
        DeliveryFault::recovered(
            "The device's clock is a year ahead, and a server at another origin says until when to wait",
            2,
            vec![wait_until_date_by_device_clock(), NetworkFault::none()],
        )
        .acting(|visitor| {
            visitor.has_a_clock_wrong_by(1).asks_for_a_consultation();
        }),
        DeliveryFault::permanent(
            "The device's clock is a year behind, and a server at another origin says until when to wait",
            Outcome::Fails(BUSY),
            wait_until_date_by_device_clock(),
        )
        .acting(|visitor| {
            visitor.has_a_clock_wrong_by(-1).asks_for_a_consultation();
        }),
    ]
}

/// The current time, from a server whose own clock a page of another origin cannot read (Fetch,
/// "CORS-safelisted response-header name").
fn wait_until_date_by_device_clock() -> NetworkFault {
    let answer = ScriptedResponse::status(429)
        .with(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .with(header::ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After")
        .with(header::RETRY_AFTER, &fmt_http_date(SystemTime::now()));
    NetworkFault::respond(&answer)
}

/// The response comes after both halves, however slow the machine is.
fn double_click() -> DeliveryFault {
    DeliveryFault::recovered("A double click", 1, vec![NetworkFault::none()])
        .acting(|visitor| {
            visitor.double_clicks(Role::Button, "Ask for a free consultation");
            visitor.server().controls.responses.release();
        })
        .in_default_tier()
}

fn goes_offline_meanwhile(visitor: &Visitor) {
    visitor
        .asks_for_a_consultation()
        .waits_for_tries(1)
        .loses_the_connection()
        .hears(IS_OFFLINE)
        .regains_the_connection();
}

fn devices() -> Vec<DeliveryFault> {
    let goes =
        |what, acts| DeliveryFault::recovered(what, 1, vec![NetworkFault::none()]).acting(acts);
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
        .in_default_tier(),
        DeliveryFault::unreachable(
            "The device is offline at the click, for more than a minute",
            OFFLINE,
            6,
            |visitor| {
                visitor.regains_the_connection();
            },
        )
        .acting(|visitor| {
            visitor.loses_the_connection().asks_for_a_consultation();
        }),
        DeliveryFault::recovered(
            "The device goes offline in the middle of the body, and comes back",
            2,
            vec![NetworkFault::stall_in_body(), NetworkFault::none()],
        )
        .acting(goes_offline_meanwhile),
        DeliveryFault::recovered(
            "The device goes offline after the receiver has stored it, and comes back",
            2,
            vec![NetworkFault::hold_response(), NetworkFault::none()],
        )
        .acting(goes_offline_meanwhile),
        DeliveryFault::abandoned(
            "The tab is closed while the request is under way, and opened again",
            vec![NetworkFault::hold_response()],
        )
        .acting(|visitor| {
            visitor
                .asks_for_a_consultation()
                .waits_for_tries(1)
                .leaves_and_is_asked(true);
        })
        .in_default_tier(),
        goes("A double click, answered between its halves", |visitor| {
            visitor
                .asks_for_a_consultation()
                .sees_it_arrived()
                .ends_a_double_click_on(Role::Link, "help lines");
        }),
        goes("Enter is held down in a field", |visitor| {
            visitor
                .moves_focus_to(Role::Textbox, "Full name")
                .holds_enter_down();
        }),
        goes("The device's clock is a year behind", |visitor| {
            visitor.has_a_clock_wrong_by(-1).asks_for_a_consultation();
        }),
        DeliveryFault::recovered(
            "The device's clock is a year ahead, and the server says until when to wait",
            2,
            vec![wait_until_date(), NetworkFault::none()],
        )
        .acting(|visitor| {
            visitor.has_a_clock_wrong_by(1).asks_for_a_consultation();
        })
        .in_default_tier(),
    ]
}
