//! A socket that does not wait for ever for a client to take what it asked for.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

use super::places::Place;

/// What has to be taken within [`PATIENCE`]: together, 0.5 kB a second, which the slowest network
/// that shows a page at all does many times over.
const PIECE: usize = 16 * 1024;

/// How long a client may take for each piece.
const PATIENCE: Duration = Duration::from_secs(30);

/// A stream whose writes end with an error where the other side does not read.
pub struct Paced<S> {
    stream: S,
    place: Arc<Place>,
    /// What is still to go of this piece.
    left: usize,
    /// Runs from the moment a write had to wait until the piece has gone.
    limit: Option<Pin<Box<Sleep>>>,
}

impl<S> Paced<S> {
    /// Reports to the place that the client makes the server wait, or goes on.
    pub fn new(stream: S, place: Arc<Place>) -> Self {
        Self {
            stream,
            place,
            left: PIECE,
            limit: None,
        }
    }

    fn went(&mut self, bytes: usize) {
        self.place.waits(Instant::now());
        if bytes >= self.left {
            self.all_went();
        } else {
            self.left -= bytes;
        }
    }

    fn all_went(&mut self) {
        self.left = PIECE;
        self.limit = None;
    }

    /// What is to be said of a write that cannot go on.
    fn held_up<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        let limit = self.limit.get_or_insert_with(|| Box::pin(sleep(PATIENCE)));
        ready!(limit.as_mut().poll(context));
        let error = io::Error::new(io::ErrorKind::TimedOut, "the answer was not taken in time");
        Poll::Ready(Err(error))
    }
}

impl<S: AsyncWrite + Unpin> Paced<S> {
    fn write(
        &mut self,
        context: &mut Context<'_>,
        write: impl FnOnce(Pin<&mut S>, &mut Context<'_>) -> Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match write(Pin::new(&mut self.stream), context) {
            Poll::Ready(Ok(bytes)) => {
                self.went(bytes);
                Poll::Ready(Ok(bytes))
            }
            Poll::Pending => self.held_up(context),
            failed => failed,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.write(context, |stream, context| stream.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.write(context, |stream, context| {
            stream.poll_write_vectored(context, bytes)
        })
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_flush(context) {
            Poll::Ready(Ok(())) => {
                self.all_went();
                Poll::Ready(Ok(()))
            }
            Poll::Pending => self.held_up(context),
            failed => failed,
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};

    use super::*;
    use crate::server::places::Places;

    async fn pair() -> (Paced<DuplexStream>, DuplexStream) {
        let (server, client) = duplex(1024);
        let place = Arc::new(Places::new(1).take().await);
        (Paced::new(server, place), client)
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_does_not_read_is_given_up() {
        let (mut server, _client) = pair().await;
        let started = Instant::now();
        let failed = server
            .write_all(&[0; 4096])
            .await
            .expect_err("nobody reads");
        assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
        assert_eq!(started.elapsed().as_secs(), PATIENCE.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_reads_a_byte_now_and_then_is_given_up_too() {
        let (mut server, mut client) = pair().await;
        tokio::spawn(async move {
            while client.read_u8().await.is_ok() {
                sleep(Duration::from_secs(1)).await;
            }
        });
        let failed = server.write_all(&[0; 4096]).await.expect_err("it dribbles");
        assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_on_a_slow_network_gets_all_of_it() {
        let (mut server, mut client) = pair().await;
        let reader = tokio::spawn(async move {
            let mut taken = 0;
            let mut kilobyte = [0; 1024];
            while taken < 200 * 1024 {
                taken += client.read(&mut kilobyte).await.expect("bytes");
                sleep(Duration::from_secs(1)).await;
            }
        });
        for _ in 0..2 {
            server.write_all(&[0; 100 * 1024]).await.expect("it reads");
            server.flush().await.expect("all went");
            // The next answer has all its time, however long the one before took.
            sleep(PATIENCE * 2).await;
        }
        reader.await.expect("all of it");
    }
}
