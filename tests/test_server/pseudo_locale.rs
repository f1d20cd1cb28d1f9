//! The guide in a pseudo-locale: English with accents, two fifths longer, written from right to
//! left. It shows what would break in a translation.

use contract::Guide;
use contract::guide::Direction;
use serde_json::Value;

/// The pseudo-locale of CLDR for right-to-left text.
pub const LANGUAGE: &str = "ar-XB";

pub fn guide(english: &Guide) -> Guide {
    let mut json = serde_json::to_value(english).expect("a guide is JSON");
    rewrite(&mut json);
    let mut guide: Guide = serde_json::from_value(json).expect("it is still a guide");
    guide.language = LANGUAGE.to_owned();
    guide.direction = Direction::Rtl;
    guide
}

fn rewrite(value: &mut Value) {
    match value {
        Value::String(text) if is_for_readers(text) => *text = pseudo(text),
        Value::Array(parts) => parts.iter_mut().for_each(rewrite),
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(name, _)| !["id", "url", "email"].contains(&name.as_str()))
            .for_each(|(_, part)| rewrite(part)),
        _ => {}
    }
}

/// Ids, days and choices are one lower-case word.
fn is_for_readers(text: &str) -> bool {
    text.contains(' ') || text.contains(char::is_uppercase)
}

/// Keeps inline markup and placeholders.
fn pseudo(text: &str) -> String {
    let mut output = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let kept = if rest.starts_with("](") {
            rest.find(')').map(|end| end + 1)
        } else if rest.starts_with("[^") {
            rest.find(']').map(|end| end + 1)
        } else if character == '{' {
            rest.find('}').map(|end| end + 1)
        } else {
            None
        };
        let length = kept.unwrap_or(character.len_utf8());
        match kept {
            Some(_) => output += &rest[..length],
            None => accent(character, &mut output),
        }
        rest = &rest[length..];
    }
    output
}

/// Vowels are doubled: they are two fifths of English.
fn accent(character: char, output: &mut String) {
    const ACCENTS: [(&str, &str); 20] = [
        ("a", "áá"),
        ("e", "éé"),
        ("i", "íí"),
        ("o", "óó"),
        ("u", "úú"),
        ("y", "ýý"),
        ("A", "ÁÁ"),
        ("E", "ÉÉ"),
        ("I", "ÍÍ"),
        ("O", "ÓÓ"),
        ("U", "ÚÚ"),
        ("c", "ç"),
        ("d", "ð"),
        ("h", "ħ"),
        ("l", "ł"),
        ("n", "ñ"),
        ("r", "ř"),
        ("s", "š"),
        ("t", "ţ"),
        ("T", "Ţ"),
    ];
    let accent = ACCENTS
        .iter()
        .find(|(plain, _)| plain.starts_with(character));
    match accent {
        Some((_, accented)) => output.push_str(accented),
        None => output.push(character),
    }
}
