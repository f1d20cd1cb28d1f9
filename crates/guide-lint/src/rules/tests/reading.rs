//! Reading grade, sentences, words to avoid.

use super::*;
use crate::Standing;

const TEXT: &str = "/sections/1/blocks/2/callout/paragraphs/0";

#[test]
fn a_part_that_is_hard_to_read_is_reported_with_its_longest_sentence() {
    let hard = "Ophthalmological examination necessitates considerable cooperation. \
                Deterioration occasionally demonstrates immediately observable abnormalities. \
                Particularly uncomfortable inflammation necessitates professional consultation.";
    let guide = good_with(TEXT, json!(hard));
    let words = [
        "“Care & cleaning” is hard to read",
        "8 is the limit",
        "“Ophthalmological",
    ];
    assert_warns(&guide, "sections[1]", &words[..2]);
}

#[test]
fn long_sentences_are_reported() {
    let long = "Take both of the lenses out of your eyes, rest in a dark room for a whole day, do \
                not read or drive or look at a screen, and then, if your eyes still hurt or if you \
                see less than you did on the day before, call the eye doctor and ask to be seen on \
                the same day or on the next.";
    let mut guide = good_with(TEXT, json!(long));
    guide["sections"][1]["blocks"][1]["list"]["items"] = json!(["Wash hands"]);
    guide["sections"][1]["blocks"][3]["callout"]["paragraphs"] = json!(["Own both"]);
    let found = diagnostics_on(&guide, today());
    let average = found
        .iter()
        .find(|diagnostic| diagnostic.message.contains("on the average"));
    let average = average.expect("the average is reported");
    assert_eq!(average.path, "sections[1]");
}

#[test]
fn the_parts_are_easy_to_read_on_the_median() {
    let middling = "Lenses often trouble people after many hours, so take them out every evening. \
                    Sleeping in lenses raises the danger of infection. People often forget about \
                    this until the next morning.";
    let long = format!("{middling} ").repeat(12);
    let mut guide = good_with(TEXT, json!(long));
    guide["sections"][0]["blocks"][0]["paragraph"]["text"] = json!(format!("{long}[^S1]"));
    guide["about"]["blocks"][0]["paragraph"]["text"] = json!(long);
    assert_warns(&guide, "sections", &["on the median", "6 is the aim"]);
}

#[test]
fn a_language_without_a_scale_is_not_measured() {
    let mut guide = good_with(TEXT, json!("Ophthalmologische Untersuchungen. ".repeat(40)));
    guide["language"] = json!("de");
    let file = file("guides/eyesight.de.json", &guide);
    let report = lint(&file, &[], today());
    assert_eq!(report.diagnostics, []);
    assert!(
        report
            .to_string()
            .contains("no scale is known for this language")
    );
}

#[test]
fn words_to_avoid_are_reported_with_what_to_write_instead() {
    for (text, words) in [
        ("This is a breakthrough.", "“breakthrough”"),
        ("Lenses are safe.", "Name the harms"),
        ("It is proven.", "“proven”"),
        ("Call an addict.", "people who use"),
        ("They work prior to sleep.", "“prior to”"),
        ("This is the best choice.", "Do not steer"),
    ] {
        let guide = good_with(TEXT, json!(text));
        assert_warns(&guide, "sections[1].blocks[2].paragraphs[0]", &[words]);
    }
}

#[test]
fn a_word_to_avoid_may_be_denied() {
    for text in [
        "Nobody knows how safe they are.",
        "It is not proven.",
        "They cannot guarantee it.",
    ] {
        assert_eq!(
            diagnostics_on(&good_with(TEXT, json!(text)), today()),
            [],
            "{text}"
        );
    }
}

#[test]
fn an_amount_to_take_is_an_error() {
    for (text, words) in [
        ("Take 80 mg of it.", "“80 mg”"),
        ("Take 80mg of it.", "“80 mg”"),
        ("Take half a pill.", "Never give an amount"),
        (
            "You can stop taking your medicine.",
            "talk with who prescribes it",
        ),
    ] {
        let found = diagnostics_on(&good_with(TEXT, json!(text)), today());
        let path = "sections[1].blocks[2].paragraphs[0]";
        assert_found(&found, Severity::Error, path, &[words]);
    }
}

#[test]
fn titles_of_works_and_notes_for_the_clinic_may_hold_any_word() {
    let mut guide = good_with("/sources/0/title", json!("A breakthrough in drug abuse"));
    guide["consultation"]["blocks"][0]["paragraph"]["review"] = json!("Is it safe?");
    let found = diagnostics_on(&guide, today());
    assert_found(
        &found,
        Severity::Note,
        "consultation.blocks[0]",
        &["Is it safe?"],
    );
}

#[test]
fn spanish_has_words_to_avoid_too() {
    let mut guide = good_with(TEXT, json!("Es un milagro."));
    guide["language"] = json!("es");
    let found = lint(&file("guides/eyesight.es.json", &guide), &[], today()).diagnostics;
    let word = found
        .iter()
        .find(|diagnostic| diagnostic.message.contains("“milagro”"));
    assert_eq!(word.map(|word| word.severity), Some(Severity::Warning));
}

#[test]
fn a_claim_about_the_grade_is_compared_with_the_measured_one() {
    let claim = |text: &str| {
        let mut guide = good();
        let block = json!({ "paragraph": { "text": text, "meets": ["reading-level"] } });
        let blocks = guide["about"]["blocks"].as_array_mut().expect("a list");
        blocks.push(block);
        guide
    };
    let standing = |guide: &Value| {
        let file = file(FILE, guide);
        let criteria = lint(&file, &[], today()).criteria;
        let found = criteria.into_iter().find(|one| one.id == "quality 21");
        found.expect("there is one").standing
    };
    let so = claim("It reads at grade 8 or below, by the Flesch-Kincaid scale.");
    assert_eq!(diagnostics_on(&so, today()), []);
    assert_eq!(standing(&so), Standing::Met);
    let not_so = claim("It reads at grade 1 or below, by the Flesch-Kincaid scale.");
    let words = ["grade 1 or below", "is not so", "“about” has"];
    assert_warns(&not_so, "about.blocks[4].text", &words);
    assert!(matches!(standing(&not_so), Standing::NotMet(Some(_))));
    let nothing = claim("It is easy to read.");
    assert_eq!(diagnostics_on(&nothing, today()), []);
    let Standing::NotMet(Some(why)) = standing(&nothing) else {
        panic!("nothing can be compared");
    };
    assert!(why.contains("names no grade"), "{why}");
}

#[test]
fn a_translation_may_claim_the_grade_of_the_english() {
    let mut spanish = good();
    spanish["language"] = json!("es");
    spanish["about"]["blocks"][0]["paragraph"] = json!({
        "text": "En inglés se lee a nivel de 1.º grado o menos.",
        "meets": ["reading-level"],
    });
    let others = [file(FILE, &good())];
    let file = file("guides/eyesight.es.json", &spanish);
    let found = lint(&file, &others, today()).diagnostics;
    let not_so = found.iter().filter(|one| one.message.contains("is not so"));
    assert_eq!(not_so.count(), 1, "{found:#?}");
}
