//! Tables in the documents, which the journeys write or compare.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use journeys::{lock, writes_tables};

/// Compares a table of a document with the rows of this run. A row with one cell did not run in
/// this tier; the document must have it anyway.
#[track_caller]
pub fn check(document: &str, name: &str, heads: &[&str], rows: &[Vec<String>]) {
    static DOCUMENTS: Mutex<()> = Mutex::new(());
    let _mine = lock(&DOCUMENTS);
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let path = docs.join(document);
    let text = fs::read_to_string(&path).expect("the document");
    let begin = format!("<!-- {name}: written by the tests -->\n");
    let (before, rest) = text.split_once(&begin).expect("the table's beginning");
    let (table, after) = rest.split_once("<!-- end -->").expect("the table's end");
    let seen = markdown(heads, rows);
    if writes_tables() {
        let seen: String = seen.iter().map(|line| format!("{line}\n")).collect();
        let text = format!("{before}{begin}\n{seen}\n<!-- end -->{after}");
        fs::write(&path, text).expect("the document");
        return;
    }
    let committed: Vec<_> = table.lines().filter(|line| !line.is_empty()).collect();
    let differ: Vec<_> = (0..committed.len().max(seen.len()))
        .map(|index| {
            let committed = committed.get(index).copied().unwrap_or_default();
            (committed, seen.get(index).map_or("", String::as_str))
        })
        .filter(|(committed, seen)| !agrees(committed, seen, heads.len()))
        .collect();
    assert!(
        differ.is_empty(),
        "docs/{document} differs from this run. Document and run: {differ:#?}. \
         If the change is intended, set CAREGUIDE_TABLES=1 and run this again.",
    );
}

/// Whether the line of the document equals the row, or starts with its only cell.
fn agrees(committed: &str, seen: &str, cells: usize) -> bool {
    let only_the_first = cells > 1 && seen.matches(" |").count() == 1;
    committed == seen || only_the_first && committed.starts_with(seen)
}

fn markdown(heads: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let line = |cells: &[String]| {
        let cells: String = cells.iter().map(|cell| format!(" {cell} |")).collect();
        format!("|{}", cells.replace("|  |", "| |"))
    };
    let heads: Vec<_> = heads.iter().map(|head| (*head).to_owned()).collect();
    let rule = vec!["---".to_owned(); heads.len()];
    let rows = rows.iter().map(|row| line(row));
    [line(&heads), line(&rule)]
        .into_iter()
        .chain(rows)
        .collect()
}
