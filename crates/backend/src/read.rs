//! A profile from JSON.

use std::fmt;

use contract::ConsultationRequest;

use super::success::{Condition, Rule};
use super::{Encoding, Lists, Profile, Success, Tree};

/// Something in a profile that is not allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// Where: the member.
    pub member: String,
    /// What is allowed there.
    pub allowed: &'static str,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: allowed is {}", self.member, self.allowed)
    }
}

const OBJECT: &str = "an object";
const FLAG: &str = "true or false";
const TEXT: &str = "a text";
const SUCCESS: &str = "a list, or an object with all_of, one_of or none_of";
const CONDITIONS: &str = "a list of one or more";
const CONDITION: &str = "an object with \"member\", a text, and perhaps \"is\", not null, or with \
                         all_of, one_of or none_of";
const MEMBER: &str = "a member of the request, such as \"name\" or \"message\"";

impl Profile {
    /// The profile with the members of `overlay` laid over its own: `fields` and `fixed` name by
    /// name, everything else whole.
    ///
    /// # Errors
    /// Says which member of the overlay is not allowed, and what is.
    pub fn laid_over_with(&self, overlay: &Tree) -> Result<Self, ProfileError> {
        let mut profile = self.clone();
        let Tree::Object(members) = overlay else {
            return Err(not_allowed("the profile", OBJECT));
        };
        for (name, value) in members {
            profile.set(name, value)?;
        }
        Ok(profile)
    }

    fn set(&mut self, name: &str, value: &Tree) -> Result<(), ProfileError> {
        match name {
            "encoding" => {
                self.encoding = match value.text() {
                    Some("json") => Encoding::Json,
                    Some("text") => Encoding::Text,
                    Some("form") => Encoding::Form,
                    Some("multipart") => Encoding::Multipart,
                    _ => return Err(not_allowed(name, "json, text, form or multipart")),
                };
            }
            "key" => self.key = flag(name, value)?,
            "idempotent" => self.idempotent = flag(name, value)?,
            "flat" => self.flat = flag(name, value)?,
            "redirect" => self.redirect = flag(name, value)?,
            "opaque" => self.opaque = flag(name, value)?,
            "native" => self.native = flag(name, value)?,
            "lists" => {
                self.lists = match value.text() {
                    Some("repeat") => Lists::Repeat,
                    Some("brackets") => Lists::Brackets,
                    Some("join") => Lists::Join,
                    _ => return Err(not_allowed(name, "repeat, brackets or join")),
                };
            }
            "rest" => {
                self.rest = match value {
                    Tree::Null => None,
                    _ => Some(member(name, text(name, value)?)?),
                };
            }
            "errors" => self.errors = text(name, value)?,
            "error_prefix" => self.error_prefix = text(name, value)?,
            "item" => self.item = Some(value.clone()),
            "body" => self.body = Some(value.clone()),
            "fields" => {
                for (ours, theirs) in object(name, value)? {
                    let ours = member(name, ours.clone())?;
                    let theirs = match theirs {
                        Tree::Null => None,
                        theirs => Some(text(name, theirs)?),
                    };
                    put(&mut self.fields, ours, theirs);
                }
            }
            "fixed" => {
                for (name, value) in object(name, value)? {
                    put(&mut self.fixed, name.clone(), value.clone());
                }
            }
            "success" => {
                self.success = match value {
                    Tree::List(rules) => Success {
                        one_of: conditions(name, rules)?,
                        ..Success::default()
                    },
                    Tree::Object(members) => group(name, members, SUCCESS)?,
                    _ => return Err(not_allowed(name, SUCCESS)),
                };
            }
            _ => {
                let known = "encoding, key, idempotent, flat, lists, fields, rest, fixed, item, body, \
                             redirect, opaque, native, success, errors or error_prefix";
                return Err(not_allowed(name, known));
            }
        }
        Ok(())
    }
}

/// The conditions of a list at this place.
fn conditions(at: &str, list: &[Tree]) -> Result<Vec<Condition>, ProfileError> {
    let numbered = list.iter().enumerate();
    numbered
        .map(|(index, value)| condition(&format!("{at}[{index}]"), value))
        .collect()
}

fn condition(at: &str, value: &Tree) -> Result<Condition, ProfileError> {
    let Tree::Object(members) = value else {
        return Err(not_allowed(at, CONDITION));
    };
    let is_rule = members
        .iter()
        .any(|(name, _)| matches!(name.as_str(), "member" | "is"));
    match is_rule {
        true => rule(at, members).map(Condition::Rule),
        false => group(at, members, CONDITION).map(Condition::Group),
    }
}

/// Conditions by how many of them must hold.
fn group(
    at: &str,
    members: &[(String, Tree)],
    allowed: &'static str,
) -> Result<Success, ProfileError> {
    let mut group = Success::default();
    for (name, value) in members {
        let list = match name.as_str() {
            "all_of" => &mut group.all_of,
            "one_of" => &mut group.one_of,
            "none_of" => &mut group.none_of,
            _ => return Err(not_allowed(&format!("{at}.{name}"), allowed)),
        };
        let at = format!("{at}.{name}");
        // No one of an empty list could hold.
        *list = match value {
            Tree::List(items) if !items.is_empty() => conditions(&at, items)?,
            _ => return Err(not_allowed(&at, CONDITIONS)),
        };
    }
    match group.is_empty() {
        true => Err(not_allowed(at, allowed)),
        false => Ok(group),
    }
}

fn rule(at: &str, members: &[(String, Tree)]) -> Result<Rule, ProfileError> {
    let (mut member, mut is) = (None, None);
    for (name, value) in members {
        match (name.as_str(), value) {
            ("member", Tree::Text(path)) => member = Some(path.clone()),
            // `"is": null` is rejected: a null member cannot be told from a missing one.
            ("is", value) if *value != Tree::Null => is = Some(value.clone()),
            _ => return Err(not_allowed(&format!("{at}.{name}"), CONDITION)),
        }
    }
    let member = member.ok_or_else(|| not_allowed(at, CONDITION))?;
    Ok(Rule { member, is })
}

fn put<T>(entries: &mut Vec<(String, T)>, name: String, value: T) {
    entries.retain(|(before, _)| *before != name);
    entries.push((name, value));
}

fn flag(name: &str, value: &Tree) -> Result<bool, ProfileError> {
    match value {
        Tree::Flag(flag) => Ok(*flag),
        _ => Err(not_allowed(name, FLAG)),
    }
}

fn text(name: &str, value: &Tree) -> Result<String, ProfileError> {
    value
        .text()
        .map(str::to_owned)
        .ok_or_else(|| not_allowed(name, TEXT))
}

fn object<'a>(name: &str, value: &'a Tree) -> Result<&'a [(String, Tree)], ProfileError> {
    match value {
        Tree::Object(members) => Ok(members),
        _ => Err(not_allowed(name, OBJECT)),
    }
}

/// A name of ours.
fn member(at: &str, name: String) -> Result<String, ProfileError> {
    match ConsultationRequest::names().any(|known| known == name) {
        true => Ok(name),
        false => Err(not_allowed(&format!("{at}: {name}"), MEMBER)),
    }
}

fn not_allowed(member: &str, allowed: &'static str) -> ProfileError {
    ProfileError {
        member: member.to_owned(),
        allowed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(json: &str) -> Result<Profile, String> {
        let overlay = Tree::parse(json).expect("it is JSON");
        let profile = Profile::default().laid_over_with(&overlay);
        profile.map_err(|error| error.to_string())
    }

    #[test]
    fn every_member_is_read() {
        let profile = laid(
            r#"{
                "encoding": "multipart", "key": true, "idempotent": true, "flat": true,
                "lists": "brackets",
                "fields": {"name": "your-name", "topics": null}, "rest": "message",
                "fixed": {"oid": "1"}, "item": {"n": "{name}"}, "body": ["{fields}"],
                "redirect": true, "opaque": true, "native": true,
                "success": [{"member": "ok", "is": true}, {"member": "next"}],
                "errors": "invalid_fields", "error_prefix": "input_"
            }"#,
        )
        .expect("all of it is allowed");
        let text = |text: &str| text.to_owned();
        let expected = Profile {
            encoding: Encoding::Multipart,
            key: true,
            idempotent: true,
            flat: true,
            lists: Lists::Brackets,
            fields: vec![
                (text("name"), Some(text("your-name"))),
                (text("topics"), None),
            ],
            rest: Some(text("message")),
            fixed: vec![(text("oid"), Tree::Text(text("1")))],
            item: Tree::parse(r#"{"n": "{name}"}"#).ok(),
            body: Tree::parse(r#"["{fields}"]"#).ok(),
            redirect: true,
            opaque: true,
            native: true,
            success: Success {
                one_of: vec![
                    Condition::Rule(Rule {
                        member: text("ok"),
                        is: Some(Tree::Flag(true)),
                    }),
                    Condition::Rule(Rule {
                        member: text("next"),
                        is: None,
                    }),
                ],
                ..Success::default()
            },
            errors: text("invalid_fields"),
            error_prefix: text("input_"),
        };
        assert_eq!(profile, expected);
    }

    #[test]
    fn fields_and_fixed_are_laid_over_name_by_name() {
        let first = laid(r#"{"fields": {"name": "a", "email": "b"}, "fixed": {"x": 1}}"#);
        let second = Tree::parse(r#"{"fields": {"name": "c"}, "fixed": {"y": 2}, "rest": null}"#);
        let second = second.expect("it is JSON");
        let profile = first.expect("allowed").laid_over_with(&second);
        let profile = profile.expect("allowed");
        let theirs = |ours: &str| {
            let (_, theirs) = profile.fields.iter().find(|(name, _)| name == ours)?;
            theirs.as_deref()
        };
        assert_eq!((theirs("name"), theirs("email")), (Some("c"), Some("b")));
        assert_eq!(profile.fixed.len(), 2);
    }

    #[test]
    fn what_is_not_allowed_is_reported_with_its_member_and_what_is() {
        let rule = "allowed is an object with \"member\", a text, and perhaps \"is\", not null, or \
                    with all_of, one_of or none_of";
        let first = &format!("success[0]: {rule}");
        let success = "success: allowed is a list, or an object with all_of, one_of or none_of";
        for (json, message) in [
            ("[]", "the profile: allowed is an object"),
            (
                r#"{"encoding": "xml"}"#,
                "encoding: allowed is json, text, form or multipart",
            ),
            (
                r#"{"lists": "php"}"#,
                "lists: allowed is repeat, brackets or join",
            ),
            (r#"{"flat": "yes"}"#, "flat: allowed is true or false"),
            (
                r#"{"fields": {"nam": "x"}}"#,
                "fields: nam: allowed is a member of the request, such as \"name\" or \"message\"",
            ),
            (r#"{"fields": {"name": []}}"#, "fields: allowed is a text"),
            (r#"{"success": [{}]}"#, first),
            (r#"{"success": ["status"]}"#, first),
            (
                r#"{"success": [{"member": "a"}, {"member": "a", "equals": 1}]}"#,
                &format!("success[1].equals: {rule}"),
            ),
            (
                r#"{"success": [{"member": "a", "is": null}]}"#,
                &format!("success[0].is: {rule}"),
            ),
            (
                r#"{"success": [{"member": "a", "none_of": []}]}"#,
                &format!("success[0].none_of: {rule}"),
            ),
            (r#"{"success": [{"is": 1}]}"#, first),
            (r#"{"success": true}"#, success),
            (r#"{"success": {}}"#, success),
            (
                r#"{"success": {"any_of": []}}"#,
                &success.replace("success:", "success.any_of:"),
            ),
            (
                r#"{"success": {"none_of": []}}"#,
                "success.none_of: allowed is a list of one or more",
            ),
            (
                r#"{"success": {"all_of": {"member": "a"}}}"#,
                "success.all_of: allowed is a list of one or more",
            ),
            (
                r#"{"success": {"all_of": [{"member": "a"}, {"none_of": [{"member": []}]}]}}"#,
                &format!("success.all_of[1].none_of[0].member: {rule}"),
            ),
        ] {
            assert_eq!(laid(json).expect_err(json), message);
        }
        let unknown = laid(r#"{"feilds": {}}"#).expect_err("it is misspelt");
        assert!(
            unknown.starts_with("feilds: allowed is encoding, key, "),
            "{unknown}"
        );
    }
}
