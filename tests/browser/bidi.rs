//! WebDriver BiDi: commands and events over a WebSocket.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message as Frame;

use super::message_router::MessageRouter;
use super::{Result, Session};

pub struct Bidi {
    session: Session,
    commands: mpsc::UnboundedSender<String>,
    router: MessageRouter,
}

impl Bidi {
    /// Connects to the WebSocket that the session offers.
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
        let receiver = router.clone();
        let sender = commands.clone();
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
                if let Some(answer) = accept_prompt(&message, &receiver) {
                    // Fails if the browser has gone.
                    let _ = sender.send(answer);
                }
                receiver.receive(message);
            }
        });
        Self {
            session: session.clone(),
            commands,
            router,
        }
    }

    /// Sends a command and waits for the response.
    pub fn send(&self, method: &str, parameters: Value) -> Result<Value> {
        let (id, answer) = self.router.register();
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

    /// Takes the matching events, including those that happened just before this call.
    pub fn events(&self, fits: impl Fn(&str) -> bool) -> Result<Vec<Value>> {
        // Responses and events come in order.
        self.send("session.status", json!({}))?;
        Ok(self.router.take_events(fits))
    }
}

/// Accepts a `beforeunload` prompt. Firefox 140 waits for that for ever, whatever the capabilities
/// say about prompts.
fn accept_prompt(message: &Value, router: &MessageRouter) -> Option<String> {
    let Value::String(context) = &message["params"]["context"] else {
        return None;
    };
    (message["params"]["type"] == "beforeunload").then(|| {
        let (id, _) = router.register();
        let params = json!({ "context": context, "accept": true });
        json!({ "id": id, "method": "browsingContext.handleUserPrompt", "params": params })
            .to_string()
    })
}
