//! Fetches a profile of the page's own.

use std::fmt;

use gloo_net::http::Request;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_futures::js_sys::{Promise, Reflect, Uint8Array};
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCredentials, Response};

use super::browser::Deadline;

/// The most bytes of a profile: thirty times a long one. Without a limit a wrong address could fill a
/// visitor's memory.
const LIMIT: usize = 1 << 16;

/// Why a profile cannot be fetched.
#[derive(Debug)]
pub enum FetchError {
    /// Browsers keep the reason from the page.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// The server answered with an error.
    Status(u16),
    /// The file is larger than a profile.
    TooLarge,
    /// The file is not text.
    NotText,
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => f.write_str(
                "its server does not answer, or does not allow this page to read it \
                 (Access-Control-Allow-Origin), or the page's Content-Security-Policy needs its \
                 server in connect-src",
            ),
            Self::TimedOut => f.write_str("it did not come within 10 seconds"),
            Self::Status(status) => write!(f, "its server answered {status}"),
            Self::TooLarge => write!(f, "it is larger than {LIMIT} bytes"),
            Self::NotText => f.write_str("it is not UTF-8"),
        }
    }
}

/// A file on its way.
pub struct Pending {
    deadline: Deadline,
    response: Promise,
}

impl Pending {
    /// Asks for the file at an address, without cookies. `None` if that cannot be done.
    pub fn start(address: &str) -> Option<Self> {
        let mut deadline = Deadline::start(AbortController::new().ok()?);
        let request = Request::get(address)
            .credentials(RequestCredentials::Omit)
            .abort_signal(Some(&deadline.signal()))
            .build();
        let response = deadline.send(request.ok()?)?;
        Some(Self { deadline, response })
    }

    /// Its text.
    ///
    /// # Errors
    /// Says why there is none.
    pub async fn text(self) -> Result<String, FetchError> {
        let Self { deadline, response } = self;
        match text(response).await {
            Err(FetchError::Unreachable) if deadline.has_passed() => Err(FetchError::TimedOut),
            text => text,
        }
    }
}

async fn text(response: Promise) -> Result<String, FetchError> {
    let response = JsFuture::from(response).await;
    let response = response.map_err(|_| FetchError::Unreachable)?;
    let response: Response = response.dyn_into().map_err(|_| FetchError::Unreachable)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let bytes = read(&response).await?;
    let text = String::from_utf8(bytes).map_err(|_| FetchError::NotText)?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map_or(text.clone(), str::to_owned))
}

/// Reads piece by piece, and stops at the limit.
async fn read(response: &Response) -> Result<Vec<u8>, FetchError> {
    let mut read = Vec::new();
    let body = response.body().ok_or(FetchError::Unreachable)?;
    let reader = ReadableStreamDefaultReader::new(&body).map_err(|_| FetchError::Unreachable)?;
    loop {
        let piece = JsFuture::from(reader.read()).await;
        let piece = piece.map_err(|_| FetchError::Unreachable)?;
        if member(&piece, "done").is_truthy() {
            return Ok(read);
        }
        let value: Uint8Array = member(&piece, "value").unchecked_into();
        if read.len() + value.length() as usize > LIMIT {
            // The rest is not needed.
            let _ = reader.cancel();
            return Err(FetchError::TooLarge);
        }
        read.extend(value.to_vec());
    }
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
