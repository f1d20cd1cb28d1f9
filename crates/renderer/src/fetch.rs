//! A guide file over the network.

use js_sys::{Reflect, Uint8Array};
use renderer::address::{self, Refused};
use renderer::limit::{LIMIT, Limited, TooLarge};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReadableStreamDefaultReader, Request, RequestCredentials, RequestInit, Response, Window,
};

/// Why there is no text.
#[derive(Debug, Error)]
pub enum FetchError {
    /// The address is none that a guide may come from.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The browser tells a page no more than that.
    #[error(
        "the guide file could not be fetched: its server does not answer, or does not allow this \
         page to read it (Access-Control-Allow-Origin), or the page's Content-Security-Policy \
         needs its server in connect-src"
    )]
    Unreachable,
    /// The server has no such file for us.
    #[error("the guide file could not be fetched: its server answered {0}")]
    Status(u16),
    /// It is more than a guide.
    #[error(
        "the guide file is larger than {} bytes, which is the most a guide may have",
        LIMIT
    )]
    TooLarge,
    /// It is not text.
    #[error("the guide file is not UTF-8")]
    NotText,
}

/// The text at an address. Sends no cookies.
pub async fn text(address: &str) -> Result<String, FetchError> {
    let window = web_sys::window().ok_or(FetchError::Unreachable)?;
    let origin = window.location().origin().ok();
    let address = address::resolve(address, origin.as_deref())?;
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

/// Any failure is the same to us: browsers keep the reason from pages.
async fn answer(window: &Window, address: &str) -> Option<Response> {
    let options = RequestInit::new();
    options.set_credentials(RequestCredentials::Omit);
    let request = Request::new_with_str_and_init(address, &options).ok()?;
    let answer = JsFuture::from(window.fetch_with_request(&request)).await;
    answer.ok()?.dyn_into().ok()
}

/// Reads piece by piece, and stops where it becomes too much.
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
            // Nobody waits for the rest.
            let _ = reader.cancel();
            return Some(Err(error));
        }
    }
}

fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()
}
