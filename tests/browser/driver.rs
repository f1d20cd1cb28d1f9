//! The one ChromeDriver of a run.

use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::process::CommandExt as _;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::LazyLock;
use std::thread;

use crate::environment;

/// Starts the driver, and ends it, with every browser it has left open, when the pipe on its
/// standard input closes. That happens however the tests end: a static is never dropped, and a
/// process that is killed runs nothing more. All of them are in the shell's process group, which
/// the shell leads, so it ends no process but these.
const WATCH: &str = r#"
"$CHROMEDRIVER" --port=0 --log-level=SEVERE </dev/null &
read -r _
trap "" TERM
kill -TERM 0
wait
"#;

/// A running driver.
struct Driver {
    address: String,
    /// Closes when this process ends.
    _life: ChildStdin,
}

/// Where the driver listens. The first to ask starts it.
pub fn address() -> &'static str {
    static DRIVER: LazyLock<Driver> = LazyLock::new(start);
    &DRIVER.address
}

fn start() -> Driver {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", WATCH])
        .env("CHROMEDRIVER", environment::chromedriver())
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut shell = shell.spawn().expect("sh starts");
    let life = shell.stdin.take().expect("a pipe was asked for");
    let mut output = BufReader::new(shell.stdout.take().expect("a pipe was asked for"));
    let mut said = String::new();
    let port = loop {
        let before = said.len();
        let read = output.read_line(&mut said).expect("the driver writes text");
        assert!(read > 0, "ChromeDriver did not start; it said: {said}");
        // "ChromeDriver was started successfully on port 41321."
        let line = said[before..].trim_end().trim_end_matches('.');
        if let Some((_, port)) = line.split_once("successfully on port ") {
            break port.to_owned();
        }
    };
    // So that the driver never waits for somebody to read what it says.
    thread::spawn(move || output.read_to_end(&mut Vec::new()));
    let address = format!("http://127.0.0.1:{port}");
    Driver {
        address,
        _life: life,
    }
}
