//! A session of WebDriver, and waiting for what it answers.

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

/// No command takes this long unless the browser hangs.
pub const COMMAND_TIMEOUT: Duration = Duration::from_secs(150);

/// A session, which is a window of a browser.
#[derive(Clone)]
pub struct Session {
    /// The library's side of it.
    pub client: Client,
    /// Where work that waits for the network runs.
    pub runtime: Handle,
    /// Whether another process is about to take over the page, as WebKit's inspector tells.
    pub swaps_process: Arc<AtomicBool>,
}

impl Session {
    /// Lets a driver open a browser with these capabilities.
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

    /// Closes the browser.
    pub fn close(&self) -> Result<()> {
        self.wait(self.client.clone().close())
    }

    /// Runs a script in the page, outside of its own scripts' reach. A promise is waited for.
    pub fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.wait(self.client.execute(script, arguments))
    }

    /// Gives the driver a command.
    pub fn command(&self, command: Command) -> Result<Value> {
        self.wait(self.client.issue_cmd(command))
    }

    /// Waits for what the driver answers. WebKit's never answers a command that is with a process
    /// whose page another one takes over, so none is given while that is about to happen.
    pub fn wait<T>(
        &self,
        work: impl Future<Output = std::result::Result<T, CmdError>>,
    ) -> Result<T> {
        let start = Instant::now();
        while self.swaps_process.load(Ordering::Relaxed) && start.elapsed() < TIMEOUT {
            thread::sleep(Duration::from_millis(15));
        }
        self.with_timeout(work)?.map_err(|error| match &error {
            // Some drivers say no more than the kind.
            CmdError::Standard(known) => format!("{}: {known}", known.error()),
            _ => error.to_string(),
        })
    }

    /// Waits for something, and not for ever.
    pub fn with_timeout<T>(&self, work: impl Future<Output = T>) -> Result<T> {
        let work = async { timeout(COMMAND_TIMEOUT, work).await };
        let ended = self.runtime.block_on(work);
        ended.map_err(|_| "the browser does not answer".to_owned())
    }
}
