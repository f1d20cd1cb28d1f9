//! A journey that failed, in words, and the folder where it is told.

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::panic::{self, Location};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, Once};
use std::{fs, io};

use crate::environment;
use crate::lock;
use crate::steps::Step;

/// A sentence of a journey is cut there.
const LONGEST: usize = 160;

/// What is known of a failure. Its text is the report.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The journey's name.
    pub journey: String,
    /// The engine, and its program where it has several.
    pub engine: String,
    /// What the page's address was in the end.
    pub address: String,
    /// Where in the source it failed: file, line and column.
    pub place: String,
    /// What the person did, one sentence for each step.
    pub steps: Vec<String>,
    /// What was expected and what was seen instead.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            journey,
            engine,
            address,
            place,
            steps,
            message,
        } = self;
        writeln!(f, "The journey {journey} failed in {engine}, at {place}.")?;
        writeln!(f, "The address was {address} in the end.\n")?;
        writeln!(f, "What was expected, and what was seen:\n\n{message}\n")?;
        writeln!(f, "What the person did and looked at, step by step:\n")?;
        for (index, step) in steps.iter().enumerate() {
            writeln!(f, "{:>3}. {step}", index + 1)?;
        }
        Ok(())
    }
}

thread_local! {
    /// Where the last panic of this thread was.
    static LOCATION: RefCell<String> = RefCell::default();
}

/// From now on, places of panics are remembered.
pub fn record_panic_locations() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let place = info.location().map(Location::to_string);
            LOCATION.set(place.unwrap_or_default());
            before(info);
        }));
    });
}

/// Where the last panic of this thread was.
pub fn location() -> String {
    LOCATION.with_borrow(Clone::clone)
}

/// The words that a panic ended with.
pub fn message(ending: &(dyn Any + Send)) -> String {
    let text = ending.downcast_ref::<&str>().copied();
    let text = text.or_else(|| ending.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it says nothing").to_owned()
}

/// A step as a sentence: the journey's own words, then what the browser was told.
pub fn sentence(step: &Step) -> String {
    let file = environment::root().join(step.at.file());
    let source = fs::read_to_string(file).unwrap_or_default();
    let words = words_at(&source, step.at.line(), step.at.column());
    let mut sentence = format!("{words}  ({}:{})", step.at.file(), step.at.line());
    for did in &step.did {
        let _ = write!(sentence, "\n       {did}");
    }
    sentence
}

/// The call at this place of a source, as words: `sees_tab_selected("Risks")` is
/// `sees tab selected "Risks"`.
pub fn words_at(source: &str, line: u32, column: u32) -> String {
    let line = source.lines().nth(line as usize - 1).map(|line| {
        let start = line.as_ptr() as usize - source.as_ptr() as usize;
        let chars = line.char_indices().nth(column as usize - 1);
        start + chars.map_or(0, |(offset, _)| offset)
    });
    let call = line.map_or("", |start| &source[start..]);
    let named = |c: char| c.is_alphanumeric() || c == '_';
    let end = call.find(|c| !named(c)).unwrap_or(call.len());
    let (name, rest) = call.split_at(end);
    let arguments = rest.strip_prefix('(').map_or("", arguments);
    let arguments = arguments.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = format!(
        "{} {}",
        name.replace('_', " "),
        arguments.replace("Role::", "")
    );
    words.trim().chars().take(LONGEST).collect()
}

/// What stands before the parenthesis that closes.
fn arguments(rest: &str) -> &str {
    let mut depth = 1;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return rest[..at].trim_end_matches([',', ' ', '\n']);
        }
    }
    rest
}

/// The folder for the report of a journey, empty: what an earlier run left there is gone. A journey
/// that fails more than once in a run, as a matrix does, has numbered ones after the first.
pub fn folder(engine: &str, journey: &str) -> io::Result<PathBuf> {
    let all = environment::failures().join(engine);
    let name = journey.replace("::", ".");
    let number = number_of_failure(journey);
    if number == 1 {
        remove_those_of(&all, &name)?;
    }
    let folder = match number {
        1 => all.join(name),
        _ => all.join(format!("{name}-{number}")),
    };
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// How often a journey has failed in this run, this time included.
fn number_of_failure(journey: &str) -> usize {
    static FAILED: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);
    let mut failed = lock(&FAILED);
    let count = failed.entry(journey.to_owned()).or_default();
    *count += 1;
    *count
}

fn remove_those_of(all: &Path, name: &str) -> io::Result<()> {
    let Ok(folders) = fs::read_dir(all) else {
        return Ok(());
    };
    for folder in folders.filter_map(Result::ok) {
        let found = folder.file_name();
        let rest = found.to_str().and_then(|found| found.strip_prefix(name));
        let is_number = |rest: &str| {
            let number = rest.strip_prefix('-').unwrap_or("no");
            number.chars().all(|c| c.is_ascii_digit())
        };
        if rest.is_some_and(|rest| rest.is_empty() || is_number(rest)) {
            fs::remove_dir_all(folder.path())?;
        }
    }
    Ok(())
}
