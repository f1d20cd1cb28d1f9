//! The files that a page loads, and what somebody may do to them on the way.

use axum::body::{Body, to_bytes};
use axum::http::header;
use axum::response::Response;

/// More than any file of ours.
const LIMIT: usize = 1 << 24;

/// What a page loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The loader itself.
    Loader,
    /// The script that joins the page and the Wasm.
    Glue,
    /// The Wasm.
    Wasm,
    /// The style sheet.
    Style,
    /// The printed guide.
    Text,
    /// Every file that is named by its hash, as after a deploy.
    Build,
}

impl Part {
    /// Whether this is the path of such a file.
    pub fn is_at(self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        match self {
            Self::Loader => name.starts_with("care-guide") && name.ends_with(".js"),
            Self::Text => path.starts_with("/guides/") && name.ends_with(".html"),
            Self::Build => {
                path != "/care-guide.js"
                    && [
                        Self::Loader,
                        Self::Glue,
                        Self::Wasm,
                        Self::Style,
                        Self::Text,
                    ]
                    .iter()
                    .any(|part| part.is_at(path))
            }
            Self::Glue => name.starts_with("careguide-") && name.ends_with(".js"),
            Self::Wasm => name.starts_with("careguide-") && name.ends_with(".wasm"),
            Self::Style => name.starts_with("care-guide-") && name.ends_with(".css"),
        }
    }

    /// What would work just as well, and does one thing more: `window.forged` is set, where it can
    /// be.
    fn more(self) -> &'static [u8] {
        match self {
            Self::Glue => b"\nwindow.forged = true;\n",
            // A custom section with nothing in it but its name (WebAssembly, section 5.5.3).
            Self::Wasm => b"\0\x02\x01a",
            Self::Style => b"\n.care-guide { outline: 9px solid red }\n",
            Self::Loader | Self::Text | Self::Build => panic!("{self:?} has no digest to break"),
        }
    }

    /// Adds to the file.
    pub async fn forge(self, response: Response) -> Response {
        let (mut parts, body) = response.into_parts();
        let bytes = to_bytes(body, LIMIT).await.expect("a file");
        let forged = [&bytes[..], self.more()].concat();
        parts.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(parts, Body::from(forged))
    }
}
