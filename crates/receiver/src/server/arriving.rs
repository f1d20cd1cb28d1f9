//! A request's body on its way in.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::time::Instant;

use super::places::Place;

/// A body that tells its place whether the client makes the server wait.
pub struct Arriving {
    body: Incoming,
    place: Arc<Place>,
    /// When the header had come. Not the last byte: who dribbles has kept us waiting all along.
    since: Instant,
}

impl Arriving {
    /// The body of a request whose header has just come.
    pub fn new(body: Incoming, place: Arc<Place>) -> Self {
        Self {
            body,
            place,
            since: Instant::now(),
        }
    }
}

impl Body for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        match frame {
            Poll::Ready(_) => self.place.works(),
            Poll::Pending => self.place.waits(self.since),
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
