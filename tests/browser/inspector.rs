//! The protocol of WebKit's Web Inspector, spoken beside WebDriver for what the driver has no
//! command for. What there is: `Source/JavaScriptCore/inspector/protocol` in WebKit's sources.

use std::io::Result as Read;
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

/// The browser's own process among those that it inspects, and its window among that one's targets:
/// in both cases the first.
const WINDOW: [u8; 16] = [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

/// A connection to the browser.
pub struct Inspector {
    session: Session,
    window: Window,
}

/// What is said to the window and its page.
#[derive(Clone)]
struct Window {
    frames: mpsc::UnboundedSender<Vec<u8>>,
    router: MessageRouter,
    page: Arc<Mutex<Page>>,
    /// [`Session::swaps_process`].
    swaps_process: Arc<AtomicBool>,
}

/// The page in the window. Another one may be in another process.
#[derive(Default)]
struct Page {
    /// What the window calls that process; nothing before it has said so.
    target: String,
    /// What each such process is told first: commands and their parameters.
    standing: Vec<(String, Value)>,
}

impl Inspector {
    /// Connects to a browser that listens for inspectors at this port and has a window.
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
        // In place of a digest of the protocol as the inspector knows it.
        window.send("SetupInspectorClient", b"-\0");
        window.send("Setup", &WINDOW);
        window.order("Target.setPauseOnStart", json!({ "pauseOnStart": true }));
        let page = session.with_timeout(async {
            while window.page().target.is_empty() {
                window.hear(read(&mut from).await?);
            }
            Read::Ok(())
        });
        let page = page.expect("the window tells of its page");
        page.expect("the browser keeps the connection");
        let listening = window.clone();
        session.runtime.spawn(async move {
            while let Ok(message) = read(&mut from).await {
                listening.hear(message);
            }
        });
        Self {
            session: session.clone(),
            window,
        }
    }

    /// Gives the page a command, and waits for the answer.
    pub fn ask(&self, method: &str, parameters: Value) -> Result<Value> {
        let target = self.window.page().target.clone();
        let answer = self.window.tell(&target, method, parameters);
        let answer = self.session.with_timeout(answer)?;
        let answer = answer.map_err(|_| format!("{method}: the page is gone"))?;
        match answer.get("error") {
            None => Ok(answer["result"].clone()),
            Some(error) => Err(format!("{method}: {}", error["message"])),
        }
    }

    /// Gives the page a command, and all that come after it, before their scripts run.
    pub fn set(&self, method: &str, parameters: Value) -> Result<()> {
        let standing = (method.to_owned(), parameters.clone());
        self.window.page().standing.push(standing);
        self.ask(method, parameters).map(drop)
    }

    /// The events that have come since this was last asked and that fit. What happened before this
    /// is asked has come.
    pub fn events(&self, fits: impl Fn(&str) -> bool) -> Result<Vec<Value>> {
        // Answers and events come in their order.
        self.ask("Console.getLoggingChannels", json!({}))?;
        Ok(self.window.router.take(fits))
    }
}

impl Window {
    fn page(&self) -> MutexGuard<'_, Page> {
        lock(&self.page)
    }

    /// Gives a page a command.
    fn tell(&self, target: &str, method: &str, parameters: Value) -> oneshot::Receiver<Value> {
        let (id, answer) = self.router.begin();
        let message = json!({ "id": id, "method": method, "params": parameters }).to_string();
        // With the same id: that the page is gone is an answer, too.
        self.give(&json!({
            "id": id,
            "method": "Target.sendMessageToTarget",
            "params": { "targetId": target, "message": message },
        }));
        answer
    }

    /// Gives the window a command whose answer nobody waits for.
    fn order(&self, method: &str, parameters: Value) {
        let (id, _) = self.router.begin();
        self.give(&json!({ "id": id, "method": method, "params": parameters }));
    }

    fn give(&self, command: &Value) {
        let command = command.to_string();
        let parameters = [&WINDOW[..], command.as_bytes(), b"\0"].concat();
        self.send("SendMessageToBackend", &parameters);
    }

    /// A message of the window's, which may hold one of its page's.
    fn hear(&self, message: Value) {
        let parameters = &message["params"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match message["method"].as_str() {
            Some("Target.dispatchMessageFromTarget") => {
                let inner = text(&parameters["message"]);
                let inner: Value = serde_json::from_str(&inner).unwrap_or_default();
                if inner["method"] == "Network.requestIntercepted" {
                    self.refuse(&inner["params"]["requestId"]);
                }
                self.router.hear(inner);
            }
            Some("Target.targetCreated") => self.meet(&parameters["targetInfo"]),
            Some("Target.targetDestroyed") => self.swaps_process.store(false, Ordering::Relaxed),
            Some("Target.didCommitProvisionalTarget") => {
                self.swaps_process.store(false, Ordering::Relaxed);
                self.page().target = text(&parameters["newTargetId"]);
                self.router.give_up();
            }
            _ if message.get("error").is_some() => self.router.hear(message),
            _ => {}
        }
    }

    /// Tells a new page what stands, and lets it begin.
    fn meet(&self, target: &Value) {
        let id = target["targetId"].as_str().unwrap_or_default();
        if target["type"] != "page" {
            return;
        }
        let mut page = self.page();
        match target["isProvisional"] == true {
            true => self.swaps_process.store(true, Ordering::Relaxed),
            false => id.clone_into(&mut page.target),
        }
        for (method, parameters) in &page.standing {
            drop(self.tell(id, method, parameters.clone()));
        }
        self.order("Target.resume", json!({ "targetId": id }));
    }

    /// Whatever is intercepted is to fail. Nobody waits for the answer.
    fn refuse(&self, request: &Value) {
        let target = self.page().target.clone();
        let parameters = json!({ "requestId": request, "errorType": "General" });
        drop(self.tell(&target, "Network.interceptRequestWithError", parameters));
    }

    /// A frame: its length, a byte that says that numbers begin with their small end, a name, and
    /// parameters (GVariant).
    fn send(&self, name: &str, parameters: &[u8]) {
        let body = [name.as_bytes(), b"\0", parameters].concat();
        let length = u32::try_from(body.len()).expect("a short message");
        let frame = [&length.to_be_bytes()[..], &[1], &body].concat();
        // Where nobody takes it, nobody answers either, and that is noticed.
        let _ = self.frames.send(frame);
    }
}

/// The next message of the window's; `null` for what the browser says itself.
async fn read(from: &mut OwnedReadHalf) -> Read<Value> {
    let length = from.read_u32().await?;
    let _small_end_first = from.read_u8().await?;
    let mut body = vec![0; length as usize];
    from.read_exact(&mut body).await?;
    let message = body.strip_prefix(b"SendMessageToFrontend\0");
    let message = message.and_then(|body| body.strip_prefix(&WINDOW)?.strip_suffix(b"\0"));
    let message = message.and_then(|message| serde_json::from_slice(message).ok());
    Ok(message.unwrap_or_default())
}
