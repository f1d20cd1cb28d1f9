//! The checks of `clinic.json`, by the table of its members.

use super::{Clinic, Consent, Help, Kind, MEMBERS};
use crate::guide::GuideError;
use crate::inline::{self, Inline};

/// The most help lines.
const LINES: usize = 20;

/// A text, its path in the file, and its path in the table.
type Leaf<'a> = (String, &'static str, &'a str);

pub fn errors(clinic: &Clinic) -> Vec<GuideError> {
    let mut found = Vec::new();
    let mut leaves: Vec<Leaf<'_>> = vec![("name".to_owned(), "name", &clinic.name)];
    optional(
        "",
        [
            ("logo", &clinic.logo),
            ("site", &clinic.site),
            ("phone", &clinic.phone),
            ("mail", &clinic.mail),
            ("address", &clinic.address),
            ("privacy", &clinic.privacy),
            ("language", &clinic.language),
            ("hours", &clinic.hours),
            ("answers", &clinic.answers),
            ("review", &clinic.review),
        ],
        &mut leaves,
    );
    words("", &clinic.consent, &clinic.help, &mut leaves, &mut found);
    for (tag, translation) in &clinic.languages {
        let prefix = format!("languages.{tag}.");
        optional(
            &prefix,
            [
                ("name", &translation.name),
                ("site", &translation.site),
                ("address", &translation.address),
                ("privacy", &translation.privacy),
                ("hours", &translation.hours),
                ("answers", &translation.answers),
            ],
            &mut leaves,
        );
        let (consent, help) = (&translation.consent, &translation.help);
        words(&prefix, consent, help, &mut leaves, &mut found);
    }
    let wrong = leaves.into_iter().filter_map(|(path, member, text)| {
        wrong(member, text).map(|message| GuideError { path, message })
    });
    let mut all: Vec<_> = wrong.collect();
    all.append(&mut found);
    all
}

fn optional<'a, const N: usize>(
    prefix: &str,
    members: [(&'static str, &'a Option<String>); N],
    leaves: &mut Vec<Leaf<'a>>,
) {
    for (name, text) in members {
        if let Some(text) = text {
            leaves.push((format!("{prefix}{name}"), name, text));
        }
    }
}

fn words<'a>(
    prefix: &str,
    consent: &'a Option<Consent>,
    help: &'a Option<Help>,
    leaves: &mut Vec<Leaf<'a>>,
    found: &mut Vec<GuideError>,
) {
    if let Some(consent) = consent {
        let path = format!("{prefix}consent.contact");
        leaves.push((path, "consent.contact", &consent.contact));
        if let Some(text) = &consent.text {
            leaves.push((format!("{prefix}consent.text"), "consent.text", text));
        }
    }
    let Some(help) = help else { return };
    leaves.push((format!("{prefix}help.intro"), "help.intro", &help.intro));
    for (index, line) in help.lines.iter().enumerate() {
        let path = format!("{prefix}help.lines[{index}]");
        leaves.push((path, "help.lines[]", line));
    }
    if !(1..=LINES).contains(&help.lines.len()) {
        found.push(GuideError {
            path: format!("{prefix}help.lines"),
            message: format!("there must be 1 to {LINES} lines to call"),
        });
    }
}

/// What is wrong with the text of a member.
fn wrong(member: &str, text: &str) -> Option<String> {
    let member = MEMBERS.iter().find(|row| row.path == member)?;
    let kind = member.kind;
    if text.chars().count() > member.limit {
        return Some(format!("it has more than {} characters", member.limit));
    }
    let is_right = kind.accepts(text) && (kind != Kind::Marked || is_marked(text));
    (!is_right).then(|| format!("`{text}` is not allowed; {}", kind.allowed()))
}

/// Whether the inline markup can be read, cites nothing, and leads to no part of a guide.
fn is_marked(text: &str) -> bool {
    let pieces = inline::parse(text).unwrap_or_else(|_| vec![Inline::Cite(String::new())]);
    pieces.iter().all(|piece| match piece {
        Inline::Cite(_) => false,
        Inline::Link { target, .. } => {
            let scheme = target.split(':').next().unwrap_or_default();
            !target.starts_with('#') && !scheme.eq_ignore_ascii_case("http")
        }
        Inline::Plain(_) | Inline::Strong(_) => true,
    })
}
