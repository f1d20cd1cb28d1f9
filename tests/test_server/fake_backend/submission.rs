//! A request to a fake backend as names and values.

use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use multer::Multipart;
use serde_json::Value;
use url::form_urlencoded;

use super::behaviour::{Behaviour, Required};

/// A request that a fake backend took or rejected.
#[derive(Debug, Clone)]
pub struct Submission {
    pub at: Instant,
    /// The name of the response.
    pub answer: String,
    /// Null if the body is not JSON.
    pub body: Value,
    headers: HeaderMap,
    /// The fields that the backend keeps, by its own names.
    fields: Vec<(String, String)>,
    /// The field that collects unknown fields as lines.
    rest: Option<String>,
    /// Our field names and its own.
    names: Vec<(String, String)>,
}

impl Submission {
    pub async fn read(headers: HeaderMap, bytes: Bytes, behaviour: &Behaviour) -> Self {
        let kind = headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let mut body = Value::Null;
        let mut fields = if let Ok(boundary) = multer::parse_boundary(kind) {
            multipart(bytes, boundary).await
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            form_urlencoded::parse(&bytes).into_owned().collect()
        } else {
            body = serde_json::from_slice(&bytes).unwrap_or_default();
            members(&body, behaviour.list.as_deref())
        };
        if let Some(known) = &behaviour.knows {
            fields.retain(|(name, _)| known.contains(name));
        }
        Self {
            at: Instant::now(),
            answer: String::new(),
            body,
            headers,
            fields,
            rest: behaviour.rest.clone(),
            names: behaviour.names.clone().into_iter().collect(),
        }
    }

    /// Whether it meets the requirement.
    pub fn meets(&self, required: &Required) -> bool {
        match required {
            Required::ContentType(start) => self.header("content-type").starts_with(start.as_str()),
            Required::Accept(kind) => self.header("accept").contains(kind.as_str()),
            Required::Field(name) => !self.field(name).is_empty(),
            Required::Member(pointer) => match self.body.pointer(pointer) {
                None | Some(Value::Null | Value::Bool(false)) => false,
                Some(Value::String(text)) => !text.is_empty(),
                Some(_) => true,
            },
        }
    }

    /// The value of a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The value of a field by the backend's own name, or nothing.
    pub fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// All values of a field.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let own = self.fields.iter().filter(|(own, _)| own == name);
        own.map(|(_, value)| value.as_str()).collect()
    }

    pub fn names(&self) -> Vec<&str> {
        self.fields.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The value of one of our fields: in a field of its own or as a line of the collecting field.
    /// Nothing if it is in neither.
    pub fn value_of(&self, ours: &str) -> &str {
        let own = self.names.iter().find(|(name, _)| name == ours);
        let own = self.field(own.map_or(ours, |(_, own)| own));
        match &self.rest {
            Some(rest) if own.is_empty() => {
                let start = format!("{ours}: ");
                let mut lines = self.field(rest).lines();
                lines
                    .find_map(|line| line.strip_prefix(start.as_str()))
                    .unwrap_or_default()
            }
            _ => own,
        }
    }
}

fn members(body: &Value, list: Option<&str>) -> Vec<(String, String)> {
    if let Some(pointer) = list {
        let items = body.pointer(pointer).and_then(Value::as_array);
        let field = |item: &Value| Some((item["name"].as_str()?.to_owned(), text(&item["value"])));
        return items.into_iter().flatten().filter_map(field).collect();
    }
    let members = body.as_object().into_iter().flatten();
    let named = members.flat_map(|(name, value)| {
        let values = match value {
            Value::Array(values) => values.iter().map(text).collect(),
            value => vec![text(value)],
        };
        values.into_iter().map(|value| (name.clone(), value))
    });
    named.collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

async fn multipart(bytes: Bytes, boundary: String) -> Vec<(String, String)> {
    let mut parts = Multipart::new(Body::from(bytes).into_data_stream(), boundary);
    let mut fields = Vec::new();
    while let Ok(Some(part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        if let Ok(value) = part.text().await {
            fields.push((name, value));
        }
    }
    fields
}
