//! Tables in the documents that the journeys write, or compare with what they see.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

/// Set to anything, the tables are written anew.
const UPDATE: &str = "CAREGUIDE_TABLES";

/// Compares the table of this name, in this document, with what was seen.
#[track_caller]
pub fn holds(document: &str, name: &str, heads: &[&str], rows: &[Vec<String>]) {
    static DOCUMENTS: Mutex<()> = Mutex::new(());
    let _mine = DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner);
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let path = docs.join(document);
    let text = fs::read_to_string(&path).expect("the document");
    let begin = format!("<!-- {name}: written by the tests -->\n");
    let (before, rest) = text.split_once(&begin).expect("the table's beginning");
    let (table, after) = rest.split_once("<!-- end -->").expect("the table's end");
    let seen = written(heads, rows);
    if env::var_os(UPDATE).is_some() {
        let text = format!("{before}{begin}\n{seen}\n<!-- end -->{after}");
        fs::write(&path, text).expect("the document");
        return;
    }
    let lines = |text: &str| {
        let lines = text.lines().filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let (committed, seen) = (lines(table), lines(&seen));
    let differ = |one: &[String], other: &[String]| {
        let lines = one.iter().filter(|line| !other.contains(line));
        lines.cloned().collect::<Vec<_>>()
    };
    assert!(
        committed == seen,
        "docs/{document} is not what was seen. It says: {:#?}; seen was: {:#?}. \
         If that is meant, set {UPDATE} and run this again.",
        differ(&committed, &seen),
        differ(&seen, &committed),
    );
}

fn written(heads: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| {
        let cells: String = cells.iter().map(|cell| format!(" {cell} |")).collect();
        format!("|{}\n", cells.replace("|  |", "| |"))
    };
    let heads: Vec<_> = heads.iter().map(|head| (*head).to_owned()).collect();
    let rule = vec!["---".to_owned(); heads.len()];
    let rows = rows.iter().map(|row| line(row));
    [line(&heads), line(&rule)]
        .into_iter()
        .chain(rows)
        .collect()
}
