//! The protocol of WebKit's Web Inspector, for what the driver has no command for. Its reference is
//! `Source/JavaScriptCore/inspector/protocol` in WebKit's sources.

use std::io::Result as IoResult;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedReadHalf;
use tokio::sync::{mpsc, oneshot};

use super::message_router::MessageRouter;
use super::{Result, Session};
use crate::lock;

/// The ids of the inspected process and of the target in it: the first of each.
const WINDOW: [u8; 16] = [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

pub struct Inspector {
    session: Session,
    window: Window,
}

/// The window and its page.
#[derive(Clone)]
struct Window {
    frames: mpsc::UnboundedSender<Vec<u8>>,
    router: MessageRouter,
    page: Arc<Mutex<Page>>,
    /// [`Session::swaps_process`].
    swaps_process: Arc<AtomicBool>,
}

/// The page in the window, in a process that navigation may change.
#[derive(Default)]
struct Page {
    /// The target id of the page; empty until the window reports it.
    target: String,
    /// The commands and parameters that each new target gets first.
    initial: Vec<(String, Value)>,
}

impl Inspector {
    /// Connects to a browser with a window that listens at this port.
    pub fn connect(session: &Session, port: u16) -> Self {
        let connected = session.with_timeout(TcpStream::connect((Ipv4Addr::LOCALHOST, port)));
        let socket = connected
            .expect("the browser answers")
            .expect("the browser listens for inspectors");
        let (mut from, mut to) = socket.into_split();
        let (frames, mut waiting) = mpsc::unbounded_channel::<Vec<u8>>();
        session.runtime.spawn(async move {
            while let Some(frame) = waiting.recv().await {
                if to.write_all(&frame).await.is_err() {
                    return;
                }
            }
        });
        let window = Window {
            frames,
            router: MessageRouter::default(),
            page: Arc::default(),
            swaps_process: Arc::clone(&session.swaps_process),
        };
        // Instead of a digest of the protocol.
        window.send_frame("SetupInspectorClient", b"-\0");
        window.send_frame("Setup", &WINDOW);
        window.send_to_window("Target.setPauseOnStart", json!({ "pauseOnStart": true }));
        let page = session.with_timeout(async {
            while window.page().target.is_empty() {
                window.handle(read(&mut from).await?);
            }
            IoResult::Ok(())
        });
        let page = page.expect("the window reports its page");
        page.expect("the browser keeps the connection");
        let listening = window.clone();
        session.runtime.spawn(async move {
            while let Ok(message) = read(&mut from).await {
                listening.handle(message);
            }
        });
        Self {
            session: session.clone(),
            window,
        }
    }

    /// Sends the page a command and waits for the response.
    pub fn send(&self, method: &str, parameters: Value) -> Result<Value> {
        let target = self.window.page().target.clone();
        let answer = self.window.send_to_target(&target, method, parameters);
        let answer = self.session.with_timeout(answer)?;
        let answer = answer.map_err(|_| format!("{method}: the page is gone"))?;
        match answer.get("error") {
            None => Ok(answer["result"].clone()),
            Some(error) => Err(format!("{method}: {}", error["message"])),
        }
    }

    /// Sends the page a command, and all later pages before their scripts run.
    pub fn set(&self, method: &str, parameters: Value) -> Result<()> {
        let initial = (method.to_owned(), parameters.clone());
        self.window.page().initial.push(initial);
        self.send(method, parameters).map(drop)
    }

    /// Takes the matching events, including those that happened just before this call.
    pub fn events(&self, fits: impl Fn(&str) -> bool) -> Result<Vec<Value>> {
        // Responses and events come in order.
        self.send("Console.getLoggingChannels", json!({}))?;
        Ok(self.window.router.take_events(fits))
    }
}

impl Window {
    fn page(&self) -> MutexGuard<'_, Page> {
        lock(&self.page)
    }

    /// Sends a command to a target.
    fn send_to_target(
        &self,
        target: &str,
        method: &str,
        parameters: Value,
    ) -> oneshot::Receiver<Value> {
        let (id, answer) = self.router.register();
        let message = json!({ "id": id, "method": method, "params": parameters }).to_string();
        // With the same id: an error about the target is a response too.
        self.send_command(&json!({
            "id": id,
            "method": "Target.sendMessageToTarget",
            "params": { "targetId": target, "message": message },
        }));
        answer
    }

    /// Sends the window a command without waiting for the response.
    fn send_to_window(&self, method: &str, parameters: Value) {
        let (id, _) = self.router.register();
        self.send_command(&json!({ "id": id, "method": method, "params": parameters }));
    }

    fn send_command(&self, command: &Value) {
        let command = command.to_string();
        let parameters = [&WINDOW[..], command.as_bytes(), b"\0"].concat();
        self.send_frame("SendMessageToBackend", &parameters);
    }

    /// Handles a message of the window, which may hold one of its page.
    fn handle(&self, message: Value) {
        let parameters = &message["params"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match message["method"].as_str() {
            Some("Target.dispatchMessageFromTarget") => {
                let inner = text(&parameters["message"]);
                let inner: Value = serde_json::from_str(&inner).unwrap_or_default();
                if inner["method"] == "Network.requestIntercepted" {
                    self.fail_request(&inner["params"]["requestId"]);
                }
                self.router.receive(inner);
            }
            Some("Target.targetCreated") => self.attach(&parameters["targetInfo"]),
            Some("Target.targetDestroyed") => self.swaps_process.store(false, Ordering::Relaxed),
            Some("Target.didCommitProvisionalTarget") => {
                self.swaps_process.store(false, Ordering::Relaxed);
                self.page().target = text(&parameters["newTargetId"]);
                self.router.cancel_all();
            }
            _ if message.get("error").is_some() => self.router.receive(message),
            _ => {}
        }
    }

    /// Sends a new target its first commands and resumes it.
    fn attach(&self, target: &Value) {
        let id = target["targetId"].as_str().unwrap_or_default();
        if target["type"] != "page" {
            return;
        }
        let mut page = self.page();
        match target["isProvisional"] == true {
            true => self.swaps_process.store(true, Ordering::Relaxed),
            false => id.clone_into(&mut page.target),
        }
        for (method, parameters) in &page.initial {
            drop(self.send_to_target(id, method, parameters.clone()));
        }
        self.send_to_window("Target.resume", json!({ "targetId": id }));
    }

    /// Fails an intercepted request, without waiting for the response.
    fn fail_request(&self, request: &Value) {
        let target = self.page().target.clone();
        let parameters = json!({ "requestId": request, "errorType": "General" });
        drop(self.send_to_target(&target, "Network.interceptRequestWithError", parameters));
    }

    /// Sends a frame: length, a byte for little-endian numbers, name and parameters (GVariant).
    fn send_frame(&self, name: &str, parameters: &[u8]) {
        let body = [name.as_bytes(), b"\0", parameters].concat();
        let length = u32::try_from(body.len()).expect("a short message");
        let frame = [&length.to_be_bytes()[..], &[1], &body].concat();
        // Fails if the connection is closed; then the response times out.
        let _ = self.frames.send(frame);
    }
}

/// The next message of the window; null for messages of the browser.
async fn read(from: &mut OwnedReadHalf) -> IoResult<Value> {
    let length = from.read_u32().await?;
    let _little_endian = from.read_u8().await?;
    let mut body = vec![0; length as usize];
    from.read_exact(&mut body).await?;
    let message = body.strip_prefix(b"SendMessageToFrontend\0");
    let message = message.and_then(|body| body.strip_prefix(&WINDOW)?.strip_suffix(b"\0"));
    let message = message.and_then(|message| serde_json::from_slice(message).ok());
    Ok(message.unwrap_or_default())
}
