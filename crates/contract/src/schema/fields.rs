//! What leaves the page, field by field: the table in `docs/privacy.md`.

use schemars::schema_for;
use serde_json::Value;

use crate::ConsultationRequest;
use crate::consultation::Source;

/// Where the table begins in the document, and where it ends.
const BEGIN: &str = "<!-- fields: written by `cargo xtask schema` -->\n";
const END: &str = "\n<!-- end -->";

/// The document with the table as the types have it; nothing if it has no place for one.
pub fn document(before: &str) -> Option<String> {
    let (head, rest) = before.split_once(BEGIN)?;
    let (_, tail) = rest.split_once(END)?;
    Some(format!("{head}{BEGIN}\n{}{END}{tail}", table()))
}

fn table() -> String {
    let schema = schema_for!(ConsultationRequest);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let properties = schema.get("properties");
    let fields = ConsultationRequest::FIELDS.iter();
    let rows = fields.filter(|field| field.is_sent()).map(|field| {
        let name = field.name;
        let description = properties.map(|all| text(&all[name]["description"]));
        // The guide always has a value for its fields.
        let always = match field.required || field.source == Source::Guide {
            true => "always",
            false => "if there is one",
        };
        let what = description.unwrap_or_default();
        format!("| `{name}` | {always} | {what} |\n")
    });
    let heads = "| field | sent | what it is |\n| --- | --- | --- |\n".to_owned();
    [heads].into_iter().chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_request_has_a_row_that_says_what_it_is() {
        let table = table();
        let rows: Vec<_> = table.lines().skip(2).collect();
        assert_eq!(rows.len(), ConsultationRequest::names().count());
        for row in rows {
            let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 3, "{row}");
            assert!(cells[2].len() > 10, "{row}");
        }
    }

    #[test]
    fn the_table_takes_the_place_of_what_stood_there() {
        let old = format!("# Privacy\n{BEGIN}old{END}\nmore\n");
        let new = document(&old).expect("it has a place");
        assert!(new.starts_with("# Privacy\n") && new.ends_with("\nmore\n"));
        assert!(new.contains("| `consent_contact` | always |") && !new.contains("old"));
        assert_eq!(document(&new), Some(new));
        assert_eq!(document("# Privacy\n"), None);
    }
}
