//! A guide file that can be read, with its text.

use contract::Guide;
use renderer::located;
use serde_json::Value;

use crate::judgement::Judgements;
use crate::position;

/// A guide file whose shape is right.
#[derive(Debug, Clone)]
pub struct GuideFile {
    name: String,
    json: String,
    value: Value,
    guide: Guide,
    judgements: Judgements,
}

impl GuideFile {
    /// Reads a file's text. `name` is what messages call it.
    ///
    /// # Errors
    /// One line, `file:line:column: path: message`, which editors and terminals turn into a link.
    pub fn read(name: impl Into<String>, json: impl Into<String>) -> Result<Self, String> {
        let (name, json) = (name.into(), json.into());
        let value: Value =
            serde_json::from_str(&json).map_err(|error| located(&name, None, &error))?;
        let mut deserializer = serde_json::Deserializer::from_str(&json);
        let guide = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let path = error.path().to_string();
            located(&name, Some(&path), error.inner())
        })?;
        Ok(Self {
            name,
            json,
            value,
            guide,
            judgements: Judgements::new(),
        })
    }

    /// The file with what people judged of it.
    pub fn judged(self, judgements: Judgements) -> Self {
        Self { judgements, ..self }
    }

    /// What people judged of the guide, by the name of the criterion.
    pub fn judgements(&self) -> &Judgements {
        &self.judgements
    }

    /// What messages call the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn guide(&self) -> &Guide {
        &self.guide
    }

    pub fn into_guide(self) -> Guide {
        self.guide
    }

    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The line of a part of the guide, counted from 1.
    pub fn line(&self, path: &str) -> usize {
        position::line(&self.json, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_shape_names_its_line_its_path_and_what_is_allowed() {
        let text = "{\n  \"name\": \"mdma\",\n  \"titel\": \"x\"\n}";
        let error = GuideFile::read("guides/mdma.en.json", text).expect_err("titel is no field");
        let start = "guides/mdma.en.json:3:9: titel: unknown field `titel`, expected one";
        assert!(error.starts_with(start), "{error}");
        assert!(!error.contains("at line"), "{error}");
    }

    #[test]
    fn a_file_that_is_not_json_is_reported_with_its_line() {
        let error = GuideFile::read("guides/mdma.en.json", "{\n  \"name\": \n}");
        assert_eq!(
            error.expect_err("there is no value"),
            "guides/mdma.en.json:3:1: expected value"
        );
    }
}
