//! A request as one backend wants it.

use super::{Encoding, Lists, Profile, Tree};

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The value of `Idempotency-Key`, with the quotes of a structured-field string (RFC 9651,
    /// section 3.3.3).
    pub key: Option<String>,
    /// The body.
    pub body: Body,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// JSON, and the content type it is sent with.
    Json(&'static str, String),
    /// Names and values, urlencoded.
    Form(Vec<(String, String)>),
    /// Names and values, as multipart.
    Multipart(Vec<(String, String)>),
}

impl Profile {
    /// Writes the request. `request` is a [`contract::ConsultationRequest`] as JSON.
    pub fn write(&self, request: &Tree) -> Envelope {
        let id = request.member("id").and_then(Tree::text);
        let fields = self.named(request);
        Envelope {
            key: id.filter(|_| self.key).map(|id| format!("\"{id}\"")),
            body: match self.encoding {
                Encoding::Json => Body::Json("application/json", self.json(request, fields)),
                Encoding::Text => Body::Json("text/plain", self.json(request, fields)),
                Encoding::Form => Body::Form(self.pairs(fields)),
                Encoding::Multipart => Body::Multipart(self.pairs(fields)),
            },
        }
    }

    /// The fields under their names there.
    fn named(&self, request: &Tree) -> Vec<(String, Tree)> {
        let Tree::Object(members) = request else {
            return Vec::new();
        };
        let rest = self.rest.as_deref();
        let mut fields = Vec::new();
        let mut lines = Vec::new();
        for (name, value) in members
            .iter()
            .filter(|(name, _)| Some(name.as_str()) != rest)
        {
            match self.fields.iter().find(|(ours, _)| ours == name) {
                Some((_, Some(theirs))) => fields.push((theirs.clone(), self.value(value))),
                Some((_, None)) => {}
                None if rest.is_some() => lines.push(format!("{name}: {}", flat(value))),
                None => fields.push((name.clone(), self.value(value))),
            }
        }
        if let Some(rest) = rest {
            let mut text = request.member(rest).map(flat).unwrap_or_default();
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&lines.join("\n"));
            fields.push((self.their_name(rest), Tree::Text(text)));
        }
        fields.extend(self.fixed.iter().cloned());
        fields
    }

    /// Their name for a member of ours.
    fn their_name(&self, ours: &str) -> String {
        let found = self.fields.iter().find(|(name, _)| name == ours);
        let theirs = found.and_then(|(_, theirs)| theirs.clone());
        theirs.unwrap_or_else(|| ours.to_owned())
    }

    fn value(&self, value: &Tree) -> Tree {
        match self.flat {
            true => Tree::Text(flat(value)),
            false => value.clone(),
        }
    }

    /// The fields as a form has them.
    fn pairs(&self, fields: Vec<(String, Tree)>) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (mut name, value) in fields {
            match value {
                Tree::List(items) if self.lists != Lists::Join => {
                    if self.lists == Lists::Brackets && !name.ends_with("[]") {
                        name.push_str("[]");
                    }
                    pairs.extend(items.iter().map(|item| (name.clone(), flat(item))));
                }
                value => pairs.push((name, flat(&value))),
            }
        }
        pairs
    }

    fn json(&self, request: &Tree, fields: Vec<(String, Tree)>) -> String {
        let fields = match &self.item {
            None => Tree::Object(fields),
            Some(item) => {
                let fields = fields.into_iter().map(|(name, value)| {
                    item.filled(&|part| match part {
                        "name" => Some(Tree::Text(name.clone())),
                        "value" => Some(value.clone()),
                        _ => None,
                    })
                });
                Tree::List(fields.collect())
            }
        };
        let body = match &self.body {
            None => fields,
            Some(body) => body.filled(&|name| match name {
                "fields" => Some(fields.clone()),
                // What was not given is an empty text; what is no name of ours stays as it is.
                name if contract::ConsultationRequest::names().any(|known| known == name) => {
                    let value = request.member(name).map(|value| self.value(value));
                    Some(value.unwrap_or_else(|| Tree::Text(String::new())))
                }
                _ => None,
            }),
        };
        // A tree can always be written: its keys are texts.
        serde_json::to_string(&body).unwrap_or_default()
    }
}

/// A value as one text.
fn flat(value: &Tree) -> String {
    match value {
        Tree::Text(text) => text.clone(),
        // A ticked box of ours posts this word.
        Tree::Flag(true) => "yes".to_owned(),
        Tree::List(items) => {
            let items: Vec<_> = items.iter().map(flat).collect();
            items.join(", ")
        }
        Tree::Flag(false) | Tree::Null | Tree::Object(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use contract::ConsultationRequest;
    use contract::consultation::{ContactBy, RequestId};

    use super::*;

    fn request() -> ConsultationRequest {
        ConsultationRequest {
            id: Some(RequestId::from_random([0; 16])),
            name: "Ana".into(),
            email: "ana@example.org".into(),
            contact_by: Some(ContactBy::Email),
            topics: vec!["risks".into(), "research".into()],
            message: "Hello".into(),
            consent_contact: true,
            consent_wording: "Contact me.".into(),
            guide: "mdma".into(),
            guide_revision: "1".into(),
            language: "en".into(),
            page: "https://clinic.example/".into(),
            ..Default::default()
        }
    }

    const ID: &str = "00000000-0000-4000-8000-000000000000";

    fn profile(json: &str) -> Profile {
        let overlay = Tree::parse(json).expect("it is JSON");
        let profile = Profile::default().laid_over_with(&overlay);
        profile.expect("it is allowed")
    }

    fn tree(request: &ConsultationRequest) -> Tree {
        let json = serde_json::to_value(request);
        json.expect("a request can be written").into()
    }

    fn form(json: &str, request: &ConsultationRequest) -> Vec<(String, String)> {
        match profile(json).write(&tree(request)).body {
            Body::Form(pairs) => pairs,
            other => panic!("a form, not {other:?}"),
        }
    }

    fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
        let (_, value) = pairs.iter().find(|(found, _)| found == name)?;
        Some(value)
    }

    #[test]
    fn where_nothing_is_said_the_request_is_sent_as_it_is() {
        let envelope = profile(r#"{"key": true}"#).write(&tree(&request()));
        assert_eq!(envelope.key, Some(format!("\"{ID}\"")));
        let Body::Json("application/json", json) = envelope.body else {
            panic!("JSON, not {:?}", envelope.body);
        };
        assert_eq!(Tree::parse(&json), Ok(tree(&request())));
    }

    #[test]
    fn a_form_repeats_the_name_of_a_list_and_says_yes_for_a_tick() {
        let pairs = form(r#"{"encoding": "form"}"#, &request());
        let topics = pairs.iter().filter(|(name, _)| name == "topics");
        let topics: Vec<_> = topics.map(|(_, value)| value.as_str()).collect();
        assert_eq!(topics, ["risks", "research"]);
        assert_eq!(value(&pairs, "consent_contact"), Some("yes"));
        assert_eq!(value(&pairs, "id"), Some(ID));
        assert_eq!(value(&pairs, "phone"), None);
    }

    #[test]
    fn a_form_for_php_has_brackets_behind_the_name_of_a_list() {
        for json in [
            r#"{"encoding": "form", "lists": "brackets"}"#,
            r#"{"encoding": "form", "lists": "brackets", "fields": {"topics": "topics[]"}}"#,
            r#"{"encoding": "form", "fields": {"topics": "topics[]"}}"#,
        ] {
            let pairs = form(json, &request());
            let topics = pairs.iter().filter(|(name, _)| name == "topics[]");
            let topics: Vec<_> = topics.map(|(_, value)| value.as_str()).collect();
            assert_eq!(topics, ["risks", "research"]);
            assert_eq!(value(&pairs, "topics"), None);
            assert_eq!(value(&pairs, "name"), Some("Ana"));
        }
    }

    #[test]
    fn a_form_may_have_a_list_as_one_value() {
        let pairs = form(r#"{"encoding": "form", "lists": "join"}"#, &request());
        assert_eq!(value(&pairs, "topics"), Some("risks, research"));
        assert_eq!(value(&pairs, "consent_contact"), Some("yes"));
    }

    #[test]
    fn flat_makes_one_text_of_each_value() {
        let pairs = form(r#"{"encoding": "form", "flat": true}"#, &request());
        assert_eq!(value(&pairs, "topics"), Some("risks, research"));
    }

    #[test]
    fn what_has_no_name_there_is_added_to_the_rest() {
        let json = r#"{"encoding": "form", "rest": "message",
            "fields": {"name": "last_name", "message": "description", "topics": null}}"#;
        let pairs = form(json, &request());
        assert_eq!(value(&pairs, "last_name"), Some("Ana"));
        assert_eq!(value(&pairs, "topics"), None);
        let rest = value(&pairs, "description").expect("the rest");
        assert!(rest.starts_with("Hello\n\n"), "{rest}");
        for line in [
            &format!("id: {ID}"),
            "email: ana@example.org",
            "consent_wording: Contact me.",
        ] {
            assert!(rest.lines().any(|other| other == line), "{line}: {rest}");
        }
        assert!(!rest.contains("topics"), "{rest}");
    }

    #[test]
    fn the_rest_travels_without_a_message_too() {
        let mut request = request();
        request.message.clear();
        let json = r#"{"encoding": "form", "rest": "message", "fields": {"name": "last_name"}}"#;
        let pairs = form(json, &request);
        let rest = value(&pairs, "message").expect("the rest");
        assert!(
            rest.lines().any(|line| line == format!("id: {ID}")),
            "{rest}"
        );
        assert!(!rest.starts_with('\n'), "{rest}");
    }

    #[test]
    fn a_body_of_their_shape_holds_the_fields_as_items() {
        let profile = profile(
            r#"{"flat": true, "fixed": {"source": "web"},
                "fields": {"name": "firstname", "message": "message"}, "rest": "message",
                "item": {"objectTypeId": "0-1", "name": "{name}", "value": "{value}"},
                "body": {"fields": "{fields}", "context": {"pageUri": "{page}"}, "ok": true}}"#,
        );
        let Body::Json(_, json) = profile.write(&tree(&request())).body else {
            panic!("JSON");
        };
        let body = Tree::parse(&json).expect("JSON");
        let context = body.member("context").and_then(|c| c.member("pageUri"));
        assert_eq!(
            context.and_then(Tree::text),
            Some("https://clinic.example/")
        );
        let Some(Tree::List(items)) = body.member("fields") else {
            panic!("a list of fields: {json}");
        };
        let named = |name: &str| {
            let name = Tree::Text(name.into());
            items.iter().find(|item| item.member("name") == Some(&name))
        };
        let source = named("source").and_then(|item| item.member("value"));
        assert_eq!(source.and_then(Tree::text), Some("web"));
        let first = named("firstname").expect("the name");
        assert_eq!(
            first.member("objectTypeId").and_then(Tree::text),
            Some("0-1")
        );
        assert_eq!(items.len(), 3);
    }

    #[test]
    fn json_as_text_says_so() {
        let envelope = profile(r#"{"encoding": "text"}"#).write(&tree(&request()));
        assert!(matches!(envelope.body, Body::Json("text/plain", _)));
        assert_eq!(envelope.key, None);
    }
}
