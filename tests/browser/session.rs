//! A WebDriver session.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use tokio::runtime::Handle;
use tokio::time::timeout;

use super::Result;
use super::command::Command;
use super::driver::Driver;
use crate::waiting::TIMEOUT;

/// Longer than any command of a working browser takes.
pub const COMMAND_TIMEOUT: Duration = Duration::from_secs(150);

/// A window of a browser.
#[derive(Clone)]
pub struct Session {
    pub client: Client,
    pub runtime: Handle,
    /// Whether WebKit is about to move the page to another process.
    pub swaps_process: Arc<AtomicBool>,
}

impl Session {
    /// Opens a browser with these capabilities.
    pub fn open(runtime: &Handle, driver: &Driver, capabilities: Capabilities) -> Self {
        let client = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities);
            timeout(COMMAND_TIMEOUT, builder.connect(&driver.address)).await
        });
        let client = client.expect("the driver answers");
        Self {
            client: client.expect("the driver opens a browser"),
            runtime: runtime.clone(),
            swaps_process: Arc::default(),
        }
    }

    pub fn close(&self) -> Result<()> {
        self.wait(self.client.clone().close())
    }

    /// Runs a script in an isolated scope of the page and awaits a promise.
    pub fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.wait(self.client.execute(script, arguments))
    }

    pub fn command(&self, command: Command) -> Result<Value> {
        self.wait(self.client.issue_cmd(command))
    }

    /// Waits for the response of the driver. WebKit never answers commands to a process that loses
    /// its page, so they wait for the swap.
    pub fn wait<T>(
        &self,
        work: impl Future<Output = std::result::Result<T, CmdError>>,
    ) -> Result<T> {
        let start = Instant::now();
        while self.swaps_process.load(Ordering::Relaxed) && start.elapsed() < TIMEOUT {
            thread::sleep(Duration::from_millis(15));
        }
        self.with_timeout(work)?.map_err(|error| match &error {
            // Some drivers give no more than the code.
            CmdError::Standard(known) => format!("{}: {known}", known.error()),
            _ => error.to_string(),
        })
    }

    pub fn with_timeout<T>(&self, work: impl Future<Output = T>) -> Result<T> {
        let work = async { timeout(COMMAND_TIMEOUT, work).await };
        let ended = self.runtime.block_on(work);
        ended.map_err(|_| "the browser does not answer".to_owned())
    }
}
