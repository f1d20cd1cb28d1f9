//! Every guide file of the project can be read and has nothing wrong.

use contract::Guide;
use contract::guide::Block;

#[test]
fn every_guide_file_can_be_shown() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../guides");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let name = path.display().to_string();
        if !name.ends_with(".json") || name.ends_with(".schema.json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("the file can be read");
        let guide: Guide = match serde_json::from_str(&text) {
            Ok(guide) => guide,
            Err(error) => panic!("{name}: {error}"),
        };
        let wrong: Vec<_> = guide.check().iter().map(ToString::to_string).collect();
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
        read += 1;
    }
    assert!(read > 0, "no guide file in {folder}");
}

#[test]
fn a_section_that_other_pages_link_to_is_missed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../guides/mdma.en.json");
    let text = std::fs::read_to_string(path).expect("the file can be read");
    let mut guide: Guide = serde_json::from_str(&text).expect("it is a guide");
    guide.sections.retain(|section| section.id != "microdosing");
    let wrong: Vec<_> = guide.check().iter().map(ToString::to_string).collect();
    let start =
        "permanent_sections[2]: the section `microdosing` is missing; other pages link to it";
    assert!(
        matches!(&wrong[..], [wrong, card] if wrong.starts_with(start) && card.contains("section")),
        "{wrong:?}"
    );
}

/// A reader can judge each answer: where it is from, how sure it is and why, in whom or over what
/// time.
#[test]
fn every_cell_of_the_mdma_guide_says_what_it_rests_on() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../guides/mdma.en.json");
    let text = std::fs::read_to_string(path).expect("the file can be read");
    let guide: Guide = serde_json::from_str(&text).expect("it is a guide");
    let blocks = guide.sections.iter().flat_map(|section| &section.blocks);
    let rows = blocks.filter_map(|block| match block {
        Block::Comparison(comparison) => Some(&comparison.rows),
        _ => None,
    });
    let mut cells = 0;
    for row in rows.flatten() {
        for (cell, option) in row.cells.iter().zip(&guide.options) {
            let place = format!("{} {}", row.question, option.label);
            assert!(cell.text.contains("[^"), "{place}: no source");
            assert!(cell.certainty.is_some(), "{place}: no certainty");
            assert!(cell.why.is_some(), "{place}: no why");
            let whom_or_when = cell.measured_in.is_some() || cell.over.is_some();
            assert!(whom_or_when, "{place}: neither in whom nor over what time");
            cells += 1;
        }
    }
    assert_eq!(cells, 27, "nine questions, three options");
}
