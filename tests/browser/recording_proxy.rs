//! A proxy that records requests and forwards none.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::runtime::Handle;

use crate::lock;

/// Runs until the journey's runtime ends.
pub struct RecordingProxy {
    /// Such as `127.0.0.1:41321`.
    pub address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl RecordingProxy {
    pub fn start(runtime: &Handle) -> Self {
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("it is bound").to_string();
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let recorded = Arc::clone(&requests);
        runtime.spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let recorded = Arc::clone(&recorded);
                // In a task of its own: a client may connect and send nothing.
                tokio::spawn(async move {
                    let mut line = String::new();
                    // "CONNECT example.org:443 HTTP/1.1"
                    let _ = BufReader::new(connection).read_line(&mut line).await;
                    let mut recorded = lock(&recorded);
                    recorded.push(line.trim_end().to_owned());
                });
            }
        });
        Self { address, requests }
    }

    /// Takes the new request lines.
    pub fn take_requests(&self) -> Vec<String> {
        let mut requests = lock(&self.requests);
        std::mem::take(&mut requests)
    }
}
