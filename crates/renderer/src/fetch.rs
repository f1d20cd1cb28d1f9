//! Fetches a guide file.

use js_sys::{Reflect, Uint8Array};
use renderer::address::{self, Rejected};
use renderer::limit::{LIMIT, Limited, TooLarge};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReadableStreamDefaultReader, Request, RequestCredentials, RequestInit, Response, Window,
};

/// Why the file cannot be fetched.
#[derive(Debug, Error)]
pub enum FetchError {
    /// A guide may not come from this address.
    #[error(transparent)]
    Rejected(#[from] Rejected),
    /// Browsers keep the reason from the page.
    #[error(
        "the guide file could not be fetched: its server does not answer, or does not allow this \
         page to read it (Access-Control-Allow-Origin), or the page's Content-Security-Policy \
         needs its server in connect-src"
    )]
    Unreachable,
    /// The server answered with an error.
    #[error("the guide file could not be fetched: its server answered {0}")]
    Status(u16),
    /// The file is larger than a guide.
    #[error(
        "the guide file is larger than {} bytes, which is the most a guide may have",
        LIMIT
    )]
    TooLarge,
    /// The file is not text.
    #[error("the guide file is not UTF-8")]
    NotText,
}

/// Fetches the text at an address, without cookies.
pub async fn text(address: &str) -> Result<String, FetchError> {
    // Not checked, here and below: pages replace `Window` and `Response`.
    let window: Window = js_sys::global().unchecked_into();
    let origin = window.origin();
    let address = address::resolve(address, Some(&origin))?;
    let response = answer(&window, &address)
        .await
        .ok_or(FetchError::Unreachable)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let body = read(&response).await;
    let body = body.ok_or(FetchError::Unreachable)?;
    let body = body.map_err(|TooLarge| FetchError::TooLarge)?;
    body.text().ok_or(FetchError::NotText)
}

/// `None` for any failure: browsers keep the reason from the page.
async fn answer(window: &Window, address: &str) -> Option<Response> {
    let options = RequestInit::new();
    options.set_credentials(RequestCredentials::Omit);
    let request = Request::new_with_str_and_init(address, &options).ok()?;
    let answer = JsFuture::from(window.fetch_with_request(&request)).await;
    Some(answer.ok()?.unchecked_into())
}

/// Reads piece by piece, and stops at the limit.
async fn read(response: &Response) -> Option<Result<Limited, TooLarge>> {
    let mut read = Limited::default();
    let reader = ReadableStreamDefaultReader::new(&response.body()?).ok()?;
    loop {
        let piece = JsFuture::from(reader.read()).await.ok()?;
        if property(&piece, "done")?.is_truthy() {
            return Some(Ok(read));
        }
        let bytes = Uint8Array::new(&property(&piece, "value")?).to_vec();
        if let Err(error) = read.take(&bytes) {
            // The rest is not needed.
            let _ = reader.cancel();
            return Some(Err(error));
        }
    }
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()
}
