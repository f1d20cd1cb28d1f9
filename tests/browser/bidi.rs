//! WebDriver BiDi: commands and events over a WebSocket.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message as Frame;

use super::{Result, Session};

/// A connection to the browser.
pub struct Bidi {
    session: Session,
    commands: mpsc::UnboundedSender<String>,
    heard: Arc<Mutex<Heard>>,
    last: AtomicU64,
}

/// What has come, and who waits for it.
#[derive(Default)]
struct Heard {
    answers: HashMap<u64, oneshot::Sender<Value>>,
    events: Vec<Value>,
}

impl Bidi {
    /// Connects to where the session says that one can.
    pub fn connect(session: &Session) -> Self {
        let capabilities = session.client.capabilities();
        let address = capabilities.and_then(|all| all.get("webSocketUrl")?.as_str());
        let address = address.expect("the driver offers a WebSocket").to_owned();
        let connected = session.limited(tokio_tungstenite::connect_async(address));
        let (socket, _) = connected
            .expect("the browser answers")
            .expect("the WebSocket opens");
        let (mut to, mut from) = socket.split();
        let (commands, mut waiting) = mpsc::unbounded_channel::<String>();
        let heard = Arc::<Mutex<Heard>>::default();
        let hearing = Arc::clone(&heard);
        session.runtime.spawn(async move {
            while let Some(command) = waiting.recv().await {
                if to.send(Frame::text(command)).await.is_err() {
                    return;
                }
            }
        });
        session.runtime.spawn(async move {
            while let Some(Ok(frame)) = from.next().await {
                let text = frame.to_text().unwrap_or_default();
                let message: Value = serde_json::from_str(text).unwrap_or_default();
                let mut heard = hearing.lock().unwrap_or_else(PoisonError::into_inner);
                match message["id"].as_u64() {
                    None => heard.events.push(message),
                    Some(id) => {
                        // Nobody waits any longer where the time was up.
                        let _ = heard.answers.remove(&id).map(|asker| asker.send(message));
                    }
                }
            }
        });
        Self {
            session: session.clone(),
            commands,
            heard,
            last: AtomicU64::default(),
        }
    }

    /// Gives a command, and waits for the answer.
    pub fn ask(&self, method: &str, parameters: Value) -> Result<Value> {
        let id = self.last.fetch_add(1, Ordering::Relaxed);
        let (asker, answer) = oneshot::channel();
        self.heard().answers.insert(id, asker);
        let command = json!({ "id": id, "method": method, "params": parameters });
        let gone = |_| "the browser has closed the WebSocket".to_owned();
        self.commands
            .send(command.to_string())
            .map_err(|_| gone(()))?;
        let answer = self.session.limited(answer)?.map_err(|_| gone(()))?;
        match answer["type"].as_str() {
            Some("success") => Ok(answer["result"].clone()),
            _ => Err(format!("{method}: {}", answer["message"])),
        }
    }

    /// The events that have come since this was last asked and that fit. What happened before this
    /// is asked has come.
    pub fn events(&self, fits: impl Fn(&str) -> bool) -> Result<Vec<Value>> {
        // Answers and events come in their order.
        self.ask("session.status", json!({}))?;
        let method = |event: &Value| event["method"].as_str().is_some_and(&fits);
        Ok(self
            .heard()
            .events
            .extract_if(.., |event| method(event))
            .collect())
    }

    fn heard(&self) -> std::sync::MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
