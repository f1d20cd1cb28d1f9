//! A socket whose writes fail if the client does not read.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

use super::connection_slots::ConnectionSlot;

/// The bytes that a client must read within [`CHUNK_TIMEOUT`]: 0.5 kB a second, far below the slowest
/// usable network.
const CHUNK: usize = 16 * 1024;

/// The time a client has for each [`CHUNK`].
const CHUNK_TIMEOUT: Duration = Duration::from_secs(30);

/// Wraps a stream and fails a write with [`io::ErrorKind::TimedOut`] if the other side does not read.
pub struct WriteTimeout<S> {
    stream: S,
    slot: Arc<ConnectionSlot>,
    /// The bytes left of this chunk.
    left: usize,
    /// Runs from the first write that has to wait to the end of the chunk.
    timeout: Option<Pin<Box<Sleep>>>,
}

impl<S> WriteTimeout<S> {
    /// Wraps `stream`, and reports each write to the connection's slot.
    pub fn new(stream: S, slot: Arc<ConnectionSlot>) -> Self {
        Self {
            stream,
            slot,
            left: CHUNK,
            timeout: None,
        }
    }

    fn wrote(&mut self, bytes: usize) {
        self.slot.set_waiting(Instant::now());
        if bytes >= self.left {
            self.restart();
        } else {
            self.left -= bytes;
        }
    }

    fn restart(&mut self) {
        self.left = CHUNK;
        self.timeout = None;
    }

    fn poll_timeout<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        let timeout = self
            .timeout
            .get_or_insert_with(|| Box::pin(sleep(CHUNK_TIMEOUT)));
        ready!(timeout.as_mut().poll(context));
        let error = io::Error::new(
            io::ErrorKind::TimedOut,
            "the client did not read the response in time",
        );
        Poll::Ready(Err(error))
    }
}

impl<S: AsyncWrite + Unpin> WriteTimeout<S> {
    fn write(
        &mut self,
        context: &mut Context<'_>,
        write: impl FnOnce(Pin<&mut S>, &mut Context<'_>) -> Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match write(Pin::new(&mut self.stream), context) {
            Poll::Ready(Ok(bytes)) => {
                self.wrote(bytes);
                Poll::Ready(Ok(bytes))
            }
            Poll::Pending => self.poll_timeout(context),
            failed => failed,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WriteTimeout<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for WriteTimeout<S> {
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
                self.restart();
                Poll::Ready(Ok(()))
            }
            Poll::Pending => self.poll_timeout(context),
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
    use crate::server::connection_slots::ConnectionSlots;

    async fn pair() -> (WriteTimeout<DuplexStream>, DuplexStream) {
        let (server, client) = duplex(1024);
        let slot = Arc::new(ConnectionSlots::new(1).acquire().await);
        (WriteTimeout::new(server, slot), client)
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_does_not_read_is_dropped() {
        let (mut server, _client) = pair().await;
        let started = Instant::now();
        let failed = server
            .write_all(&[0; 4096])
            .await
            .expect_err("the client does not read");
        assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
        assert_eq!(started.elapsed().as_secs(), CHUNK_TIMEOUT.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_reads_a_byte_now_and_then_is_dropped() {
        let (mut server, mut client) = pair().await;
        tokio::spawn(async move {
            while client.read_u8().await.is_ok() {
                sleep(Duration::from_secs(1)).await;
            }
        });
        let failed = server
            .write_all(&[0; 4096])
            .await
            .expect_err("the client reads too slowly");
        assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_on_a_slow_network_gets_the_whole_response() {
        let (mut server, mut client) = pair().await;
        let reader = tokio::spawn(async move {
            let mut received = 0;
            let mut kilobyte = [0; 1024];
            while received < 200 * 1024 {
                received += client.read(&mut kilobyte).await.expect("bytes");
                sleep(Duration::from_secs(1)).await;
            }
        });
        for _ in 0..2 {
            server.write_all(&[0; 100 * 1024]).await.expect("written");
            server.flush().await.expect("flushed");
            // Each response has the whole time, however long the one before took.
            sleep(CHUNK_TIMEOUT * 2).await;
        }
        reader.await.expect("the whole response");
    }
}
