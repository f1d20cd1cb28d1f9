//! The rendered exercise, questions and summary.

use std::collections::HashSet;

use contract::Guide;
use contract::guide::Decision;
use contract::inline::{self, Inline};

use super::*;
use crate::tests::page::{Element, Page};
use crate::tests::{mdma, rendered, small};

fn page(guide: &Guide) -> Page {
    Page::read(&rendered(guide, || decision(Notes::new())))
}

fn shown_when<'a>(page: &'a Page, condition: &'a str) -> impl Iterator<Item = &'a Element> {
    page.all().filter(move |element| {
        let conditions = element.get("data-show-when").unwrap_or_default();
        conditions.split(' ').any(|one| one == condition)
    })
}

/// The words of a text, piece by piece, without its citations.
fn words(text: &str) -> Vec<String> {
    let pieces = inline::parse(text).expect("the text can be read");
    let words = pieces.into_iter().filter_map(|piece| match piece {
        Inline::Cite(_) => None,
        Inline::Plain(words) | Inline::Strong(words) | Inline::Link { label: words, .. } => {
            Some(words)
        }
    });
    words.collect()
}

#[test]
fn nothing_is_chosen_and_every_box_has_its_words() {
    for guide in [mdma(), small()] {
        let Decision {
            aspects,
            leaning,
            readiness,
            questions,
            most,
            ..
        } = &guide.decision;
        let answers = aspects.iter().flat_map(|aspect| &aspect.answers);
        let mut wanted: Vec<_> = answers
            .flat_map(|answer| [answer.text.clone(), format!("{most} ({})", answer.text)])
            .collect();
        wanted.push(leaning.undecided.clone());
        wanted.extend(guide.options.iter().map(|option| option.label.clone()));
        wanted.push(leaning.neither.clone());
        wanted.extend(leaning.levels.clone());
        for _ in &readiness.items {
            wanted.extend([readiness.yes.clone(), readiness.no.clone()]);
        }
        wanted.extend(questions.items.clone());
        let page = page(&guide);
        let labels = page.with("class", "check");
        let labels: Vec<_> = labels.map(|label| label.text.clone()).collect();
        assert_eq!(labels, wanted);
        assert!(page.tags("input").all(|input| !input.has("checked")));
        assert!(page.all().all(|element| element.tag != "form"));
    }
}

#[test]
fn an_answer_brings_up_how_each_option_sits_with_it_in_place_and_in_the_summary() {
    for guide in [mdma(), small()] {
        let page = page(&guide);
        for (index, answer) in guide.decision.answers().enumerate() {
            let condition = format!("m{}", index + 1);
            assert_eq!(
                page.id(&format!("tick-{condition}")).get("value"),
                Some(&*condition)
            );
            let stated: Vec<_> = shown_when(&page, &condition)
                .filter(|element| {
                    let mut options = guide.options.iter();
                    element.tag == "div" && options.all(|one| element.text.contains(&one.label))
                })
                .collect();
            assert_eq!(stated.len(), 2, "{condition}: in place, and in the summary");
            for (option, text) in guide.options.iter().zip(&answer.options) {
                for part in &stated {
                    assert!(part.text.contains(&option.label), "{condition}");
                    for words in words(text) {
                        assert!(part.text.contains(&words), "{condition}: {words}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_no_brings_up_what_to_ask_in_place_and_in_the_summary() {
    for guide in [mdma(), small()] {
        let page = page(&guide);
        for (index, item) in guide.decision.readiness.items.iter().enumerate() {
            let condition = format!("n{}", index + 1);
            let shown = shown_when(&page, &condition);
            let shown = shown.filter(|element| element.text.contains(&item.take));
            let tags: Vec<_> = shown.map(|element| &element.tag[..]).collect();
            assert_eq!(tags, ["div", "li"], "{condition}");
            let yes = page.id(&format!("tick-y{}", index + 1));
            let no = page.id(&format!("tick-{condition}"));
            assert_eq!(yes.get("name"), no.get("name"));
        }
    }
}

#[test]
fn how_sure_is_asked_of_who_leans_to_something() {
    for guide in [mdma(), small()] {
        let page = page(&guide);
        let asks = shown_when(&page, "l2")
            .find(|element| element.text.starts_with(&guide.decision.leaning.sureness))
            .expect("it is asked");
        let by = asks.get("data-show-when").unwrap_or_default();
        let by: Vec<_> = by.split(' ').map(str::to_owned).collect();
        let wanted = 2..=guide.options.len() + 2;
        let wanted: Vec<_> = wanted.map(|number| format!("l{number}")).collect();
        assert_eq!(by, wanted, "the first is the one who does not know yet");
    }
}

#[test]
fn each_option_is_named_in_the_same_order_and_none_is_marked() {
    let guide = mdma();
    let page = page(&guide);
    for list in page.with("class", "sits") {
        let at = |label: &str| list.text.find(label).expect("each option has its say");
        assert!(
            guide
                .options
                .iter()
                .map(|option| at(&option.label))
                .is_sorted()
        );
    }
}

#[test]
fn a_source_shows_with_each_answer_that_cites_it_under_the_number_of_the_citation() {
    for guide in [mdma(), small()] {
        let page = page(&guide);
        let mut listed = HashSet::new();
        for (index, answer) in guide.decision.answers().enumerate() {
            let condition = format!("m{}", index + 1);
            for text in &answer.options {
                for piece in inline::parse(text).expect("the text can be read") {
                    let Inline::Cite(id) = piece else { continue };
                    let source = guide.source(&id).expect("the source is there");
                    let item = shown_when(&page, &condition)
                        .find(|item| item.tag == "li" && item.text.contains(&source.title))
                        .unwrap_or_else(|| panic!("{condition} brings up {id}"));
                    let number = item.get("id").and_then(|id| id.rsplit('-').next());
                    let number = number.expect("the number is in the id");
                    let mark = format!("[{number}]");
                    assert!(item.text.starts_with(&mark), "{}", item.text);
                    let stated = shown_when(&page, &condition)
                        .any(|element| element.tag == "div" && element.text.contains(&mark));
                    assert!(stated, "{condition} has {mark} in the summary");
                    listed.insert(item.get("id").map(str::to_owned));
                }
            }
        }
        let items = page.all().filter(|element| {
            element
                .get("id")
                .is_some_and(|id| id.starts_with("what-matters-source-"))
        });
        assert_eq!(items.count(), listed.len(), "no source without an answer");
    }
}

#[test]
fn the_summary_says_which_guide_it_is_of_and_when_that_was_written() {
    let mut guide = mdma();
    guide.about.updated = "2026-11-29".into();
    let page = page(&guide);
    let edition = &page.class("edition").text;
    assert!(edition.contains(&guide.title) && edition.ends_with("November 29, 2026"));
}

#[test]
fn what_goes_to_the_clinic_has_each_box_once_and_nothing_that_the_guide_says() {
    let guide = mdma();
    let page = Page::read(&rendered(&guide, || html::div().inert(plain_summary)));
    let Decision {
        questions,
        readiness,
        leaning,
        summary,
        ..
    } = &guide.decision;
    let answers = guide.decision.answers();
    let answers = answers.map(|answer| format!("{} {}", answer.text, summary.most));
    let to_take = readiness.items.iter().map(|item| &item.take);
    let options = guide.options.iter().map(|option| &option.label);
    let others = questions.items.iter().chain(to_take).chain(options);
    let others = others.chain([&leaning.undecided, &leaning.neither]);
    for text in answers.chain(others.cloned()) {
        let line = format!("- {text}");
        let lines = page.tags("div").filter(|element| element.text == line);
        assert_eq!(lines.count(), 1, "{text}");
    }
    let all = page.all().next().map(|root| root.text.clone());
    for answer in guide.decision.answers() {
        for text in answer.options.iter().flat_map(|text| words(text)) {
            assert!(
                !all.as_deref().unwrap_or_default().contains(&text),
                "{text}"
            );
        }
    }
}

#[test]
fn what_a_reader_writes_or_ticks_can_be_carried_to_another_copy_by_its_name() {
    let page = page(&small());
    let mut names = HashSet::new();
    for control in page
        .all()
        .filter(|element| ["input", "textarea"].contains(&element.tag.as_str()))
    {
        let name = control.get("name").expect("it has a name").to_owned();
        let value = control.get("value").map(str::to_owned);
        assert!(names.insert((name, value)), "{control:?}");
    }
}

#[test]
fn what_was_not_ticked_is_hidden_even_without_the_style_sheet() {
    let page = page(&mdma());
    let shown_when: Vec<_> = page
        .all()
        .filter(|element| element.has("data-show-when"))
        .collect();
    assert!(shown_when.len() > 50 && shown_when.iter().all(|element| element.has("hidden")));
}
