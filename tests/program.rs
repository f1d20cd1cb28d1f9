//! Programs that the journeys run beside them.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

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

/// A running program. It ends when this is dropped, or else with this process.
pub struct Program {
    shell: Child,
}

impl Program {
    /// Starts it, and gives what its first line with `announcement` says after that.
    pub fn start<A: AsRef<OsStr>>(
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
        announcement: &str,
    ) -> (Self, String) {
        let mut started = Self::start_silent(program, arguments);
        let output = started.shell.stdout.take().expect("a pipe was asked for");
        (started, announced(output, announcement))
    }

    /// Starts one that announces nothing.
    pub fn start_silent<A: AsRef<OsStr>>(
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", WATCH, "sh"])
            .arg(program)
            .args(arguments)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let shell = shell.spawn().expect("sh starts");
        Self { shell }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // Fails only where somebody else has waited for it.
        let _ = self.shell.wait();
    }
}

fn announced(output: ChildStdout, announcement: &str) -> String {
    let mut output = BufReader::new(output);
    let mut said = String::new();
    loop {
        let before = said.len();
        let read = output.read_line(&mut said).expect("text");
        assert!(read > 0, "the program ended; it said: {said}");
        if let Some((_, rest)) = said[before..].split_once(announcement) {
            // So that the program never waits for somebody to read what else it says.
            thread::spawn(move || output.read_to_end(&mut Vec::new()));
            return rest.trim().to_owned();
        }
    }
}
