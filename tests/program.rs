//! Programs that the journeys run beside them.

use crate::lock;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

type Output = BufReader<ChildStdout>;

/// Runs a program, and ends it, with all that it has started, when the pipe on standard input
/// closes. That happens however the tests end: a static is never dropped, and a process that is
/// killed runs nothing more. All of them are in the process group that this shell leads, so it
/// ends no process but these.
///
/// What they put into the folder for temporary files goes with them: each browser leaves something.
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
    /// Starts it, and gives what its first line with `announcement` says after that.
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

    /// Starts one that announces nothing.
    pub fn start_silent<A: AsRef<OsStr>>(
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        let (program, output) = Self::spawn(program, arguments);
        program.collect(output);
        program
    }

    /// What it has said on standard output since it was started, without its announcement.
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

    /// So that it never waits for somebody to read what it says.
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
        // Fails only where somebody else has waited for it.
        let _ = self.shell.wait();
    }
}

fn announced(output: &mut Output, announcement: &str) -> String {
    let mut said = String::new();
    loop {
        let before = said.len();
        let read = output.read_line(&mut said).expect("text");
        assert!(read > 0, "the program ended; it said: {said}");
        if let Some((_, rest)) = said[before..].split_once(announcement) {
            return rest.trim().to_owned();
        }
    }
}
