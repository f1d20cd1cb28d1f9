//! Which sources are retracted, corrected or in doubt: `cargo xtask guide check --online` asks
//! Crossref, whose answers include the Retraction Watch database.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::GuideFile;

mod crossref;
mod notice;

use crossref::Answer;
pub use crossref::Crossref;
use notice::{Notice, Weight};

/// Asks for each DOI of the guides' sources. Returns the text for a terminal, and whether each DOI was
/// answered and none is retracted or in doubt.
pub fn ask(crossref: &Crossref, files: &[&GuideFile]) -> (String, bool) {
    let mut cited: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        for (index, source) in file.guide().sources.iter().enumerate() {
            if let Some(doi) = doi(&source.url) {
                let line = file.line(&format!("sources[{index}]"));
                let place = format!("{}:{line}: {}", file.name(), source.id);
                cited.entry(doi).or_default().push(place);
            }
        }
    }
    let dois: Vec<String> = cited.keys().cloned().collect();
    let answers = crossref.ask(&dois);
    let mut text = String::new();
    let mut counts = [0; 4];
    let [grave, slight, strange, unanswered] = &mut counts;
    for (doi, answer) in dois.iter().zip(&answers) {
        let places = cited[doi].join("\n");
        let mut add = |lines: &[String]| {
            // Writing to a string never fails.
            let _ = writeln!(text, "{places}\n  {doi}\n    {}", lines.join("\n    "));
        };
        match answer {
            Answer::Found(notices) if notices.is_empty() => {}
            Answer::Found(notices) => {
                let weigh = |weight| notices.iter().any(|notice| notice.weight() == weight);
                *grave += usize::from(weigh(Weight::Grave));
                *slight += usize::from(weigh(Weight::Slight) && !weigh(Weight::Grave));
                add(&notices.iter().map(Notice::to_string).collect::<Vec<_>>());
            }
            Answer::Unknown => {
                *strange += 1;
                add(&["Crossref does not know it: look on its page".to_owned()]);
            }
            Answer::Failed(why) => {
                *unanswered += 1;
                add(&[format!("no answer: {why}")]);
            }
        }
    }
    let right = *grave == 0 && *unanswered == 0;
    let _ = writeln!(
        text,
        "Crossref was asked for {} DOIs: {grave} retracted or in doubt, {slight} corrected, {strange} \
         not known to it, {unanswered} without an answer",
        dois.len(),
    );
    (text, right)
}

/// The DOI in an address of doi.org, in lower case: case makes no difference in it.
fn doi(url: &str) -> Option<String> {
    let rest = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
    ]
    .iter()
    .find_map(|start| url.strip_prefix(start))?;
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let doi = percent_encoding::percent_decode_str(rest)
        .decode_utf8()
        .ok()?;
    doi.starts_with("10.").then(|| doi.to_lowercase())
}

#[cfg(test)]
mod tests;
