//! Crossref's REST API, asked as politely as it asks for: <https://www.crossref.org/documentation/retrieve-metadata/rest-api/>.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::notice::{Direction, Notice, Work};

const API: &str = "https://api.crossref.org/v1";

/// What an address may hold as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Questions at a time: what Crossref allows whoever says where to write to, and others.
const AT_ONCE: [usize; 2] = [3, 1];

/// How often a question is repeated that Crossref was too busy for.
const TRIES: usize = 3;

/// The most bytes of an answer; works with very many references have some megabytes.
const LIMIT: u64 = 16 * 1024 * 1024;

/// A client of Crossref's REST API.
pub struct Crossref {
    agent: ureq::Agent,
    api: String,
    at_once: usize,
    /// After each DOI, so that the rate stays below what is allowed.
    pause: Duration,
}

/// What became of the questions for a DOI.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// What there is to know; nothing if all is well.
    Found(Vec<Notice>),
    /// No such DOI, or one that others register.
    Unknown,
    Failed(String),
}

#[derive(Deserialize)]
struct Message<T> {
    message: T,
}

#[derive(Deserialize)]
struct Works {
    items: Vec<Work>,
}

impl Crossref {
    /// A client that says who asks: `mailto` is an address to write to if it asks too much.
    ///
    /// # Errors
    /// If that is no mail address.
    pub fn new(mailto: Option<&str>) -> Result<Self, String> {
        Self::at(API, mailto, Duration::from_secs(1), Duration::from_secs(30))
    }

    pub(super) fn at(
        api: &str,
        mailto: Option<&str>,
        pause: Duration,
        timeout: Duration,
    ) -> Result<Self, String> {
        let is_address = |text: &str| {
            let (name, host) = text.split_once('@').unwrap_or_default();
            let allowed = |c: char| c.is_ascii_alphanumeric() || ".-_+@".contains(c);
            !name.is_empty() && host.contains('.') && text.chars().all(allowed)
        };
        if let Some(wrong) = mailto.filter(|text| !is_address(text)) {
            return Err(format!("`{wrong}` is not a mail address"));
        }
        let version = env!("CARGO_PKG_VERSION");
        let who = match mailto {
            Some(mailto) => format!("careguide/{version} (mailto:{mailto})"),
            None => format!("careguide/{version}"),
        };
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(timeout))
            .user_agent(who)
            .build();
        Ok(Self {
            agent: ureq::Agent::new_with_config(config),
            api: api.to_owned(),
            at_once: AT_ONCE[usize::from(mailto.is_none())],
            pause,
        })
    }

    /// The answers, in the order of the DOIs.
    pub fn ask(&self, dois: &[String]) -> Vec<Answer> {
        let answers: Vec<_> = dois.iter().map(|_| Mutex::new(None)).collect();
        let queue = Mutex::new(dois.iter().zip(&answers));
        let next = || queue.lock().expect("nobody panics with it").next();
        thread::scope(|scope| {
            for _ in 0..self.at_once.min(dois.len()) {
                scope.spawn(|| {
                    while let Some((doi, answer)) = next() {
                        *answer.lock().expect("one thread has it") = Some(self.one(doi));
                        thread::sleep(self.pause);
                    }
                });
            }
        });
        let answers = answers.into_iter().map(Mutex::into_inner);
        let answers = answers.map(|answer| answer.ok().flatten());
        answers
            .map(|answer| answer.unwrap_or(Answer::Failed("it was not asked".to_owned())))
            .collect()
    }

    /// Asks from both sides: what the work's record says, and which notices name the work.
    fn one(&self, doi: &str) -> Answer {
        let encoded = utf8_percent_encode(doi, ENCODED);
        let work = match self.get::<Message<Work>>(&format!("works/{encoded}")) {
            Ok(Some(work)) => work.message,
            Ok(None) => return Answer::Unknown,
            Err(why) => return Answer::Failed(why),
        };
        let path = format!("works?filter=updates:{encoded}&rows=100&select=DOI,title,update-to");
        let updating = match self.get::<Message<Works>>(&path) {
            Ok(Some(works)) => works.message.items,
            Ok(None) => Vec::new(),
            Err(why) => return Answer::Failed(why),
        };
        let mut notices = Vec::new();
        for update in &work.updated_by {
            Notice::new(update, &update.doi, Direction::UpdatedBy).add_to(&mut notices);
        }
        for notice in &updating {
            let of_this = |doi_of: &str| doi_of.eq_ignore_ascii_case(doi);
            let updates = notice.update_to.iter();
            for update in updates.filter(|update| of_this(&update.doi)) {
                Notice::new(update, &notice.doi, Direction::UpdatedBy).add_to(&mut notices);
            }
        }
        if notices.is_empty() {
            notices.extend(Notice::of_title(&work));
        }
        for update in &work.update_to {
            Notice::new(update, &update.doi, Direction::IsItself).add_to(&mut notices);
        }
        Answer::Found(notices)
    }

    /// An answer; `None` if there is nothing at the path.
    fn get<T: DeserializeOwned>(&self, path: &str) -> Result<Option<T>, String> {
        let address = format!("{}/{path}", self.api);
        let mut rest = TRIES;
        loop {
            rest -= 1;
            let mut response = self
                .agent
                .get(&address)
                .call()
                .map_err(|error| format!("{address}: {error}"))?;
            let status = response.status().as_u16();
            match status {
                200 => {
                    let body = response.body_mut().with_config().limit(LIMIT).read_to_vec();
                    let body = body.map_err(|error| format!("{address}: {error}"))?;
                    return serde_json::from_slice(&body)
                        .map(Some)
                        .map_err(|error| format!("{address}: not what was expected: {error}"));
                }
                404 => return Ok(None),
                429 | 503 if rest > 0 => {
                    let wait = response.headers().get("retry-after");
                    let wait = wait.and_then(|wait| wait.to_str().ok()?.parse().ok());
                    thread::sleep(Duration::from_secs(wait.unwrap_or(2).min(30)));
                }
                _ => return Err(format!("{address}: status {status}")),
            }
        }
    }
}
