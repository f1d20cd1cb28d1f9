//! The wire between the browser and the clinic, where things go wrong on the way.
//!
//! Each connection carries one request and ends, so that a browser never has one to use again, and
//! what comes over the wire is what the page has sent. Only posts to the endpoint meet a fault.

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
use super::scripted_endpoint::{self, ScriptedResponse};
use super::tls::Connection;
use crate::lock;

/// How much of a body has come when the wire breaks in the middle of it.
const PART_OF_A_BODY: usize = 40;

/// How much of an answer has gone out when the wire breaks in the middle of its first line.
const PART_OF_A_HEAD: usize = 10;

/// The wire.
pub struct FaultyProxy {
    /// The other origin.
    other_origin: String,
    script: Mutex<VecDeque<NetworkFault>>,
    preflights: Mutex<Option<NetworkFault>>,
    tries: Mutex<Vec<String>>,
    /// How many posts are on their way to the receiver, or not answered by it yet.
    under_way: AtomicUsize,
}

impl FaultyProxy {
    /// A wire that goes to the page's origin and this one, and on which nothing goes wrong.
    pub fn new(other_origin: &str) -> Self {
        Self {
            other_origin: other_origin.to_owned(),
            script: Mutex::default(),
            preflights: Mutex::default(),
            tries: Mutex::default(),
            under_way: AtomicUsize::default(),
        }
    }

    /// Whether the receiver has answered all that it was given.
    pub fn is_idle(&self) -> bool {
        self.under_way.load(Ordering::SeqCst) == 0
    }

    /// From now on does these to posts, one after the other, where the last one goes on, and this
    /// to preflights. Forgets the tries.
    pub fn set_faults(
        &self,
        faults: impl IntoIterator<Item = NetworkFault>,
        preflights: Option<NetworkFault>,
    ) {
        *lock(&self.script) = faults.into_iter().collect();
        *lock(&self.preflights) = preflights;
        lock(&self.tries).clear();
    }

    /// The idempotency keys of the posts so far.
    pub fn tries(&self) -> Vec<String> {
        lock(&self.tries).clone()
    }

    fn next(&self, head: &Head) -> (NetworkFault, Option<UnderWay<'_>>) {
        if head.is(&Method::OPTIONS) {
            let fault = lock(&self.preflights).clone();
            return (fault.unwrap_or_else(NetworkFault::none), None);
        }
        if !head.is(&Method::POST) {
            return (NetworkFault::none(), None);
        }
        let mut script = lock(&self.script);
        let next = match script.len() {
            0 | 1 => script.front().cloned(),
            _ => script.pop_front(),
        };
        // Before anybody can see that it has come.
        let under_way = UnderWay::begin(&self.under_way);
        let key = head.value("idempotency-key").unwrap_or_default();
        lock(&self.tries).push(key.to_owned());
        (next.unwrap_or_else(NetworkFault::none), Some(under_way))
    }

    /// Carries what comes to the listener, under TLS or not, on to the server behind it.
    pub async fn carry(
        self: Arc<Self>,
        listener: TcpListener,
        tls: Option<TlsAcceptor>,
        server: SocketAddr,
    ) {
        while let Ok((browser, _)) = listener.accept().await {
            let (wire, tls) = (Arc::clone(&self), tls.clone());
            // A browser that goes away in the middle is nobody's fault.
            tokio::spawn(async move {
                match tls {
                    Some(tls) => wire.carry_one(tls.accept(browser).await?, server).await,
                    None => wire.carry_one(browser, server).await,
                }
            });
        }
    }

    async fn carry_one(&self, mut browser: impl Connection, server: SocketAddr) -> io::Result<()> {
        let Some((head, mut body)) = Head::read(&mut browser).await? else {
            return Ok(());
        };
        let (fault, under_way) = self.next(&head);
        let wanted = match fault.reads {
            Reads::Head => 0,
            Reads::PartOfBody => PART_OF_A_BODY,
            Reads::All => head.body_length(),
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
        drop(under_way);
        let redirect;
        let (bytes, resets) = match &fault.reply {
            Reply::Relay => (&answer[..], false),
            Reply::Reset => (&[][..], true),
            Reply::RelayPartOfHead => (&answer[..PART_OF_A_HEAD], true),
            Reply::RelayAllButLastByte => (&answer[..answer.len() - 1], false),
            Reply::Hold => {
                // It says nothing more, so reading ends when it hangs up.
                while browser.read_buf(&mut body).await? > 0 {}
                return Ok(());
            }
            Reply::Raw(bytes) => (&bytes[..], false),
            Reply::RedirectToOtherOrigin(status) => {
                let to = format!("{}{}", self.other_origin, scripted_endpoint::PATH);
                redirect = ScriptedResponse::status(*status).leading_to(&to).bytes();
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

/// Counts a post for as long as the receiver may still be given it.
struct UnderWay<'a>(&'a AtomicUsize);

impl<'a> UnderWay<'a> {
    fn begin(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A request's head.
struct Head(String);

impl Head {
    /// Reads it, and what has come of the body with it; `None` where nothing was asked, as on
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

    /// Whether it is one of these to the endpoint.
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

    fn body_length(&self) -> usize {
        let length = self.value("content-length");
        length
            .and_then(|length| length.parse().ok())
            .unwrap_or_default()
    }

    /// The same, for a connection that ends with the answer.
    fn for_one_request(&self) -> String {
        let lines = self.0.lines().filter(|line| {
            let name = line.split(':').next().unwrap_or_default();
            !line.is_empty() && !name.eq_ignore_ascii_case("connection")
        });
        let lines: Vec<_> = lines.chain(["Connection: close", "", ""]).collect();
        lines.join("\r\n")
    }
}

/// Asks the server, and gives all of its answer.
async fn exchange(server: SocketAddr, head: &Head, body: &[u8]) -> io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(server).await?;
    server.write_all(head.for_one_request().as_bytes()).await?;
    server.write_all(body).await?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await?;
    Ok(answer)
}
