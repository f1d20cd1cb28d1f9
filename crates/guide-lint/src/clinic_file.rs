//! Reads and checks `clinic.json`.

use contract::Clinic;
use contract::clinic::FILE_LIMIT;
use renderer::located;

use crate::position;

/// What the project's own file is called.
pub const NAME: &str = "clinic.json";

/// Reads and checks the clinic's particulars. `file` is what messages call it.
///
/// # Errors
/// A line for each error, `file:line: path: message`. An error of shape comes alone, with its column.
pub fn read(file: &str, text: &str) -> Result<Clinic, Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > FILE_LIMIT {
        return Err(vec![format!(
            "{file}: it is larger than {FILE_LIMIT} bytes"
        )]);
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let clinic: Clinic = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| {
            let path = error.path().to_string();
            located(file, Some(&path), error.inner())
        })
        .and_then(|clinic| match json.end() {
            Ok(()) => Ok(clinic),
            Err(error) => Err(located(file, None, &error)),
        })
        .map_err(|error| vec![error])?;
    let wrong = clinic.check();
    let lines = wrong.iter().map(|wrong| {
        let line = position::line(text, &wrong.path);
        format!("{file}:{line}: {wrong}")
    });
    match wrong.is_empty() {
        true => Ok(clinic),
        false => Err(lines.collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn an_unknown_member_is_named_with_its_place_and_those_there_are() {
        let wrong = read("clinic.json", "{\n  \"name\": \"A\",\n  \"fax\": \"1\"\n}");
        let wrong = wrong.expect_err("fax is no member").join("\n");
        let start = "clinic.json:3:7: fax: unknown field `fax`, expected one of `$schema`, `name`";
        assert!(wrong.starts_with(start), "{wrong}");
    }

    #[test]
    fn each_wrong_value_is_named_with_its_line_and_what_is_allowed() {
        let text = "{\n\"name\": \"A\",\n\"phone\": \"12\",\n\"site\": \"javascript:x\"\n}";
        let wrong = read("clinic.json", text).expect_err("two values are wrong");
        assert_eq!(
            wrong,
            [
                "clinic.json:4: site: `javascript:x` is not allowed; write https://…, or a path of \
                 the file's own site such as /privacy",
                "clinic.json:3: phone: `12` is not allowed; write 7 to 15 digits in any format",
            ]
        );
    }
}
