//! What a profile says.

use super::{Success, Tree};

/// How requests are written for a backend, and how its answers are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// How a request is written.
    pub encoding: Encoding,
    /// Whether the request's id also travels as the header `Idempotency-Key`.
    pub key: bool,
    /// Whether the backend takes a repeated id for the same request, so that a try of unknown fate
    /// may be repeated without asking.
    pub idempotent: bool,
    /// Whether every value is one text: lists joined by commas, a tick as `yes`.
    pub flat: bool,
    /// How a form has a list.
    pub lists: Lists,
    /// Their names for our members; `None` leaves a member out.
    pub fields: Vec<(String, Option<String>)>,
    /// The member to whose value all those are added that `fields` does not name.
    pub rest: Option<String>,
    /// What is added to every request.
    pub fixed: Vec<(String, Tree)>,
    /// What one field becomes in a list of fields, with `{name}` and `{value}`.
    pub item: Option<Tree>,
    /// The whole body, with `{fields}` and our members, such as `{page}`.
    pub body: Option<Tree>,
    /// Whether a redirect is followed.
    pub redirect: bool,
    /// Whether the answer cannot be read at all.
    pub opaque: bool,
    /// Whether the backend understands a form that the browser posts by itself.
    pub native: bool,
    /// What an answer of success holds.
    pub success: Success,
    /// The member of an answer that holds the errors.
    pub errors: String,
    /// What stands before their names in `fields`, and not in the errors.
    pub error_prefix: String,
}

/// How a request is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As JSON.
    Json,
    /// As JSON that says it is plain text, for backends that cannot answer a preflight.
    Text,
    /// As `application/x-www-form-urlencoded`.
    Form,
    /// As `multipart/form-data`.
    Multipart,
}

/// How a form has a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// The name again for each value.
    Repeat,
    /// The same with `[]` behind the name. Without it PHP keeps the last value alone.
    Brackets,
    /// Once, the values joined by commas.
    Join,
}

impl Default for Profile {
    /// Where nothing else is said: JSON with our own names, and any 2xx is a success.
    fn default() -> Self {
        Self {
            encoding: Encoding::Json,
            key: false,
            idempotent: false,
            flat: false,
            lists: Lists::Repeat,
            fields: Vec::new(),
            rest: None,
            fixed: Vec::new(),
            item: None,
            body: None,
            redirect: false,
            opaque: false,
            native: false,
            success: Success::default(),
            errors: "errors".to_owned(),
            error_prefix: String::new(),
        }
    }
}

/// Whether a profile is JSON rather than the address of its file. What only looks like JSON counts:
/// what is wrong with it is clearer to read than that it is no address.
pub fn is_inline(profile: &str) -> bool {
    profile.trim_start().starts_with(['{', '[', '"', '<'])
}

impl Profile {
    /// The profile in this JSON, with what `own` says in the place of it: the element's own JSON.
    ///
    /// # Errors
    /// Says what is not allowed, where, and what is.
    pub fn parse(json: &str, own: Option<&str>) -> Result<Self, String> {
        let mut profile = Self::default();
        for json in [Some(json), own].into_iter().flatten() {
            let overlay = Tree::parse(json).map_err(|error| format!("{error}{}", spoiled(json)))?;
            profile = profile
                .laid_over_with(&overlay)
                .map_err(|error| error.to_string())?;
        }
        Ok(profile)
    }

    /// Whether the printed form, whose fields have our own names, can be posted as it is. No browser
    /// joins a list.
    pub fn takes_native_posts(&self) -> bool {
        let joined = self.lists == Lists::Join;
        self.native && self.fields.is_empty() && self.fixed.is_empty() && !joined
    }
}

/// What an editor has done to JSON, for the end of a message.
fn spoiled(json: &str) -> &'static str {
    if ["<p>", "</p>", "<br"].iter().any(|tag| json.contains(tag)) {
        "; it holds <p> or <br>, which WordPress puts into texts with line breaks: write it in one \
         line, or give the address of a file in the attribute profile"
    } else if json.contains(['“', '”', '„', '«', '′', '″']) {
        "; it holds curly quotation marks, which an editor puts in: write straight ones"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;

    #[test]
    fn what_an_editor_has_done_to_json_is_named() {
        for (json, hint) in [
            (
                "{<br />\n\"flat\": true}",
                "it holds <p> or <br>, which WordPress",
            ),
            (
                "<p>{ \"flat\": true }</p>",
                "it holds <p> or <br>, which WordPress",
            ),
            (
                "{</p>\n<p>\"flat\": true}",
                "it holds <p> or <br>, which WordPress",
            ),
            ("{“flat”: true}", "it holds curly quotation marks"),
        ] {
            let error = Profile::parse("{}", Some(json)).expect_err("it is no JSON");
            assert!(error.contains(hint), "{error}");
        }
        let plain = Profile::parse("{}", Some("{")).expect_err("it is no JSON");
        assert!(!plain.contains("it holds"), "{plain}");
        let marks = r#"{"fixed": {"subject": "a <br> “b”"}}"#;
        assert!(Profile::parse("{}", Some(marks)).is_ok());
    }
}
