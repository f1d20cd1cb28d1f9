//! A running receiver, and a client for it.

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

mod response;
mod sample;

pub use response::Response;
pub use sample::{A, B, C, CONSULTATIONS, FORM, form, id, request};

/// The guide that the receiver uses without a site.
pub fn guide() -> Guide {
    let guides = Guides::load(None).expect("the bundled guide");
    guides.nearest("mdma", "en").clone()
}

/// A receiver process with a database in a folder of its own. It is killed on drop.
pub struct TestServer {
    pub address: String,
    folder: Arc<tempfile::TempDir>,
    child: Child,
    arguments: Vec<String>,
    /// Commands that the shell runs before it becomes the receiver.
    shell: String,
}

/// The limit of a receiver's memory.
const MAX_MEMORY: u64 = 64 * 1024 * 1024;

impl TestServer {
    pub fn start() -> Self {
        Self::with_args(&[])
    }

    /// Starts it with more arguments for `serve`.
    pub fn with_args(arguments: &[&str]) -> Self {
        Self::with_shell("", arguments)
    }

    /// Starts it in a shell that runs commands first, such as `ulimit -n 1024`. `$FOLDER` is the folder
    /// that will hold the database.
    pub fn with_shell(shell: &str, arguments: &[&str]) -> Self {
        let arguments = arguments
            .iter()
            .map(|&argument| argument.to_owned())
            .collect();
        Self::run(Arc::new(folder_in_memory()), arguments, shell.to_owned())
    }

    fn run(folder: Arc<tempfile::TempDir>, arguments: Vec<String>, shell: String) -> Self {
        let log = File::options()
            .create(true)
            .append(true)
            .open(folder.path().join("log"));
        let is_named = arguments.iter().any(|argument| argument == "--listen");
        let listen = (!is_named).then_some(["--listen", "127.0.0.1:0"]);
        let listen = listen.into_iter().flatten();
        let mut child = Command::new("sh")
            .args(["-c", &format!("{shell}\nexec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_receiver"))
            .env("FOLDER", folder.path().join("requests"))
            .args(["serve", "--database"])
            .arg(folder.path().join("requests/requests.sqlite3"))
            .args(listen)
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
            shell,
        }
    }

    /// Stops it with SIGTERM and starts another on the same database.
    pub fn restart(mut self) -> Self {
        self.terminate();
        assert!(self.wait().success());
        self.start_another()
    }

    /// Kills it with SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.wait();
    }

    pub fn process(&self) -> rustix::process::Pid {
        rustix::process::Pid::from_child(&self.child)
    }

    /// Checks that its memory never exceeded [`MAX_MEMORY`]. Only Linux reports that.
    pub fn assert_low_memory(&self) {
        if cfg!(target_os = "linux") {
            let status = format!("/proc/{}/status", self.child.id());
            let status = std::fs::read_to_string(status).expect("it runs");
            let most = status
                .lines()
                .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
            let most: u64 = most.and_then(|most| most.parse().ok()).expect("a number");
            println!("at most {} MiB of memory", most / 1024);
            assert!(most * 1024 < MAX_MEMORY, "it has taken {most} kB");
        }
    }

    /// Starts another process on the same database.
    pub fn start_another(&self) -> Self {
        Self::run(
            Arc::clone(&self.folder),
            self.arguments.clone(),
            self.shell.clone(),
        )
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("requests/requests.sqlite3")
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).expect("a log")
    }

    pub fn terminate(&self) {
        self.signal("TERM");
    }

    pub fn signal(&self, name: &str) {
        // Every shell has `kill`; the program of that name may be missing.
        let line = format!("kill -{name} {}", self.child.id());
        let sent = Command::new("sh").args(["-c", &line]).status();
        assert!(sent.expect("a shell runs").success());
    }

    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().expect("it ends")
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response {
        let agent = agent();
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = if matches!(method, "POST" | "PUT") {
            agent.run(request.body(body).expect("a request"))
        } else {
            agent.run(request.body(()).expect("a request"))
        };
        let mut response = response.expect("a response");
        Response {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_string().expect("text"),
        }
    }

    pub fn get(&self, path: &str) -> Response {
        self.send("GET", path, &[], "")
    }

    /// Waits until the health check has this status. Its result is cached for a second, and varies on a
    /// disk that is almost full.
    pub fn wait_for_health(&self, status: u16) {
        let found = (0..200).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            self.get("/healthz").status == status
        });
        assert!(found, "/healthz never said {status}");
    }

    pub fn post(&self, request: &Value) -> Response {
        self.post_text(&request.to_string())
    }

    pub fn post_text(&self, text: &str) -> Response {
        self.send(
            "POST",
            CONSULTATIONS,
            &[("content-type", "application/json")],
            text,
        )
    }

    pub fn post_form(&self, pairs: &[(&str, &str)]) -> Response {
        self.send(
            "POST",
            CONSULTATIONS,
            &[("content-type", FORM)],
            &encode(pairs),
        )
    }

    /// Opens a raw connection with a time limit for reads.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("a connection");
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .expect("a limit");
        stream
    }

    /// Every request in the database, including superseded ones.
    pub fn rows(&self) -> Vec<Value> {
        serde_json::from_str(&self.export(&["--format", "json", "--all"])).expect("JSON")
    }

    /// The ids of the current requests.
    pub fn current_ids(&self) -> Vec<String> {
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

impl Drop for TestServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder in memory if the system has one, so that a commit does not wait for a disk. What a killed
/// process has written is not lost there either.
pub fn folder_in_memory() -> tempfile::TempDir {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    folder.expect("a folder")
}

/// A lock for tests that keep all processors busy, so that they do not slow each other down.
pub fn exclusive() -> MutexGuard<'static, ()> {
    static EXCLUSIVE: Mutex<()> = Mutex::new(());
    EXCLUSIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An HTTP client that keeps its connection, as a browser does.
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

/// Reads until the other side closes.
pub fn read_to_end(mut stream: TcpStream) -> String {
    let mut text = String::new();
    let _ = stream.read_to_string(&mut text);
    text
}

/// A post as the bytes of its HTTP message.
pub fn raw_post(body: &str) -> String {
    format!(
        "POST {CONSULTATIONS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

pub fn write(stream: &mut TcpStream, text: &str) {
    stream
        .write_all(text.as_bytes())
        .expect("it can be written");
}

/// Runs the program to its end. Returns standard output, standard error and the status.
pub fn command(arguments: &[&str]) -> (String, String, ExitStatus) {
    let output = Command::new(env!("CARGO_BIN_EXE_receiver"))
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr), output.status)
}
