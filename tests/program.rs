//! Programs that run beside the journeys.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::lock;

type Output = BufReader<ChildStdout>;

/// Runs a program, and ends it with all its children when the pipe on standard input closes. That
/// also happens when the process of the tests is killed; destructors of statics never run. The
/// shell leads a process group, so it ends no other process.
///
/// Their temporary files are removed: each browser leaves some.
const WATCH: &str = r#"
TMPDIR=$(mktemp -d)
export TMPDIR
"$@" </dev/null &
read -r _
trap "" TERM
kill -TERM 0
wait
rm -rf "$TMPDIR"
"#;

/// A running program. It ends when this is dropped, or with this process.
pub struct Program {
    shell: Child,
    output: Arc<Mutex<String>>,
}

impl Program {
    /// Starts the program, and returns the rest of its first line with `announcement`.
    pub fn start<A: AsRef<OsStr>>(
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
        announcement: &str,
    ) -> (Self, String) {
        let (program, mut output) = Self::spawn(program, arguments);
        let announced = announced(&mut output, announcement);
        program.collect(output);
        (program, announced)
    }

    /// Starts a program without an announcement.
    pub fn start_silent<A: AsRef<OsStr>>(
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        let (program, output) = Self::spawn(program, arguments);
        program.collect(output);
        program
    }

    /// Its standard output since the start, without the announcement.
    pub fn output(&self) -> String {
        lock(&self.output).clone()
    }

    fn spawn<A: AsRef<OsStr>>(
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
    ) -> (Self, Output) {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", WATCH, "sh"])
            .arg(program)
            .args(arguments)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut shell = shell.spawn().expect("sh starts");
        let output = shell.stdout.take().expect("a pipe was asked for");
        let collected = Arc::default();
        let program = Self {
            shell,
            output: collected,
        };
        (program, BufReader::new(output))
    }

    /// Reads the output, so that the program never blocks.
    fn collect(&self, output: Output) {
        let collected = Arc::clone(&self.output);
        thread::spawn(move || {
            for line in output.split(b'\n').map_while(Result::ok) {
                let mut collected = lock(&collected);
                collected.push_str(&String::from_utf8_lossy(&line));
                collected.push('\n');
            }
        });
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // Fails only if the process has been reaped.
        let _ = self.shell.wait();
    }
}

fn announced(output: &mut Output, announcement: &str) -> String {
    let mut lines = String::new();
    loop {
        let before = lines.len();
        let read = output.read_line(&mut lines).expect("text");
        assert!(read > 0, "the program ended; it wrote: {lines}");
        if let Some((_, rest)) = lines[before..].split_once(announcement) {
            return rest.trim().to_owned();
        }
    }
}
