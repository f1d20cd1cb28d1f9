//! WebDriver BiDi: commands and events over a WebSocket.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message as Frame;

use super::message_router::MessageRouter;
use super::{Result, Session};

/// A connection to the browser.
pub struct Bidi {
    session: Session,
    commands: mpsc::UnboundedSender<String>,
    router: MessageRouter,
}

impl Bidi {
    /// Connects to where the session says that one can.
    pub fn connect(session: &Session) -> Self {
        let capabilities = session.client.capabilities();
        let address = capabilities.and_then(|all| all.get("webSocketUrl")?.as_str());
        let address = address.expect("the driver offers a WebSocket").to_owned();
        let connected = session.with_timeout(tokio_tungstenite::connect_async(address));
        let (socket, _) = connected
            .expect("the browser answers")
            .expect("the WebSocket opens");
        let (mut to, mut from) = socket.split();
        let (commands, mut waiting) = mpsc::unbounded_channel::<String>();
        let router = MessageRouter::default();
        let hearing = router.clone();
        let leaving = commands.clone();
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
                if let Some(answer) = leaves(&message, &hearing) {
                    // Fails where the browser has gone.
                    let _ = leaving.send(answer);
                }
                hearing.hear(message);
            }
        });
        Self {
            session: session.clone(),
            commands,
            router,
        }
    }

    /// Gives a command, and waits for the answer.
    pub fn ask(&self, method: &str, parameters: Value) -> Result<Value> {
        let (id, answer) = self.router.begin();
        let command = json!({ "id": id, "method": method, "params": parameters });
        let gone = |_| "the browser has closed the WebSocket".to_owned();
        self.commands
            .send(command.to_string())
            .map_err(|_| gone(()))?;
        let answer = self.session.with_timeout(answer)?.map_err(|_| gone(()))?;
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
        Ok(self.router.take(fits))
    }
}

/// What is said where a page asks whether to leave it: yes. Firefox 140 waits for that for ever,
/// whatever the session says about such questions.
fn leaves(message: &Value, router: &MessageRouter) -> Option<String> {
    let Value::String(context) = &message["params"]["context"] else {
        return None;
    };
    (message["params"]["type"] == "beforeunload").then(|| {
        let (id, _) = router.begin();
        let params = json!({ "context": context, "accept": true });
        json!({ "id": id, "method": "browsingContext.handleUserPrompt", "params": params })
            .to_string()
    })
}
