//! TLS with a self-signed certificate, which browsers accept by capability.

use std::io;
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::server::TlsStream;

pub trait Connection: AsyncRead + AsyncWrite + Unpin {
    /// Resets (RST) the TCP connection.
    fn reset(self) -> io::Result<()>;
}

impl Connection for TcpStream {
    fn reset(self) -> io::Result<()> {
        self.set_zero_linger()
    }
}

impl Connection for TlsStream<TcpStream> {
    fn reset(self) -> io::Result<()> {
        self.into_inner().0.reset()
    }
}

/// Accepts TLS connections to 127.0.0.1 with a new certificate.
pub fn acceptor() -> TlsAcceptor {
    let certified = generate_simple_self_signed(["127.0.0.1".to_owned()]);
    let CertifiedKey { cert, signing_key } = certified.expect("a certificate");
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions that the provider knows")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())
        .expect("the key is the certificate's");
    TlsAcceptor::from(Arc::new(config))
}
