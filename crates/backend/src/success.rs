//! What an answer of success holds.

use super::Tree;

/// Conditions on an answer. Without any, its status says enough.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Success {
    /// All of these hold.
    pub all_of: Vec<Condition>,
    /// At least one of these holds, if there is any.
    pub one_of: Vec<Condition>,
    /// None of these holds.
    pub none_of: Vec<Condition>,
}

/// Something that an answer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// A member.
    Rule(Rule),
    /// Further conditions.
    Group(Success),
}

/// A member of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub member: String,
    /// Its value; `None` for any but `false` and the empty text.
    pub is: Option<Tree>,
}

impl Success {
    /// Whether there are no conditions.
    pub fn is_empty(&self) -> bool {
        self.all_of.is_empty() && self.one_of.is_empty() && self.none_of.is_empty()
    }

    /// The first condition that the answer does not meet, in words; `None` if it meets all. `shown`
    /// writes a value of the answer.
    pub fn unmet(&self, answer: &Tree, shown: &dyn Fn(&Tree) -> String) -> Option<String> {
        let missed = self
            .all_of
            .iter()
            .find_map(|wanted| wanted.unmet(answer, shown));
        let held = || {
            let mut unwanted = self.none_of.iter();
            unwanted.find_map(|unwanted| unwanted.held(answer, shown))
        };
        let no_choice = || {
            let choices = self.one_of.iter().map(|one| one.unmet(answer, shown));
            let missed: Vec<_> = choices.collect::<Option<_>>()?;
            (!missed.is_empty()).then(|| missed.join("; "))
        };
        missed.or_else(held).or_else(no_choice)
    }
}

impl Condition {
    fn unmet(&self, answer: &Tree, shown: &dyn Fn(&Tree) -> String) -> Option<String> {
        match self {
            Self::Group(group) => group.unmet(answer, shown),
            Self::Rule(Rule { member, is }) => match (answer.member(member), is) {
                (None, None) => Some(format!("\"{member}\" is missing")),
                (None, Some(wanted)) => Some(format!("\"{member}\" is missing, wanted {wanted}")),
                (Some(found), Some(wanted)) => (found != wanted).then(|| {
                    let found = shown(found);
                    format!("\"{member}\" is {found}, wanted {wanted}")
                }),
                (Some(found), None) => {
                    let is_no = *found == Tree::Flag(false) || *found == Tree::Text(String::new());
                    is_no.then(|| format!("\"{member}\" is {}", shown(found)))
                }
            },
        }
    }

    /// What the answer holds although it must not, in words.
    fn held(&self, answer: &Tree, shown: &dyn Fn(&Tree) -> String) -> Option<String> {
        if self.unmet(answer, shown).is_some() {
            return None;
        }
        Some(match self {
            Self::Group(_) => "what a group of \"none_of\" describes".to_owned(),
            Self::Rule(Rule { member, .. }) => {
                let found = answer.member(member).map(shown).unwrap_or_default();
                format!("\"{member}\" is {found}, which \"none_of\" forbids")
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{Profile, Tree};

    /// The condition that the answer does not meet.
    fn unmet(success: &str, answer: &str) -> Option<String> {
        let profile = format!(r#"{{"success": {success}}}"#);
        let profile = Profile::parse(&profile, None).expect("it is allowed");
        let answer = Tree::parse(answer).expect("it is JSON");
        profile.success.unmet(&answer, &|value| value.to_string())
    }

    fn is_met(success: &str, answer: &str) -> bool {
        unmet(success, answer).is_none()
    }

    #[test]
    fn of_a_list_one_is_enough() {
        let list = r#"[{"member": "next"}, {"member": "ok", "is": true}]"#;
        for (answer, met) in [
            (r#"{"next": "/thanks"}"#, true),
            (r#"{"ok": true}"#, true),
            (r#"{"ok": "true"}"#, false),
            (r#"{"ok": false, "next": ""}"#, false),
            (r#"{"next": null}"#, false),
            ("[]", false),
        ] {
            assert_eq!(is_met(list, answer), met, "{answer}");
            let object = format!(r#"{{"one_of": {list}}}"#);
            assert_eq!(is_met(&object, answer), met, "{answer}");
        }
    }

    #[test]
    fn all_and_none_count_together() {
        let gravity = r#"{"all_of": [{"member": "is_valid", "is": true}],
            "none_of": [{"member": "is_spam"}]}"#;
        for (answer, met) in [
            (r#"{"is_valid": true, "is_spam": false}"#, true),
            (r#"{"is_valid": true}"#, true),
            (r#"{"is_valid": true, "is_spam": ""}"#, true),
            (r#"{"is_valid": true, "is_spam": true}"#, false),
            (r#"{"is_valid": false, "is_spam": false}"#, false),
            ("{}", false),
        ] {
            assert_eq!(is_met(gravity, answer), met, "{answer}");
        }
    }

    #[test]
    fn groups_are_nested() {
        let success = r#"{"all_of": [
            {"member": "ok", "is": true},
            {"one_of": [{"member": "id"}, {"member": "ticket"}]},
            {"none_of": [{"all_of": [{"member": "held"}, {"member": "reason"}]}]}
        ]}"#;
        for (answer, met) in [
            (r#"{"ok": true, "id": "7"}"#, true),
            (r#"{"ok": true, "ticket": 7, "held": true}"#, true),
            (r#"{"ok": true}"#, false),
            (
                r#"{"ok": true, "id": 7, "held": true, "reason": "x"}"#,
                false,
            ),
            (r#"{"id": 7}"#, false),
        ] {
            assert_eq!(is_met(success, answer), met, "{answer}");
        }
    }

    #[test]
    fn an_empty_list_takes_any_answer() {
        assert!(is_met("[]", "{}"));
    }

    #[test]
    fn the_condition_is_named_with_what_was_found() {
        let gravity = r#"{"all_of": [{"member": "is_valid", "is": true}],
            "none_of": [{"member": "is_spam"}, {"all_of": [{"member": "held"}]}]}"#;
        for (success, answer, words) in [
            (
                r#"[{"member": "status", "is": "mail_sent"}]"#,
                r#"{"status": "spam"}"#,
                r#""status" is "spam", wanted "mail_sent""#,
            ),
            (
                r#"[{"member": "next"}, {"member": "ok", "is": true}]"#,
                r#"{"ok": false}"#,
                r#""next" is missing; "ok" is false, wanted true"#,
            ),
            (
                gravity,
                r#"{"is_valid": true, "is_spam": true}"#,
                r#""is_spam" is true, which "none_of" forbids"#,
            ),
            (
                gravity,
                r#"{"is_valid": true, "held": 1}"#,
                "what a group of \"none_of\" describes",
            ),
            (
                gravity,
                r#"{"is_spam": true}"#,
                r#""is_valid" is missing, wanted true"#,
            ),
            (r#"[{"member": "id"}]"#, r#"{"id": ""}"#, r#""id" is """#),
        ] {
            assert_eq!(unmet(success, answer).as_deref(), Some(words), "{answer}");
        }
    }
}
