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
    /// What checks a guide's HTML whose bytes are others than those built.
    Check,
    /// The profiles of other backends.
    Profile,
    /// The JavaScript of the module for other backends.
    BackendGlue,
    /// The JavaScript that loads the renderer.
    RendererGlue,
    RendererWasm,
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
            Self::GuideHtml => path.contains("/guides/") && name.ends_with(".html"),
            Self::Check => name.starts_with("check-") && name.ends_with(".js"),
            Self::Profile => path.contains("/backends/") && name.ends_with(".json"),
            Self::BackendGlue => name.starts_with("backend-") && name.ends_with(".js"),
            Self::RendererGlue => name.starts_with("renderer-") && name.ends_with(".js"),
            Self::RendererWasm => name.starts_with("renderer-") && name.ends_with(".wasm"),
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
            Self::Loader | Self::Glue | Self::Check | Self::BackendGlue | Self::RendererGlue => {
                b"\nwindow.tampered = true;\n"
            }
            Self::Profile => b"\n",
            // A custom section with nothing in it but its name (WebAssembly, section 5.5.3).
            Self::Wasm | Self::RendererWasm => b"\0\x02\x01a",
            Self::Style => b"\n.care-guide { outline: 9px solid red }\n",
            // It stays what it was for who ignores comments.
            Self::GuideHtml | Self::Hashed => b"<!-- tampered -->",
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
