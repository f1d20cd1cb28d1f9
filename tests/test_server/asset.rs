//! The files that a page loads, and tampering with them.

use axum::body::{Body, to_bytes};
use axum::http::header;
use axum::response::Response;

use super::FILE_LIMIT;

/// A file that a page loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asset {
    Loader,
    /// The JavaScript that loads the Wasm.
    Glue,
    Wasm,
    Style,
    GuideHtml,
    /// Every file with a hash in its name, as after a deploy.
    Hashed,
}

impl Asset {
    /// Whether the path is that of such a file.
    pub fn is_at(self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        match self {
            Self::Loader => name.starts_with("care-guide") && name.ends_with(".js"),
            Self::Glue => name.starts_with("careguide-") && name.ends_with(".js"),
            Self::Wasm => name.starts_with("careguide-") && name.ends_with(".wasm"),
            Self::Style => name.starts_with("care-guide-") && name.ends_with(".css"),
            Self::GuideHtml => path.starts_with("/guides/") && name.ends_with(".html"),
            Self::Hashed => {
                let assets = [
                    Self::Loader,
                    Self::Glue,
                    Self::Wasm,
                    Self::Style,
                    Self::GuideHtml,
                ];
                path != "/care-guide.js" && assets.iter().any(|asset| asset.is_at(path))
            }
        }
    }

    /// Bytes that keep the file valid and leave a trace, such as `window.tampered`.
    fn addition(self) -> &'static [u8] {
        match self {
            Self::Glue => b"\nwindow.tampered = true;\n",
            // A custom section with nothing in it but its name (WebAssembly, section 5.5.3).
            Self::Wasm => b"\0\x02\x01a",
            Self::Style => b"\n.care-guide { outline: 9px solid red }\n",
            Self::Loader | Self::GuideHtml | Self::Hashed => {
                panic!("{self:?} has no digest to break")
            }
        }
    }

    /// Adds bytes to the file.
    pub async fn tamper(self, response: Response) -> Response {
        let (mut parts, body) = response.into_parts();
        let bytes = to_bytes(body, FILE_LIMIT).await.expect("a file");
        let tampered = [&bytes[..], self.addition()].concat();
        parts.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(parts, Body::from(tampered))
    }
}
