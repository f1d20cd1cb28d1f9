//! The line of a path in a guide file, such as `sections[3].blocks[7].text`.

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// The line of the path in the JSON text, counted from 1. For a path deeper than the file it is the
/// line of the last part that exists.
pub fn line(json: &str, path: &str) -> usize {
    let parsed = parse_to_ast(json, &CollectOptions::default(), &ParseOptions::default());
    let Some(root) = parsed.ok().and_then(|parsed| parsed.value) else {
        return 1;
    };
    let mut at = root.range().start;
    let mut value = &root;
    for step in steps(path) {
        let Some((start, next)) = follow(value, step) else {
            break;
        };
        (at, value) = (start, next);
    }
    1 + json[..at].matches('\n').count()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'a> {
    Member(&'a str),
    Item(usize),
}

/// `sections[3].blocks` as its steps.
fn steps(path: &str) -> Vec<Step<'_>> {
    path.split(['.', '['])
        .filter(|part| !part.is_empty())
        .map(|part| {
            let item = part.strip_suffix(']').and_then(|part| part.parse().ok());
            item.map_or(Step::Member(part), Step::Item)
        })
        .collect()
}

/// The value that the step leads to, and where it starts in the text.
fn follow<'a>(value: &'a Value<'a>, step: Step<'_>) -> Option<(usize, &'a Value<'a>)> {
    match (value, step) {
        (Value::Array(array), Step::Item(index)) => {
            let item = array.elements.get(index)?;
            Some((item.range().start, item))
        }
        (Value::Object(object), Step::Member(name)) => {
            let member = member(object, name).or_else(|| match &object.properties[..] {
                // A block's kind is a member in the file, but not a step of a path.
                [only] => match &only.value {
                    Value::Object(inner) => member(inner, name),
                    _ => None,
                },
                _ => None,
            })?;
            Some((member.range.start, &member.value))
        }
        _ => None,
    }
}

fn member<'a>(object: &'a Object<'a>, name: &str) -> Option<&'a ObjectProp<'a>> {
    let mut members = object.properties.iter();
    members.find(|member| member.name.as_str() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{
  "title": "A",
  "sections": [
    {
      "blocks": [
        { "paragraph": { "text": "B" } },
        {
          "list": {
            "items": [
              "C",
              "D"
            ]
          }
        }
      ]
    }
  ]
}"#;

    #[test]
    fn a_path_is_found_on_its_line() {
        for (path, wanted) in [
            ("title", 2),
            ("sections", 3),
            ("sections[0].blocks[0].text", 6),
            ("sections[0].blocks[1].items[1]", 11),
        ] {
            assert_eq!(line(JSON, path), wanted, "{path}");
        }
    }

    #[test]
    fn a_missing_path_is_on_the_line_of_its_last_existing_part() {
        assert_eq!(line(JSON, "sections[0].blocks[1].review"), 7);
        assert_eq!(line(JSON, "nothing"), 1);
        assert_eq!(line("not JSON", "title"), 1);
    }
}
