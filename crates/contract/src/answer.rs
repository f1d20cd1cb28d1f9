//! A backend's answers to a request in JSON.

use serde::Serialize;

use crate::consultation::RequestId;

/// 201: the request is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Created {
    /// The id that the request came with.
    pub id: RequestId,
}

/// A problem (RFC 9457). Its type is `about:blank`: it means what its status means (section 4.2.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// What kind of problem it is.
    pub r#type: String,
    /// What its status means.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// What is wrong with this request, for developers.
    pub detail: String,
    /// What is wrong with each field; absent if the fields are not the problem.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub errors: Vec<FieldError>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// The field: a JSON Pointer as a URI fragment (RFC 6901, section 6), such as `#/email`.
    pub pointer: String,
    /// The error, in the guide's language if a visitor will read it.
    pub detail: String,
}

impl FieldError {
    /// An error at a pointer.
    pub fn new(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            detail: detail.into(),
        }
    }
}
