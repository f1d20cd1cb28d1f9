//! A guide file that can be read, with its text.

use contract::Guide;
use renderer::located;
use serde_json::Value;

use crate::place;

/// A guide file whose shape is right.
#[derive(Debug, Clone)]
pub struct Manuscript {
    file: String,
    json: String,
    value: Value,
    guide: Guide,
}

impl Manuscript {
    /// Reads a file's text. `file` is what the file is called in messages.
    ///
    /// # Errors
    /// One line, `file:line:column: place: what`, as editors and terminals make links of it.
    pub fn read(file: impl Into<String>, json: impl Into<String>) -> Result<Self, String> {
        let (file, json) = (file.into(), json.into());
        let value: Value =
            serde_json::from_str(&json).map_err(|error| located(&file, None, &error))?;
        let mut deserializer = serde_json::Deserializer::from_str(&json);
        let guide = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let place = error.path().to_string();
            located(&file, Some(&place), error.inner())
        })?;
        Ok(Self {
            file,
            json,
            value,
            guide,
        })
    }

    /// What the file is called.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The guide in it.
    pub fn guide(&self) -> &Guide {
        &self.guide
    }

    /// The guide, taken out.
    pub fn into_guide(self) -> Guide {
        self.guide
    }

    /// The file as JSON.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The line on which a place of the guide stands, counted from 1.
    pub fn line(&self, place: &str) -> usize {
        place::line(&self.json, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_shape_is_told_with_line_place_and_what_is_allowed() {
        let text = "{\n  \"name\": \"mdma\",\n  \"titel\": \"x\"\n}";
        let fault = Manuscript::read("guides/mdma.en.json", text).expect_err("titel is no field");
        let start = "guides/mdma.en.json:3:9: titel: unknown field `titel`, expected one";
        assert!(fault.starts_with(start), "{fault}");
        assert!(!fault.contains("at line"), "{fault}");
    }

    #[test]
    fn a_file_that_is_no_json_is_told_with_its_line() {
        let fault = Manuscript::read("guides/mdma.en.json", "{\n  \"name\": \n}");
        assert_eq!(
            fault.expect_err("there is no value"),
            "guides/mdma.en.json:3:1: expected value"
        );
    }
}
