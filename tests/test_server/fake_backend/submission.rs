//! What a stand-in was sent, as names and values.

use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use multer::Multipart;
use serde_json::Value;
use url::form_urlencoded;

use super::behaviour::{Behaviour, Required};

/// A request that a stand-in took or refused.
#[derive(Debug, Clone)]
pub struct Submission {
    /// When it came.
    pub at: Instant,
    /// The name of the answer that it got.
    pub answer: String,
    /// The body where it is JSON, else null.
    pub body: Value,
    headers: HeaderMap,
    /// The fields that the backend keeps, under its own names.
    fields: Vec<(String, String)>,
    /// Its field whose last lines hold what it has no field for.
    rest: Option<String>,
    /// Our names, and its own for them.
    names: Vec<(String, String)>,
}

impl Submission {
    /// Reads one.
    pub async fn read(headers: HeaderMap, bytes: Bytes, conduct: &Behaviour) -> Self {
        let kind = headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let mut body = Value::Null;
        let mut fields = if let Ok(boundary) = multer::parse_boundary(kind) {
            multipart(bytes, boundary).await
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            form_urlencoded::parse(&bytes).into_owned().collect()
        } else {
            body = serde_json::from_slice(&bytes).unwrap_or_default();
            members(&body, conduct.list.as_deref())
        };
        if let Some(known) = &conduct.knows {
            fields.retain(|(name, _)| known.contains(name));
        }
        Self {
            at: Instant::now(),
            answer: String::new(),
            body,
            headers,
            fields,
            rest: conduct.rest.clone(),
            names: conduct.names.clone().into_iter().collect(),
        }
    }

    /// Whether it has what the backend asks for.
    pub fn has(&self, required: &Required) -> bool {
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

    /// A header, empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The text of a field under the backend's own name; empty where it is not kept.
    pub fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// The texts of a field that came more than once, or as a list.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let own = self.fields.iter().filter(|(own, _)| own == name);
        own.map(|(_, value)| value.as_str()).collect()
    }

    /// The names of the fields that the backend keeps.
    pub fn names(&self) -> Vec<&str> {
        self.fields.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// What the backend's people can read of one of our fields: in a field of its own, or as a line
    /// of the field for the rest. Empty where it is nowhere.
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
