//! What the receiver answers, with the headers that belong to it.

use schemars::Schema;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// RFC 9457.
const PROBLEM: &str = "application/problem+json";

/// An answer, in the words of OpenAPI.
#[derive(Debug, Serialize)]
pub struct Answer {
    description: &'static str,
    headers: Map<String, Value>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    content: Map<String, Value>,
}

impl Answer {
    /// An answer that browsers remember for a while: to a preflight.
    pub fn new(description: &'static str) -> Self {
        Self {
            description,
            headers: Map::new(),
            content: Map::new(),
        }
        .header("X-Request-Id")
    }

    /// An answer to the visitor's browser: no cache keeps it, and no browser guesses what it is.
    pub fn private(description: &'static str) -> Self {
        Self::new(description)
            .header("Cache-Control")
            .header("X-Content-Type-Options")
    }

    /// With a header of [`headers`].
    pub fn header(mut self, name: &str) -> Self {
        let reference = json!({ "$ref": format!("#/components/headers/{name}") });
        self.headers.insert(name.to_owned(), reference);
        self
    }

    /// With a body in JSON.
    pub fn json(mut self, media_type: &str, schema: &Schema) -> Self {
        let content = json!({ "schema": schema });
        self.content.insert(media_type.to_owned(), content);
        self
    }

    /// With a page.
    pub fn page(mut self) -> Self {
        let content = json!({ "schema": { "type": "string" } });
        self.content.insert("text/html".to_owned(), content);
        self
    }
}

/// A refusal of [`refusals`].
pub fn refusal(name: &str) -> Value {
    json!({ "$ref": format!("#/components/responses/{name}") })
}

/// Every refusal, by name.
pub fn refusals(problem: &Schema) -> Value {
    let refusal = |description| Answer::private(description).json(PROBLEM, problem);
    json!({
        "BadRequest": refusal("The body is not JSON, or `Idempotency-Key` is there and is not the quoted `id`. Form: a choice that the form does not have.").page(),
        "NotFound": refusal("Nothing is there."),
        "MethodNotAllowed": refusal("Another method.").header("Allow"),
        "ForeignForm": refusal("Form: by `Sec-Fetch-Site`, or else `Origin`, it comes from a page of a site that `--origin` does not name.").page(),
        "TooSlow": refusal("The body took longer than 10 seconds.").page(),
        "TooLarge": refusal("The body is larger than 32 KiB.").page(),
        "UnsupportedMediaType": refusal("Neither JSON nor urlencoded, or compressed.").header("Accept"),
        "Invalid": refusal("JSON: `errors` say what to fix, in the words of the guide; also where an `id` comes again with other content. Form: the form again, with everything that was typed and what to fix; also where `website` is filled.").page(),
        "TooMany": refusal("Too many posts from this network.").page().header("Retry-After"),
        "Unavailable": refusal("It could not be stored, or not in time. Nothing is lost by trying again with the same `id`.").page().header("Retry-After"),
    })
}

/// Every header, by name.
pub fn headers() -> Value {
    let header = |description: &str, schema: Value| json!({ "description": description, "required": true, "schema": schema });
    let text = || json!({ "type": "string" });
    json!({
        "Accept": header("What would have been read.", text()),
        "Access-Control-Allow-Headers": header("The headers that may be sent: all that were asked for.", text()),
        "Access-Control-Allow-Methods": header("The methods that may be used.", text()),
        "Access-Control-Allow-Origin": {
            "description": "The origin that asked, if its pages may send.",
            "schema": text(),
        },
        "Access-Control-Max-Age": header("How many seconds this may be remembered.", json!({ "type": "integer" })),
        "Allow": header("The methods that there are.", text()),
        "Cache-Control": header("Personal data: no cache keeps it. No proxy changes it.", json!({ "const": "no-store, no-transform" })),
        "Location": header("Where the confirmation is.", json!({ "type": "string", "format": "uri-reference" })),
        "Retry-After": header("Seconds to wait before the next try.", json!({ "type": "integer", "minimum": 1 })),
        "X-Content-Type-Options": header("It is what it says it is.", json!({ "const": "nosniff" })),
        "X-Request-Id": header("Names the answer in the log.", text()),
    })
}
