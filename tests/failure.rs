//! The report of a failed journey, and its folder.

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

/// The maximum length of a step in characters.
const MAX_LENGTH: usize = 160;

/// A failure. Its text is the report.
#[derive(Debug, Clone)]
pub struct Failure {
    pub journey: String,
    pub engine: String,
    pub address: String,
    /// File, line and column.
    pub location: String,
    /// One sentence for each step.
    pub steps: Vec<String>,
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            journey,
            engine,
            address,
            location,
            steps,
            message,
        } = self;
        writeln!(
            f,
            "The journey {journey} failed in {engine}, at {location}."
        )?;
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
    /// The location of the last panic of this thread.
    static LOCATION: RefCell<String> = RefCell::default();
}

/// From now on the locations of panics are recorded.
pub fn record_panic_locations() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let location = info.location().map(Location::to_string);
            LOCATION.set(location.unwrap_or_default());
            before(info);
        }));
    });
}

/// The location of the last panic of this thread.
pub fn location() -> String {
    LOCATION.with_borrow(Clone::clone)
}

pub fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}

/// A step as a sentence: the words of the journey, and the actions in the browser.
pub fn sentence(step: &Step) -> String {
    let file = environment::root().join(step.at.file());
    let source = fs::read_to_string(file).unwrap_or_default();
    let words = words_at(&source, step.at.line(), step.at.column());
    let mut sentence = format!("{words}  ({}:{})", step.at.file(), step.at.line());
    for action in &step.actions {
        let _ = write!(sentence, "\n       {action}");
    }
    sentence
}

/// The call at a position of a source as words: `sees_tab_selected("Risks")` becomes `sees tab
/// selected "Risks"`.
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
    words.trim().chars().take(MAX_LENGTH).collect()
}

/// The text before the closing parenthesis.
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

/// The empty folder for the report of a journey. A journey that fails several times in a run, as a
/// matrix does, has numbered ones after the first. Reports of earlier runs are removed.
pub fn folder(engine: &str, journey: &str) -> io::Result<PathBuf> {
    let all = environment::failures().join(engine);
    let name = journey.replace("::", ".");
    let number = number_of_failure(journey);
    if number == 1 {
        remove_earlier(&all, &name)?;
    }
    let folder = match number {
        1 => all.join(name),
        _ => all.join(format!("{name}-{number}")),
    };
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The number of failures of a journey in this run, with this one.
fn number_of_failure(journey: &str) -> usize {
    static FAILED: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);
    let mut failed = lock(&FAILED);
    let count = failed.entry(journey.to_owned()).or_default();
    *count += 1;
    *count
}

fn remove_earlier(all: &Path, name: &str) -> io::Result<()> {
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
