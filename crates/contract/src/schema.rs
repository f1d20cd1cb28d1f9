//! The documents that are made from the types: JSON Schemas, the OpenAPI document, and the table of
//! what leaves the page.

use schemars::{Schema, schema_for};
use serde::Serialize;

use crate::{Clinic, ConsultationRequest, Guide};

mod answers;
mod fields;
mod form;
mod openapi;

pub use fields::document as with_table_of_fields;

/// The JSON Schema of the guide file.
pub fn guide() -> Schema {
    schema_for!(Guide)
}

/// The JSON Schema of the clinic's particulars.
pub fn clinic() -> Schema {
    schema_for!(Clinic)
}

/// The JSON Schema of the request.
pub fn request() -> Schema {
    schema_for!(ConsultationRequest)
}

/// The OpenAPI document of the receiver's API, its members in the order that people read.
pub fn openapi() -> impl Serialize {
    openapi::document()
}
