//! A proxy that notes who is called, and connects with nobody.

use std::sync::{Arc, Mutex};

use crate::lock;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::runtime::Handle;

/// It listens until the clinic's runtime ends.
pub struct RecordingProxy {
    /// Where, such as `127.0.0.1:41321`.
    pub address: String,
    called: Arc<Mutex<Vec<String>>>,
}

impl RecordingProxy {
    /// Starts to listen.
    pub fn start(runtime: &Handle) -> Self {
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("it is bound").to_string();
        let called = Arc::<Mutex<Vec<String>>>::default();
        let noted = Arc::clone(&called);
        runtime.spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let noted = Arc::clone(&noted);
                // By itself, since somebody may connect and say nothing for long.
                tokio::spawn(async move {
                    let mut line = String::new();
                    // "CONNECT example.org:443 HTTP/1.1"
                    let _ = BufReader::new(connection).read_line(&mut line).await;
                    let mut noted = lock(&noted);
                    noted.push(line.trim_end().to_owned());
                });
            }
        });
        Self { address, called }
    }

    /// Who was called since this was last asked.
    pub fn called(&self) -> Vec<String> {
        let mut called = lock(&self.called);
        std::mem::take(&mut called)
    }
}
