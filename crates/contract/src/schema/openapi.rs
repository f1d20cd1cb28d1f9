//! The receiver's API as OpenAPI 3.1, its schemas those of the types.

use std::collections::BTreeMap;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::{Value, json};

use super::answers::{self, Answer, refusal};
use super::form;
use crate::ConsultationRequest;
use crate::answer::{Created, Problem};
use crate::consultation::RequestId;

/// A request's id as the tests and the documents write one.
const EXAMPLE: &str = "123e4567-e89b-42d3-a456-426614174000";

/// An OpenAPI document, in the order that people read it.
#[derive(Debug, Serialize)]
pub struct Document {
    openapi: &'static str,
    info: Value,
    servers: Value,
    security: [(); 0],
    paths: Value,
    components: Components,
}

#[derive(Debug, Serialize)]
struct Components {
    schemas: BTreeMap<String, Schema>,
    headers: Value,
    responses: Value,
}

/// The document of the receiver's API.
pub fn document() -> Document {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    let request = generator.subschema_for::<ConsultationRequest>();
    let created = generator.subschema_for::<Created>();
    let problem = generator.subschema_for::<Problem>();
    generator.subschema_for::<RequestId>();
    let mut schemas = generator.take_definitions(true);
    let form = schemas.get("ConsultationRequest").map(form::of);
    schemas.extend(form.map(|form| ("ConsultationForm".to_owned(), form)));
    let key = schemas.get("RequestId").and_then(key).unwrap_or_default();
    Document {
        openapi: "3.1.1",
        info: json!({
            "title": "Careguide's consultation requests",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
            "description": "What `<care-guide backend=\"careguide\">` expects of its `endpoint`, as the receiver answers. What the answers mean to the page, and what a backend of your own must do: docs/backends.md.",
        }),
        servers: json!([{ "url": "/" }]),
        security: [],
        paths: json!({
            "/api/consultations": {
                "post": post(&request, &created, &key),
                "options": preflight(),
            },
            "/api/consultations/{reference}": { "get": confirmation() },
        }),
        components: Components {
            schemas: schemas
                .into_iter()
                .filter_map(|(name, schema)| Some((name, Schema::try_from(schema).ok()?)))
                .collect(),
            headers: answers::headers(),
            responses: answers::refusals(&problem),
        },
    }
}

/// The pattern of an id as a structured-field string.
fn key(id: &Value) -> Option<String> {
    let pattern = id["pattern"].as_str()?.trim_matches(['^', '$']);
    Some(format!("^\"{pattern}\"$"))
}

fn post(request: &Schema, created: &Schema, key: &str) -> Value {
    json!({
        "operationId": "sendRequest",
        "summary": "Send a request",
        "description": "In JSON by the page that is awake, urlencoded by a form without scripts. The same `id` with the same content is one request, however often it comes, and gets the same answer.",
        "parameters": [{
            "name": "Idempotency-Key",
            "in": "header",
            "description": "The request's `id` as a structured-field string (RFC 9651): with its quotes. Optional, because the `id` alone decides.",
            "schema": { "type": "string", "pattern": key },
            "example": format!("\"{EXAMPLE}\""),
        }],
        "requestBody": {
            "required": true,
            "description": "At most 32 KiB, uncompressed.",
            "content": {
                "application/json": { "schema": request, "example": example() },
                "application/x-www-form-urlencoded": {
                    "schema": { "$ref": "#/components/schemas/ConsultationForm" },
                },
            },
        },
        "responses": {
            "201": Answer::private("JSON: it is on disk. A repetition gets the same.")
                .json("application/json", created)
                .header("Location"),
            "303": Answer::private("Form: it is on disk. Leads to the confirmation.")
                .header("Location"),
            "400": refusal("BadRequest"),
            "403": refusal("ForeignForm"),
            "405": refusal("MethodNotAllowed"),
            "408": refusal("TooSlow"),
            "413": refusal("TooLarge"),
            "415": refusal("UnsupportedMediaType"),
            "422": refusal("Invalid"),
            "429": refusal("TooMany"),
            "503": refusal("Unavailable"),
        },
    })
}

fn preflight() -> Value {
    let asks = |name: &str, example: &str| {
        json!({
            "name": name,
            "in": "header",
            "schema": { "type": "string" },
            "example": example,
        })
    };
    json!({
        "operationId": "askForPermission",
        "summary": "Ask whether a page of another origin may send",
        "description": "The preflight of the CORS protocol, which browsers send by themselves. There are no cookies, so credentials are never allowed, and every header is.",
        "parameters": [
            asks("Origin", "https://clinic.example"),
            asks("Access-Control-Request-Method", "POST"),
            asks("Access-Control-Request-Headers", "content-type,idempotency-key,traceparent"),
        ],
        "responses": {
            "200": Answer::new("The receiver was started with `--origin`. A page may send if its origin is in `Access-Control-Allow-Origin`; otherwise that header is not there.")
                .header("Access-Control-Allow-Origin")
                .header("Access-Control-Allow-Methods")
                .header("Access-Control-Allow-Headers")
                .header("Access-Control-Max-Age"),
            "405": refusal("MethodNotAllowed"),
        },
    })
}

fn confirmation() -> Value {
    let word = |name: &str, description: &str, example: &str| {
        json!({
            "name": name,
            "in": "query",
            "description": description,
            "schema": { "type": "string" },
            "example": example,
        })
    };
    json!({
        "operationId": "showConfirmation",
        "summary": "The page after a form post",
        "description": "The same for every reference, known or not, so it does not reveal whether a request exists. It holds no id.",
        "parameters": [
            {
                "name": "reference",
                "in": "path",
                "required": true,
                "description": "The first eight characters of the id, as visitors read them.",
                "schema": { "type": "string", "pattern": "^[0-9A-F]{4}-[0-9A-F]{4}$" },
                "example": "123E-4567",
            },
            word("guide", "Whose words the page speaks.", "mdma"),
            word("language", "In which language (BCP 47).", "en"),
        ],
        "responses": {
            "200": Answer::private("The confirmation.").page(),
            "404": refusal("NotFound"),
            "405": refusal("MethodNotAllowed"),
            "503": refusal("Unavailable"),
        },
    })
}

fn example() -> Value {
    json!({
        "id": EXAMPLE,
        "name": "Ana Núñez",
        "email": "ana@example.org",
        "contact_by": "email",
        "best_time": "morning",
        "topics": ["risks"],
        "message": "Please call me back.",
        "consent_contact": true,
        "consent_wording": "The clinic may contact me about this request.",
        "guide": "mdma",
        "guide_revision": "2026-11-24",
        "language": "en",
        "page": "https://clinic.example/guide/",
    })
}
