//! What a journey changes while its servers run.

use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use tokio::sync::watch;

use super::{Asset, FileFault};
use crate::lock;

/// What a journey holds back, counts and damages.
pub struct Controls {
    /// Holds back the Wasm.
    pub wasm: Latch,
    /// Holds back the responses to posts, after the requests were stored.
    pub responses: Latch,
    /// Holds back the page except for its first bytes.
    pub rest_of_page: Latch,
    /// How many posts have a response, held back or not.
    pub posts: AtomicUsize,
    /// The asset with a fault.
    pub file_fault: Mutex<Option<(Asset, FileFault)>>,
}

impl Controls {
    /// The fault of the file at this path.
    pub fn file_fault(&self, path: &str) -> Option<FileFault> {
        let fault = *lock(&self.file_fault);
        fault
            .filter(|(asset, _)| asset.is_at(path))
            .map(|(_, fault)| fault)
    }
}

/// Once released, it stays so.
pub struct Latch(watch::Sender<bool>);

impl Latch {
    pub fn new(released: bool) -> Self {
        Self(watch::Sender::new(released))
    }

    /// Lets everything through from now on.
    pub fn release(&self) {
        self.0.send_replace(true);
    }

    /// Waits for the release.
    pub async fn wait(&self) {
        // Fails only without a sender, which `self` owns.
        let _ = self.0.subscribe().wait_for(|released| *released).await;
    }
}
