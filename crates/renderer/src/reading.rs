//! Reads and checks the text of a guide file.

use contract::Guide;

/// Reads and checks a guide file. `file` is what the messages call it.
///
/// # Errors
/// All errors, one line each. An error of shape comes alone, with line and column:
/// the checks need the right shape.
pub fn read(file: &str, text: &str) -> Result<Guide, Vec<String>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let guide: Guide = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| {
            let path = error.path().to_string();
            located(file, Some(&path), error.inner())
        })
        .and_then(|guide| match json.end() {
            Ok(()) => Ok(guide),
            Err(error) => Err(located(file, None, &error)),
        })
        .map_err(|error| vec![error])?;
    let wrong = guide.check();
    if wrong.is_empty() {
        Ok(guide)
    } else {
        Err(wrong
            .iter()
            .map(|wrong| format!("{file}: {wrong}"))
            .collect())
    }
}

/// An error as `file:line:column: path: message`, which editors and terminals turn into a link.
pub fn located(file: &str, path: Option<&str>, error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let what = error.to_string();
    let what = what
        .strip_suffix(&format!(" at line {line} column {column}"))
        .unwrap_or(&what);
    let advice = match what.starts_with("missing field") {
        true => "; CHANGELOG.md says what to add to an older file",
        false => "",
    };
    let what = format!("{what}{advice}");
    match path.filter(|path| *path != ".") {
        Some(path) => format!("{file}:{line}:{column}: {path}: {what}"),
        None => format!("{file}:{line}:{column}: {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = include_str!("../../contract/tests/fixtures/small.en.json");

    #[test]
    fn a_guide_with_nothing_wrong_is_read_and_rendered_with_the_number_of_its_elements() {
        let guide = read("small.json", SMALL).expect("nothing is wrong");
        let html = crate::render_html(&guide);
        assert!(html.starts_with("<div data-elements=\""), "{}", &html[..60]);
    }

    #[test]
    fn an_error_of_shape_names_its_line_its_path_and_what_is_allowed() {
        let text = "{\n  \"name\": \"mdma\",\n  \"titel\": \"x\"\n}";
        let errors = read("a.json", text).expect_err("titel is no field");
        let [error] = &errors[..] else {
            panic!("expected one error, not {errors:?}");
        };
        let start = "a.json:3:9: titel: unknown field `titel`, expected one";
        assert!(error.starts_with(start), "{error}");
        assert!(!error.contains("at line"), "{error}");
    }

    #[test]
    fn a_missing_member_says_where_to_read_what_an_older_file_needs() {
        let text = SMALL.replacen("\"consent_text_missing\"", "\"consent_missing\"", 1);
        let text = text.replacen("\"consent_missing\": \"Check the box\",", "", 1);
        let errors = read("a.json", &text).expect_err("it is missing");
        let end = "consultation.errors: missing field `consent_text_missing`; CHANGELOG.md says what \
                   to add to an older file";
        assert!(errors[0].ends_with(end), "{errors:?}");
    }

    #[test]
    fn a_file_that_is_not_json_is_reported_with_its_line() {
        let errors = read("a.json", "{\n  \"name\": \n}").expect_err("there is no value");
        assert_eq!(errors, ["a.json:3:1: name: expected value"]);
        let more = format!("{SMALL}x");
        let errors = read("a.json", &more).expect_err("there is something behind it");
        assert!(errors[0].ends_with(": trailing characters"), "{errors:?}");
    }

    #[test]
    fn all_errors_of_the_checks_are_reported() {
        let text = SMALL.replace("\"id\": \"care\"", "\"id\": \"Care\"");
        let errors = read("a.json", &text).expect_err("an id is in lower case");
        assert!(
            errors.iter().all(|error| error.starts_with("a.json: ")),
            "{errors:?}"
        );
        assert!(
            errors.iter().any(|error| error.contains("lower-case")),
            "{errors:?}"
        );
    }
}
