//! Running a quiet program: its last line of status on the screen, its messages as they come.

use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read, Write as _};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::status::{self, Line};
use crate::steps::seconds;

/// How often a terminal shows the time that has passed.
const TICK: Duration = Duration::from_secs(1);

/// How often a log that is no terminal gets a line.
const LOG: Duration = Duration::from_secs(10);

/// A program that has ended.
#[derive(Debug)]
pub struct Ended {
    /// How it ended.
    pub status: ExitStatus,
    /// What it wrote to standard output.
    pub stdout: String,
}

/// Runs a program to its end. Its standard error is shown: status lines one in place of the other,
/// messages for good. Its standard output is returned.
///
/// # Errors
/// Where the program cannot be started or read.
pub fn run(command: &mut Command) -> io::Result<Ended> {
    let mut screen = Screen::new();
    let mut child = command
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "100")
        .env("CARGO_TERM_COLOR", screen.colour())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let output = child.stdout.take().map(collect);
    let (sender, lines) = mpsc::channel();
    if let Some(stderr) = child.stderr.take() {
        thread::spawn(move || each_line(stderr, |line| sender.send(line).is_ok()));
    }
    loop {
        match lines.recv_timeout(TICK) {
            Ok(line) => match status::read(&line) {
                Line::Status(status) => screen.status(&status),
                Line::Message(message) => screen.message(message),
            },
            Err(RecvTimeoutError::Timeout) => screen.tick(),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = child.wait()?;
    screen.clear();
    let output = output.and_then(|output| output.join().ok());
    Ok(Ended {
        status,
        stdout: output.unwrap_or_default(),
    })
}

/// Turns this process into the program, so that every signal reaches it and its exit code is ours.
///
/// # Errors
/// Where the program cannot be started.
#[cfg(unix)]
pub fn replace_process(program: &mut Command) -> io::Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    Err(program.exec())
}

/// Runs the program and waits. Ctrl-C reaches every process of the console.
///
/// # Errors
/// Where the program cannot be started.
#[cfg(not(unix))]
pub fn replace_process(program: &mut Command) -> io::Result<ExitCode> {
    let status = program.status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.unwrap_or(1).into())
}

fn collect(mut output: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is all that there is.
        let _ = output.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Gives each line to `take`, until that says no. A carriage return ends a line too: cargo's bar
/// writes over itself by it.
fn each_line(stream: impl Read, mut take: impl FnMut(String) -> bool) {
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        let parts = line.split('\r').filter(|part| !part.is_empty());
        // An empty line between two messages stays.
        let parts: Vec<_> = if line.is_empty() {
            vec![""]
        } else {
            parts.collect()
        };
        for part in parts {
            if !take(part.to_owned()) {
                return;
            }
        }
    }
}

/// The line of the screen that says how far the program is.
struct Screen {
    terminal: bool,
    begun: Instant,
    shown: Instant,
    status: String,
}

impl Screen {
    fn new() -> Self {
        let now = Instant::now();
        Self {
            terminal: io::stderr().is_terminal(),
            begun: now,
            shown: now,
            status: String::new(),
        }
    }

    /// Whether cargo colours its messages.
    fn colour(&self) -> &'static str {
        if self.terminal { "always" } else { "never" }
    }

    fn status(&mut self, status: &str) {
        if !status.is_empty() {
            self.status = status::shown(status);
            self.tick();
        }
    }

    fn tick(&mut self) {
        let line = format!(
            "      {:>8}  {}",
            seconds(self.begun.elapsed()).to_string(),
            self.status
        );
        if self.terminal {
            let line: String = line.chars().take(100).collect();
            eprint!("\r\x1b[2K{line}");
            // A terminal that cannot be written to shows nothing.
            let _ = io::stderr().flush();
        } else if self.shown.elapsed() >= LOG {
            self.shown = Instant::now();
            eprintln!("{line}");
        }
    }

    fn message(&mut self, message: &str) {
        self.clear();
        eprintln!("{message}");
    }

    fn clear(&self) {
        if self.terminal {
            eprint!("\r\x1b[2K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_that_writes_over_itself_is_many_lines() {
        let mut lines = Vec::new();
        each_line(&b"a\rb\rc\n\nd\n"[..], |line| {
            lines.push(line);
            true
        });
        assert_eq!(lines, ["a", "b", "c", "", "d"]);
    }

    #[test]
    fn what_the_program_prints_is_returned_and_its_end_is_known() {
        let ended = run(Command::new("rustc").arg("--version")).expect("rustc runs");
        assert!(ended.status.success());
        assert!(ended.stdout.starts_with("rustc "), "{}", ended.stdout);
    }
}
