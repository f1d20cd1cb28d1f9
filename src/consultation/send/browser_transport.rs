//! The transport of a page: `fetch`, and the module for backends other than the default one.

use std::cell::RefCell;

use backend::browser::{Answer, Post};
use backend::{Reply, SubmitError, Verdict};
use contract::consultation::RequestId;
use leptos::prelude::*;
use leptos::web_sys::js_sys::Math;
use wasm_bindgen::JsValue;

use super::backend_module::BackendModule;
use super::transport::Transport;
use crate::browser;
use crate::config::{Backend, Endpoint};
use crate::host::Host;

/// Sends to one endpoint from the browser.
pub struct BrowserTransport {
    host: Host,
    /// Whether requests can be sent at all.
    open: RwSignal<bool>,
    endpoint: Option<Endpoint>,
    backend: Backend,
    module: RefCell<Option<BackendModule>>,
}

impl BrowserTransport {
    /// A transport that has loaded nothing yet. It closes the form where the profile is wrong.
    pub fn new(
        host: Host,
        open: RwSignal<bool>,
        endpoint: Option<Endpoint>,
        backend: Backend,
    ) -> Self {
        Self {
            host,
            open,
            endpoint,
            backend,
            module: RefCell::new(None),
        }
    }

    fn address(&self) -> &str {
        self.endpoint.as_ref().map_or("", Endpoint::as_str)
    }

    /// Makes one try by the default contract.
    async fn post_by_default(&self, id: &RequestId, body: &str) -> Verdict {
        // A string of structured fields has quotes (RFC 9651, section 3.3.3).
        let key = format!("\"{id}\"");
        let post = Post {
            endpoint: self.address(),
            key: Some(&key),
            content_type: Some("application/json"),
            body: &JsValue::from_str(body),
            redirect: false,
            opaque: false,
        };
        let answer = match post.send(|status| status == 422).await {
            Ok(answer) => answer,
            Err(reply) => return reply.verdict(true),
        };
        let Answer {
            status,
            retry_after,
            text,
        } = answer;
        let reply = Reply::Answer {
            status,
            retry_after,
            errors: text.as_deref().and_then(backend::problem_errors),
        };
        let verdict = reply.verdict(true);
        if let (Verdict::Fail { .. }, Some(text)) = (&verdict, text) {
            self.host.explain(body, status, &text);
        }
        verdict
    }
}

impl Transport for BrowserTransport {
    async fn prepare(&self) -> Result<(), SubmitError> {
        let Backend::Profile { file, own } = &self.backend else {
            return Ok(());
        };
        if self.module.borrow().is_some() {
            return Ok(());
        }
        let promise = self.host.backend_module(*file, own.as_deref());
        match BackendModule::from_promise(promise).await {
            Ok(module) => {
                *self.module.borrow_mut() = Some(module);
                Ok(())
            }
            Err(wrong) => {
                if let Some(wrong) = wrong {
                    // The backend would lose what it does not understand.
                    browser::warn(&wrong);
                    self.open.try_set(false);
                }
                Err(SubmitError::Unavailable)
            }
        }
    }

    async fn post(&self, id: &RequestId, body: &str) -> Verdict {
        let module = self.module.borrow().clone();
        match module {
            Some(module) => module.try_once(self.address(), body).await,
            None => self.post_by_default(id, body).await,
        }
    }

    fn follows_redirects(&self) -> bool {
        let module = self.module.borrow();
        module.as_ref().is_some_and(BackendModule::redirects)
    }

    fn is_forbidden(&self) -> bool {
        browser::is_forbidden(self.address())
    }

    fn is_online(&self) -> bool {
        browser::is_online()
    }

    async fn sleep(&self, milliseconds: i32) {
        browser::sleep(milliseconds).await;
    }

    fn jitter(&self) -> f64 {
        Math::random()
    }

    fn random_bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        browser::fill_with_random(&mut bytes);
        bytes
    }
}
