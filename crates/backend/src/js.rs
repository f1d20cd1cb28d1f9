//! Verdicts and problem documents as JavaScript objects. The module for other backends writes a
//! [`Verdict`], and the page's own Wasm reads it.

use contract::Field;
use contract::consultation::Token as _;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::js_sys::{Array, JSON, Object, Reflect};

use super::answer::pointed_at;
use super::{InvalidField, SubmitError, Verdict};

impl Verdict {
    /// The verdict as an object: `kind`, `reason`, `maybeDelivered`, `retryAfter`, and `errors` as in
    /// a problem document.
    pub fn to_js(&self) -> Object {
        let (kind, error, maybe_delivered) = match self {
            Self::Sent => ("sent", None, false),
            Self::Unconfirmed => ("unconfirmed", None, false),
            Self::Retry {
                error,
                maybe_delivered,
                ..
            } => ("retry", Some(*error), *maybe_delivered),
            Self::Fail {
                error,
                maybe_delivered,
            } => ("fail", Some(*error), *maybe_delivered),
            Self::Invalid(_) => ("invalid", None, false),
        };
        let verdict = object(&[
            ("kind", kind.into()),
            ("reason", error.map(SubmitError::reason).into()),
            ("maybeDelivered", maybe_delivered.into()),
        ]);
        match self {
            Self::Retry { retry_after, .. } => set(&verdict, "retryAfter", (*retry_after).into()),
            Self::Invalid(errors) => {
                let errors = errors.iter().map(|(field, detail)| {
                    let pointer = field.map(|field| format!("#/{field}"));
                    object(&[("pointer", pointer.into()), ("detail", detail.into())])
                });
                set(&verdict, "errors", errors.collect::<Array>().into());
            }
            _ => {}
        }
        verdict
    }

    /// The verdict in an object of [`Verdict::to_js`].
    pub fn from_js(verdict: &JsValue) -> Option<Self> {
        let error = || SubmitError::from_reason(&text(verdict, "reason"));
        let maybe_delivered = member(verdict, "maybeDelivered")?.is_truthy();
        Some(match text(verdict, "kind").as_str() {
            "sent" => Self::Sent,
            "unconfirmed" => Self::Unconfirmed,
            "retry" => Self::Retry {
                error: error()?,
                maybe_delivered,
                retry_after: member(verdict, "retryAfter")?
                    .as_f64()
                    .map(|seconds| seconds as u32),
            },
            "fail" => Self::Fail {
                error: error()?,
                maybe_delivered,
            },
            "invalid" => Self::Invalid(errors(verdict)?),
            _ => return None,
        })
    }
}

/// The `errors` of a problem document (RFC 9457), read by the browser's own JSON parser; `None` if
/// the text is no such document. A parser in the Wasm would cost every visitor several kilobytes.
pub fn problem_errors(text: &str) -> Option<Vec<InvalidField>> {
    errors(&JSON::parse(text).ok()?)
}

fn errors(of: &JsValue) -> Option<Vec<InvalidField>> {
    let errors: Array = member(of, "errors")?.dyn_into().ok()?;
    let errors = errors.iter().map(|error| {
        let pointer = text(&error, "pointer");
        (
            Field::from_word(pointed_at(&pointer)),
            text(&error, "detail"),
        )
    });
    Some(errors.collect())
}

fn text(of: &JsValue, name: &str) -> String {
    let text = member(of, name).and_then(|text| text.as_string());
    text.unwrap_or_default()
}

fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    // Fails if `of` is not an object.
    Reflect::get(of, &JsValue::from_str(name)).ok()
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        set(&object, name, value.clone());
    }
    object
}

fn set(object: &Object, name: &str, value: JsValue) {
    // Fails only for an object that is frozen or not extensible.
    let _ = Reflect::set(object, &JsValue::from_str(name), &value);
}
