//! Every figure of the MDMA guide was checked: the facts that a text cites hold the numbers that the
//! text states.
//!
//! The facts are in `guides/facts/mdma.csv`. A citation of a source stands for every fact with the
//! source's address. Numbers in a text without a citation are not checked.

#[path = "facts/claims.rs"]
mod claims;
#[path = "facts/quantity.rs"]
mod quantity;
#[path = "facts/table.rs"]
mod table;

use claims::Claim;
use contract::Guide;
use contract::guide::{Block, Source};
use quantity::Quantity;
use serde_json::Value;
use table::Facts;

/// Numbers that no fact states and that are right all the same: where, which, and why.
const EXCEPTIONS: [(&str, &str, &str); 0] = [];

/// How far a share said in words may be from the percentage: two in three for 67 %.
const ROUNDING: f64 = 3.0;

fn guide() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../guides/mdma.en.json");
    let text = std::fs::read_to_string(path).expect("the guide can be read");
    serde_json::from_str(&text).expect("it is JSON")
}

fn parsed(guide: Value) -> Guide {
    serde_json::from_value(guide).expect("it is a guide")
}

/// What no cited fact states, one line each.
fn unsupported(guide: &Guide, facts: &Facts) -> Vec<String> {
    let mut found = Vec::new();
    for claim in claims::of(guide) {
        for quantity in stated(&claim) {
            let allowed = claim.cites.iter().flat_map(|id| facts.of_source(guide, id));
            let excepted = EXCEPTIONS
                .iter()
                .any(|(place, number, _)| claim.place == *place && quantity.to_string() == *number);
            if !excepted && !allowed.into_iter().any(|known| supports(&known, &quantity)) {
                let Claim { place, cites, text } = &claim;
                let cites = cites.join(", ");
                found.push(format!("{place}: {quantity} is not in {cites}: {text}"));
            }
        }
    }
    found
}

/// The quantities of a claim. A hundred is what other numbers are out of.
fn stated(claim: &Claim) -> Vec<Quantity> {
    let mut stated = quantity::stated(&claim.text);
    stated.retain(|quantity| *quantity != Quantity::Count("100".into()));
    stated
}

fn supports(known: &Quantity, stated: &Quantity) -> bool {
    match (known, stated) {
        (Quantity::Share(known), Quantity::Share(stated)) => (known - stated).abs() <= ROUNDING,
        // A month or a year is right where a day in it is known.
        (Quantity::Date(known), Quantity::Date(stated)) => known.starts_with(stated.as_str()),
        (known, stated) => known == stated,
    }
}

#[test]
fn every_number_of_a_cited_text_is_in_the_facts_it_cites() {
    let wrong = unsupported(&parsed(guide()), &Facts::read());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_exception_is_one() {
    let guide = parsed(guide());
    let claims = claims::of(&guide);
    for (place, number, why) in EXCEPTIONS {
        let needed = claims.iter().any(|claim| {
            claim.place == place && stated(claim).iter().any(|q| q.to_string() == number)
        });
        assert!(needed && !why.is_empty(), "{place}: {number}");
    }
}

/// A slip of the pen. One that hits upon another number of the same facts is not found, which is why
/// the pictures have a test of their own.
#[test]
fn a_figure_that_is_changed_is_found() {
    let facts = Facts::read();
    let right = guide().to_string();
    for (from, to) in [
        ("67 and 71 of 100", "68 and 71 of 100"),
        ("67 and 71 of 100", "67 and 72 of 100"),
        ("it was 32 and 48", "it was 33 and 48"),
        ("\"count\":67", "\"count\":68"),
        ("\"count\":48", "\"count\":52"),
        ("First trial, 90 people", "First trial, 104 people"),
        ("**two in three**", "**three in four**"),
        ("about 42 hours", "about 43 hours"),
        ("past 18 weeks", "past 28 weeks"),
        ("8 hours each", "6 hours each"),
        ("four weeks apart", "ten weeks apart"),
        ("August 9, 2024", "August 8, 2026"),
        ("\"December 2023\"", "\"November 2023\""),
        ("9 say no", "8 say no"),
        ("$1,000", "$10,000"),
        ("40 showed no", "50 showed no"),
        ("81,642 people", "81,462 people"),
        ("15 visits", "16 visits"),
        ("it was 28", "it was 26"),
        ("18 to 30 of 100", "18 to 31 of 100"),
        ("52 of 100 no longer", "53 of 100 no longer"),
        ("$12,000", "$13,000"),
    ] {
        assert!(right.contains(from), "{from}");
        let changed = right.replacen(from, to, 1);
        let changed = parsed(serde_json::from_str(&changed).expect("it is JSON"));
        assert!(!unsupported(&changed, &facts).is_empty(), "{from} → {to}");
    }
}

/// Nor may two numbers of the same facts change places.
#[test]
fn the_pictures_show_what_the_trials_found() {
    let (guide, facts) = (parsed(guide()), Facts::read());
    let found = ["T02", "T04", "C20", "C18"].map(|id| {
        let figures = quantity::known(&facts.titled(id).figure);
        let percents = figures.into_iter().filter_map(|quantity| match quantity {
            Quantity::Share(share) => Some(share.round()),
            _ => None,
        });
        let mut percents: Vec<_> = percents.collect();
        // `37/52 (71.2%)` says the same twice.
        percents.dedup();
        percents[..2].to_vec()
    });
    let therapy = guide.section("therapy").expect("it is there");
    let drawn = therapy.blocks.iter().filter_map(|block| match block {
        // What is rare has no second group.
        Block::Outcome(outcome) if outcome.of == 100 => Some(&outcome.studies),
        _ => None,
    });
    let drawn = drawn.flatten().map(|study| {
        let counts = study.arms.iter().filter_map(|arm| arm.count);
        counts.map(f64::from).collect::<Vec<_>>()
    });
    assert_eq!(drawn.collect::<Vec<_>>(), found);
    assert_eq!(
        found,
        [[67.0, 32.0], [71.0, 48.0], [41.0, 28.0], [60.0, 38.0]]
    );
}

/// Each number of each claim is looked at, and none is taken for granted.
#[test]
fn no_number_of_a_cited_text_can_be_made_up() {
    let (guide, facts) = (parsed(guide()), Facts::read());
    let mut seen = 0;
    for claim in claims::of(&guide) {
        for known in claim
            .cites
            .iter()
            .flat_map(|id| facts.of_source(&guide, id))
        {
            assert!(
                !supports(&known, &Quantity::Count("777".into())),
                "{}",
                claim.place
            );
        }
        seen += stated(&claim).len();
    }
    assert!(seen > 100, "there are many numbers, not {seen}");
}

#[test]
fn every_source_of_the_guide_is_in_the_facts_as_somebody_checked_it() {
    let (guide, facts) = (parsed(guide()), Facts::read());
    for source in &guide.sources {
        let mut known = facts.with_address(&source.url).peekable();
        assert!(
            known.peek().is_some(),
            "{}: no fact that was seen has the address {}",
            source.id,
            source.url
        );
        let titled = facts.titled(&source.id);
        assert_eq!(titled.title, source.title, "{}", source.id);
        assert_eq!(titled.checked, source.checked, "{}", source.id);
        assert_eq!(titled.read, read(source), "{}", source.id);
        assert_eq!(titled.url, source.url, "{}", source.id);
    }
}

/// How much of the source was read, as the guide file writes it.
fn read(source: &Source) -> String {
    let read = serde_json::to_value(source.read).expect("it is JSON");
    read.as_str().expect("a word").to_owned()
}

#[test]
fn no_retracted_paper_is_a_source() {
    let facts = Facts::read();
    let retracted = facts.titled("R15");
    let guide = parsed(guide());
    for source in &guide.sources {
        assert_ne!(source.url, retracted.url);
        let doi = source.url.trim_start_matches("https://doi.org/");
        for unchecked in [&retracted.figure, &retracted.from_memory] {
            assert!(!unchecked.contains(doi), "{}", source.id);
        }
    }
}
