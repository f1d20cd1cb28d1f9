//! A running receiver, and how tests speak to it.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use contract::Guide;
use receiver::guides::Guides;
use serde_json::Value;
use ureq::http::Request;

mod answer;
mod sample;

pub use answer::Answer;
pub use sample::{A, B, C, CONSULTATIONS, FORM, form, id, request};

/// The words the receiver speaks when it has no site.
pub fn guide() -> Guide {
    let guides = Guides::load(None).expect("the bundled guide");
    guides.nearest("mdma", "en").clone()
}

/// A receiver with a database in a folder of its own. It ends with the test.
pub struct Receiver {
    pub address: String,
    folder: Arc<tempfile::TempDir>,
    child: Child,
    arguments: Vec<String>,
    /// What a shell says before it becomes the receiver.
    limits: String,
}

/// The most memory that a receiver may ever have taken.
const MEMORY: u64 = 64 * 1024 * 1024;

impl Receiver {
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// With more arguments for `serve`.
    pub fn with(arguments: &[&str]) -> Self {
        Self::limited("", arguments)
    }

    /// In a shell that has set limits before, such as `ulimit -n 1024`. `$FOLDER` is the folder
    /// that will hold the database.
    pub fn limited(limits: &str, arguments: &[&str]) -> Self {
        let arguments = arguments
            .iter()
            .map(|&argument| argument.to_owned())
            .collect();
        Self::run(Arc::new(folder_in_memory()), arguments, limits.to_owned())
    }

    fn run(folder: Arc<tempfile::TempDir>, arguments: Vec<String>, limits: String) -> Self {
        let log = File::options()
            .create(true)
            .append(true)
            .open(folder.path().join("log"));
        let mut child = Command::new("sh")
            .args(["-c", &format!("{limits}\nexec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_receiver"))
            .env("FOLDER", folder.path().join("requests"))
            .args(["serve", "--listen", "127.0.0.1:0", "--database"])
            .arg(folder.path().join("requests/requests.sqlite3"))
            .args(&arguments)
            .stdout(Stdio::piped())
            .stderr(log.expect("a log"))
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let line = lines.next().expect("a line").expect("text");
        let (_, address) = line.split_once("http://").expect("an address");
        let address = address.to_owned();
        lines.next().expect("a second line").expect("text");
        Self {
            address,
            folder,
            child,
            arguments,
            limits,
        }
    }

    /// Ends it by SIGTERM and starts another on the same database.
    pub fn restart(mut self) -> Self {
        self.terminate();
        assert!(self.wait().success());
        self.beside()
    }

    /// Ends it in the middle of whatever it does (SIGKILL).
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.wait();
    }

    pub fn process(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_child(&self.child)
    }

    /// Checks that it has never had more than its memory. Only Linux tells what that was.
    pub fn stayed_small(&self) {
        if cfg!(target_os = "linux") {
            let status = format!("/proc/{}/status", self.child.id());
            let status = std::fs::read_to_string(status).expect("it runs");
            let most = status
                .lines()
                .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
            let most: u64 = most.and_then(|most| most.parse().ok()).expect("a number");
            println!("at most {} MiB of memory", most / 1024);
            assert!(most * 1024 < MEMORY, "it has taken {most} kB");
        }
    }

    /// Another process on the same database.
    pub fn beside(&self) -> Self {
        Self::run(
            Arc::clone(&self.folder),
            self.arguments.clone(),
            self.limits.clone(),
        )
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("requests/requests.sqlite3")
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).expect("a log")
    }

    pub fn terminate(&self) {
        // Every shell has `kill`; the program of this name may be missing.
        let line = format!("kill {}", self.child.id());
        let sent = Command::new("sh").args(["-c", &line]).status();
        assert!(sent.expect("a shell runs").success());
    }

    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().expect("it ends")
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let agent = agent();
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = if matches!(method, "POST" | "PUT") {
            agent.run(request.body(body).expect("a request"))
        } else {
            agent.run(request.body(()).expect("a request"))
        };
        let mut answer = answer.expect("an answer");
        Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.body_mut().read_to_string().expect("text"),
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "")
    }

    /// The health check comes to say this; an answer of it holds for a second. Where the disk is all
    /// but full it says one or the other.
    pub fn comes_to_be(&self, status: u16) {
        let comes = (0..200).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            self.get("/healthz").status == status
        });
        assert!(comes, "/healthz says {status}");
    }

    pub fn post(&self, request: &Value) -> Answer {
        self.post_text(&request.to_string())
    }

    pub fn post_text(&self, text: &str) -> Answer {
        self.send(
            "POST",
            CONSULTATIONS,
            &[("content-type", "application/json")],
            text,
        )
    }

    pub fn post_form(&self, pairs: &[(&str, &str)]) -> Answer {
        self.send(
            "POST",
            CONSULTATIONS,
            &[("content-type", FORM)],
            &encode(pairs),
        )
    }

    /// A connection to say anything on; what is read gives up after a while.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("a connection");
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .expect("a limit");
        stream
    }

    /// Every request in the database, the superseded ones among them.
    pub fn rows(&self) -> Vec<Value> {
        serde_json::from_str(&self.export(&["--format", "json", "--all"])).expect("JSON")
    }

    /// The ids of the requests that staff see.
    pub fn current(&self) -> Vec<String> {
        let text = self.export(&["--format", "json"]);
        let rows: Vec<Value> = serde_json::from_str(&text).expect("JSON");
        rows.iter()
            .map(|row| row["id"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    pub fn export(&self, arguments: &[&str]) -> String {
        command(
            &[
                &[
                    "export",
                    "--database",
                    &self.database().display().to_string(),
                ],
                arguments,
            ]
            .concat(),
        )
        .0
    }

    pub fn sql(&self, statement: &str) {
        let database = rusqlite::Connection::open(self.database()).expect("the database");
        database.execute_batch(statement).expect(statement);
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder in memory where the system has one, since each commit would wait for a disk. What a
/// killed process has written is as safe there.
pub fn folder_in_memory() -> tempfile::TempDir {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    folder.expect("a folder")
}

/// Held by a test that keeps all processors busy: two at once would measure each other.
pub fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What speaks HTTP as a browser does, and keeps its connection for the next request.
pub fn agent() -> ureq::Agent {
    ureq::Agent::new_with_config(
        ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(20)))
            // A debug build takes long to zero the default of 128 KiB.
            .input_buffer_size(8 * 1024)
            .output_buffer_size(8 * 1024)
            .build(),
    )
}

pub fn encode(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// Everything that comes until the other side closes.
pub fn read(mut stream: TcpStream) -> String {
    let mut text = String::new();
    let _ = stream.read_to_string(&mut text);
    text
}

/// A post in the bytes it has on the wire.
pub fn wire(body: &str) -> String {
    format!(
        "POST {CONSULTATIONS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

pub fn say(stream: &mut TcpStream, text: &str) {
    stream
        .write_all(text.as_bytes())
        .expect("it can be written");
}

/// Runs the program to its end: what it printed, what it complained of, and how it ended.
pub fn command(arguments: &[&str]) -> (String, String, ExitStatus) {
    let output = Command::new(env!("CARGO_BIN_EXE_receiver"))
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr), output.status)
}
