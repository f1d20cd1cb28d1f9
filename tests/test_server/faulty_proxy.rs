//! A proxy between the browser and the receiver that applies network faults to posts and
//! preflights. Each connection carries one request and ends, so browsers cannot reuse a connection
//! and repeat a request by themselves.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::http::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::network_fault::{NetworkFault, Reads, Reply};
use super::next_in;
use super::scripted_endpoint::{self, ScriptedResponse};
use super::tls::Connection;
use crate::lock;

/// The bytes of a body that are read before a fault in the middle of it.
const PART_OF_A_BODY: usize = 40;

/// The bytes of a response that are sent before a fault in its first line.
const PART_OF_A_HEAD: usize = 10;

pub struct FaultyProxy {
    other_origin: String,
    faults: Mutex<VecDeque<NetworkFault>>,
    preflights: Mutex<Option<NetworkFault>>,
    tries: Mutex<Vec<String>>,
    /// How many posts the receiver may still get or has not answered.
    pending: AtomicUsize,
}

impl FaultyProxy {
    /// A proxy without faults; redirects lead to this origin.
    pub fn new(other_origin: &str) -> Self {
        Self {
            other_origin: other_origin.to_owned(),
            faults: Mutex::default(),
            preflights: Mutex::default(),
            tries: Mutex::default(),
            pending: AtomicUsize::default(),
        }
    }

    /// Whether the receiver has answered all posts.
    pub fn is_idle(&self) -> bool {
        self.pending.load(Ordering::SeqCst) == 0
    }

    /// Applies these faults to posts, in turn, where the last one repeats, and this one to
    /// preflights. Clears the tries.
    pub fn set_faults(
        &self,
        faults: impl IntoIterator<Item = NetworkFault>,
        preflights: Option<NetworkFault>,
    ) {
        *lock(&self.faults) = faults.into_iter().collect();
        *lock(&self.preflights) = preflights;
        lock(&self.tries).clear();
    }

    /// The idempotency keys of the posts.
    pub fn tries(&self) -> Vec<String> {
        lock(&self.tries).clone()
    }

    fn next(&self, head: &Head) -> (NetworkFault, Option<Pending<'_>>) {
        if head.is(&Method::OPTIONS) {
            let fault = lock(&self.preflights).clone();
            return (fault.unwrap_or_else(NetworkFault::none), None);
        }
        if !head.is(&Method::POST) {
            return (NetworkFault::none(), None);
        }
        let next = next_in(&mut lock(&self.faults));
        // Before the try is visible.
        let pending = Pending::begin(&self.pending);
        let key = head.value("idempotency-key").unwrap_or_default();
        lock(&self.tries).push(key.to_owned());
        (next.unwrap_or_else(NetworkFault::none), Some(pending))
    }

    /// Forwards connections to the server.
    pub async fn forward(
        self: Arc<Self>,
        listener: TcpListener,
        tls: Option<TlsAcceptor>,
        server: SocketAddr,
    ) {
        while let Ok((browser, _)) = listener.accept().await {
            let (proxy, tls) = (Arc::clone(&self), tls.clone());
            // An error here means that the browser has left.
            tokio::spawn(async move {
                match tls {
                    Some(tls) => proxy.forward_one(tls.accept(browser).await?, server).await,
                    None => proxy.forward_one(browser, server).await,
                }
            });
        }
    }

    async fn forward_one(
        &self,
        mut browser: impl Connection,
        server: SocketAddr,
    ) -> io::Result<()> {
        let Some((head, mut body)) = Head::read(&mut browser).await? else {
            return Ok(());
        };
        let (fault, pending) = self.next(&head);
        let wanted = match fault.reads {
            Reads::Head => 0,
            Reads::PartOfBody => PART_OF_A_BODY,
            Reads::All => head.content_length(),
        };
        while body.len() < wanted {
            if browser.read_buf(&mut body).await? == 0 {
                return Ok(());
            }
        }
        let answer = match fault.delivers {
            true => exchange(server, &head, &body).await?,
            false => Vec::new(),
        };
        drop(pending);
        let redirect;
        let (bytes, resets) = match &fault.reply {
            Reply::Relay => (&answer[..], false),
            Reply::Reset => (&[][..], true),
            Reply::RelayPartOfHead => (&answer[..PART_OF_A_HEAD], true),
            Reply::RelayAllButLastByte => (&answer[..answer.len() - 1], false),
            Reply::Hold => {
                // Reading ends when the browser hangs up.
                while browser.read_buf(&mut body).await? > 0 {}
                return Ok(());
            }
            Reply::Raw(bytes) => (&bytes[..], false),
            Reply::RedirectToOtherOrigin(status) => {
                let to = format!("{}{}", self.other_origin, scripted_endpoint::PATH);
                redirect = ScriptedResponse::status(*status).with_location(&to).bytes();
                (&redirect[..], false)
            }
        };
        browser.write_all(bytes).await?;
        if resets {
            return browser.reset();
        }
        browser.shutdown().await
    }
}

/// Counts a post until it is dropped.
struct Pending<'a>(&'a AtomicUsize);

impl<'a> Pending<'a> {
    fn begin(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The head of a request.
struct Head(String);

impl Head {
    /// Reads the head and the part of the body that came with it. `None` if nothing was sent, as on
    /// connections that browsers open in advance.
    async fn read(browser: &mut impl Connection) -> io::Result<Option<(Self, Vec<u8>)>> {
        const END: &[u8] = b"\r\n\r\n";
        let mut bytes = Vec::new();
        loop {
            if let Some(at) = bytes.windows(END.len()).position(|part| part == END) {
                let body = bytes.split_off(at + END.len());
                let head = String::from_utf8_lossy(&bytes).into_owned();
                return Ok(Some((Self(head), body)));
            }
            if browser.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        }
    }

    /// Whether it is a request to the endpoint with this method.
    fn is(&self, method: &Method) -> bool {
        self.0
            .starts_with(&format!("{method} {} ", scripted_endpoint::PATH))
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.0.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn content_length(&self) -> usize {
        let length = self.value("content-length");
        length
            .and_then(|length| length.parse().ok())
            .unwrap_or_default()
    }

    /// The head with `Connection: close`.
    fn for_one_request(&self) -> String {
        let lines = self.0.lines().filter(|line| {
            let name = line.split(':').next().unwrap_or_default();
            !line.is_empty() && !name.eq_ignore_ascii_case("connection")
        });
        let lines: Vec<_> = lines.chain(["Connection: close", "", ""]).collect();
        lines.join("\r\n")
    }
}

/// Sends the request and returns the whole response.
async fn exchange(server: SocketAddr, head: &Head, body: &[u8]) -> io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(server).await?;
    server.write_all(head.for_one_request().as_bytes()).await?;
    server.write_all(body).await?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await?;
    Ok(answer)
}
