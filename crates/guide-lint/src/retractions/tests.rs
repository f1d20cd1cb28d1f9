//! Crossref is played by a server of this process, whose answers have the shape of recorded ones.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::crossref::{Answer, Crossref};
use super::{ask, doi};
use crate::GuideFile;

const RETRACTED: &str = "10.1016/s0140-6736(97)11096-0";
const SOUND: &str = include_str!("../../tests/fixtures/crossref/sound.json");
const NONE: &str = include_str!("../../tests/fixtures/crossref/none.updates.json");

/// A status and a body for each path; others are 404.
type Answers = BTreeMap<String, (u16, &'static str)>;

struct Fake {
    api: String,
    /// The first lines and the `User-Agent` of the requests.
    requests: Arc<Mutex<Vec<String>>>,
    /// The most requests at a time.
    most: Arc<AtomicUsize>,
}

impl Fake {
    /// A server that takes so long for each answer.
    fn start(answers: Answers, delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let api = format!("http://{}", listener.local_addr().expect("its address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let answers = Arc::new(Mutex::new(answers));
        let (log, highest) = (Arc::clone(&requests), Arc::clone(&most));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, log) = (Arc::clone(&answers), Arc::clone(&log));
                let (now, most) = (Arc::clone(&now), Arc::clone(&highest));
                thread::spawn(move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    thread::sleep(delay);
                    now.fetch_sub(1, Ordering::SeqCst);
                    serve(stream, &answers, &log);
                });
            }
        });
        Self {
            api,
            requests,
            most,
        }
    }

    fn crossref(&self, mailto: Option<&str>) -> Crossref {
        let timeout = Duration::from_secs(5);
        Crossref::at(&self.api, mailto, Duration::ZERO, timeout).expect("a mail address")
    }
}

/// Answers one request; what has an answer of 429 is there the next time.
fn serve(mut stream: TcpStream, answers: &Mutex<Answers>, log: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let headers: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let agent = headers
        .iter()
        .find(|line| line.to_lowercase().starts_with("user-agent:"));
    let asked = format!("{path} {}", agent.map_or("", |line| line));
    log.lock().expect("the log").push(asked);
    let mut answers = answers.lock().expect("the answers");
    let (status, body) = answers
        .get(&path)
        .copied()
        .unwrap_or((404, "Resource not found."));
    if status == 429 {
        answers.insert(path, (200, body));
    }
    let length = body.len();
    let _ = write!(
        stream,
        "HTTP/1.1 {status} X\r\nRetry-After: 0\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
}

fn work(doi: &str) -> String {
    format!("/works/{}", encoded(doi))
}

fn updates(doi: &str) -> String {
    let doi = encoded(doi);
    format!("/works?filter=updates:{doi}&rows=100&select=DOI,title,update-to")
}

fn encoded(doi: &str) -> String {
    doi.replace('/', "%2F")
        .replace('(', "%28")
        .replace(')', "%29")
}

/// The answers for a DOI: its record, and the notices that name it.
fn of(doi: &str, record: &'static str, notices: &'static str) -> Answers {
    Answers::from([(work(doi), (200, record)), (updates(doi), (200, notices))])
}

fn one(answers: Answers, doi: &str) -> Answer {
    let fake = Fake::start(answers, Duration::ZERO);
    let mut answers = fake.crossref(None).ask(&[doi.to_owned()]);
    answers.remove(0)
}

#[track_caller]
fn notices(answer: Answer) -> Vec<String> {
    let Answer::Found(notices) = answer else {
        panic!("{answer:?}");
    };
    notices.iter().map(ToString::to_string).collect()
}

#[test]
fn a_retraction_is_found_from_both_sides_and_reported_once() {
    let record = include_str!("../../tests/fixtures/crossref/retracted.json");
    let naming = include_str!("../../tests/fixtures/crossref/retracted.updates.json");
    let correction = "correction, by https://doi.org/10.1016/s0140-6736(04)15715-2, 2004-03-06 \
                      (retraction-watch)";
    let retraction = "retraction, by https://doi.org/10.1016/s0140-6736(10)60175-4, 2010-02-06";
    assert_eq!(
        notices(one(of(RETRACTED, record, naming), RETRACTED)),
        [
            correction.to_owned(),
            format!("{retraction} (retraction-watch, publisher)"),
        ]
    );
    // The record alone, and the notice alone.
    assert_eq!(
        notices(one(of(RETRACTED, record, NONE), RETRACTED))[1],
        format!("{retraction} (retraction-watch)")
    );
    assert_eq!(
        notices(one(of(RETRACTED, SOUND, naming), RETRACTED)),
        [format!("{retraction} (publisher)")]
    );
}

#[test]
fn a_notice_that_is_cited_itself_says_what_it_is_about() {
    let record = include_str!("../../tests/fixtures/crossref/notice.json");
    assert_eq!(
        notices(one(of("10.5555/notice", record, NONE), "10.5555/notice")),
        [
            "is itself a notice of retraction of https://doi.org/10.5555/fell, 2024-08-10 (publisher)"
        ]
    );
}

#[test]
fn a_title_says_it_where_nothing_else_does() {
    let record = r#"{"message":{"DOI":"10.5555/sound","title":["RETRACTED: A trial"]}}"#;
    assert_eq!(
        notices(one(of("10.5555/sound", record, NONE), "10.5555/sound")),
        ["its title says that it is retracted"]
    );
}

#[test]
fn a_doi_of_others_is_unknown_and_an_odd_answer_is_none() {
    assert_eq!(one(Answers::new(), "10.5281/data"), Answer::Unknown);
    for (status, body, words) in [
        (500, "", "status 500"),
        (200, "<html>", "not what was expected"),
        (200, "{\"message\": 1}", "not what was expected"),
    ] {
        let answers = Answers::from([(work("10.5555/x"), (status, body))]);
        let Answer::Failed(why) = one(answers, "10.5555/x") else {
            panic!("{body}");
        };
        assert!(
            why.contains("/works/10.5555%2Fx") && why.contains(words),
            "{why}"
        );
    }
}

#[test]
fn what_it_was_too_busy_for_is_asked_again() {
    let mut answers = of("10.5555/sound", SOUND, NONE);
    answers.insert(work("10.5555/sound"), (429, SOUND));
    assert_eq!(one(answers, "10.5555/sound"), Answer::Found(Vec::new()));
}

#[test]
fn no_answer_in_time_is_an_error_that_names_the_address() {
    let fake = Fake::start(Answers::new(), Duration::from_secs(5));
    let (short, none) = (Duration::from_millis(200), Duration::ZERO);
    let crossref = Crossref::at(&fake.api, None, none, short).expect("a client");
    let answers = crossref.ask(&["10.5555/x".to_owned()]);
    let [Answer::Failed(why)] = &answers[..] else {
        panic!("{answers:?}");
    };
    assert!(why.contains("/works/10.5555%2Fx: timeout"), "{why}");
    // Nobody listens there.
    let crossref = Crossref::at("http://127.0.0.1:1", None, none, short).expect("a client");
    let answers = crossref.ask(&["10.5555/x".to_owned()]);
    assert!(matches!(&answers[..], [Answer::Failed(_)]), "{answers:?}");
}

#[test]
fn who_says_where_to_write_to_may_ask_three_things_at_a_time() {
    for (mailto, most, agent) in [
        (None, 1, "careguide/"),
        (Some("web@clinic.example"), 3, "(mailto:web@clinic.example)"),
    ] {
        let fake = Fake::start(Answers::new(), Duration::from_millis(40));
        let dois: Vec<_> = (0..12).map(|number| format!("10.5555/{number}")).collect();
        assert_eq!(fake.crossref(mailto).ask(&dois).len(), 12);
        assert!(fake.most.load(Ordering::SeqCst) <= most, "{mailto:?}");
        let requests = fake.requests.lock().expect("the log");
        assert_eq!(requests.len(), 12);
        assert!(requests.iter().all(|request| request.contains(agent)));
    }
    for wrong in [
        "",
        "web",
        "web@clinic",
        "a b@clinic.example",
        "a\r\n@b.example",
    ] {
        assert!(Crossref::new(Some(wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn a_doi_is_read_from_its_address() {
    for (url, wanted) in [
        ("https://doi.org/10.1000/ABC", Some("10.1000/abc")),
        (
            "http://dx.doi.org/10.1000/a%28b%29?x=1#y",
            Some("10.1000/a(b)"),
        ),
        ("https://doi.org/handbook", None),
        ("https://www.example.org/10.1000/a", None),
    ] {
        assert_eq!(doi(url).as_deref(), wanted, "{url}");
    }
}

#[test]
fn the_text_names_who_cites_it_and_counts() {
    let good = include_str!("../../tests/fixtures/good.en.json");
    let good = good.replace(
        "https://board.example/lenses",
        "https://doi.org/10.5555/Sound",
    );
    let file = GuideFile::read("guides/eyesight.en.json", good).expect("its shape is right");
    let doubt = include_str!("../../tests/fixtures/crossref/doubted.updates.json");
    for (notices, right, last, first) in [
        (
            NONE,
            true,
            "1 DOIs: 0 retracted or in doubt, 0 corrected, 0 not known to it, 0 without an answer",
            "Crossref was asked",
        ),
        (
            doubt,
            false,
            "1 DOIs: 1 retracted or in doubt, 0 corrected, 0 not known to it, 0 without an answer",
            "guides/eyesight.en.json:",
        ),
    ] {
        let fake = Fake::start(of("10.5555/sound", SOUND, notices), Duration::ZERO);
        let (text, is_right) = ask(&fake.crossref(None), &[&file]);
        assert_eq!(is_right, right, "{text}");
        assert!(
            text.trim_end().ends_with(last) && text.starts_with(first),
            "{text}"
        );
    }
    let fake = Fake::start(of("10.5555/sound", SOUND, doubt), Duration::ZERO);
    let (text, _) = ask(&fake.crossref(None), &[&file]);
    let notice = "expression of concern, by https://doi.org/10.5555/concern, 2025-03 (publisher)";
    assert!(
        text.contains(": S2\n  10.5555/sound\n    ") && text.contains(notice),
        "{text}"
    );
}
