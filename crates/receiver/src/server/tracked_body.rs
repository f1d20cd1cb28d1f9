//! A request body that reports whether the client keeps the server waiting.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::time::Instant;

use super::connection_slots::ConnectionSlot;

/// Wraps a body and reports to the connection's slot whether the client keeps the server waiting.
pub struct TrackedBody {
    body: Incoming,
    slot: Arc<ConnectionSlot>,
    /// When the header was complete, not when the last byte came: a client that sends a byte now and
    /// then has kept the server waiting all along.
    since: Instant,
}

impl TrackedBody {
    /// Wraps the body of a request whose header is complete now.
    pub fn new(body: Incoming, slot: Arc<ConnectionSlot>) -> Self {
        Self {
            body,
            slot,
            since: Instant::now(),
        }
    }
}

impl Body for TrackedBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        match frame {
            Poll::Ready(_) => self.slot.set_busy(),
            Poll::Pending => self.slot.set_waiting(self.since),
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
