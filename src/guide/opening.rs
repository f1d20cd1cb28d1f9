//! The opening: whose guide it is and how fresh, the question, a short answer.

use contract::Guide;

use super::languages::languages;
use crate::clinic;
use crate::prose::{Writer, comparison_id, mark};
use markup::{Markup, html};

/// The opening. The same before and after hydration.
pub fn opening(guide: &Guide) -> Markup {
    let answer = html::p().class("answer");
    html::header()
        .class("opening")
        .child(
            html::div()
                .class("top")
                .child(clinic::masthead(guide))
                .children(languages(guide))
                .child(byline(guide)),
        )
        .child(html::h1().text(&guide.title))
        .child(Writer::new(guide, "opening").inline(answer, &guide.answer))
        .child(cards(guide))
        .child(actions(guide))
}

/// Where to go from here. The first link is the solid one: the side-by-side table, where there is one.
fn actions(guide: &Guide) -> Markup {
    let table = comparison_id(guide).map(|id| (id, &guide.interface.compare));
    let parts = [
        ("consultation", &guide.consultation.heading),
        ("help", &guide.help.link),
    ];
    let parts = parts.map(|(id, words)| (id.to_owned(), words));
    let links = table.into_iter().chain(parts).enumerate();
    let links = links.map(|(index, (id, words))| {
        let link = html::a().attr("href", format_args!("#{id}")).text(words);
        match index {
            0 => link.class("button").attr("part", "button"),
            _ => link.class("help-link"),
        }
    });
    html::p()
        .class("actions")
        .children(links.collect::<Vec<_>>())
}

/// A card for each option, which leads to its section: its name, where it stands, and what is known.
fn cards(guide: &Guide) -> Markup {
    let words = &guide.certainty;
    let cards = guide.options.iter().map(|option| {
        let link = html::a()
            .attr("href", format_args!("#{}", option.section))
            .text(&option.label);
        let standing = html::span().class("standing").text(&option.status);
        let level = words.level(option.certainty);
        let sure = html::span()
            .class("visually-hidden")
            .text(format!("{}: {}. ", words.label, level.label));
        let known = mark(option.certainty).child(sure).text(&option.known);
        html::li()
            .child(html::p().child(link).text(" ").child(standing))
            .child(html::p().child(known))
    });
    html::ul().class("cards").children(cards)
}

/// Who has read the guide over, and when it was last checked.
fn byline(guide: &Guide) -> Markup {
    let words = &guide.interface;
    let review = match &guide.about.reviewed_by {
        Some(name) => format!("{} {name}", words.reviewed_by),
        None => words.not_reviewed.clone(),
    };
    let dot = html::span()
        .class("dot")
        .attr("aria-hidden", "true")
        .text(" · ");
    html::p()
        .class("byline")
        .text(review)
        .child(dot)
        .text(format!("{} ", words.updated))
        .child(day(guide, &guide.about.updated))
}

/// A day in words, with its ISO form in `datetime`.
pub fn day(guide: &Guide, day: &str) -> Markup {
    let words = guide.interface.date.day(day);
    html::time().attr("datetime", day).text(words)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::tests::page::Page;
    use crate::tests::{rendered, small};
    use contract::guide::Block;

    #[test]
    fn each_option_has_a_card_that_leads_to_its_section() {
        let page = Page::read(&rendered(&small(), || opening(&small())));
        let cards: Vec<_> = page.tags("li").map(|card| card.text.as_str()).collect();
        assert_eq!(
            cards,
            [
                "Glasses At every optician's●●● How sure: High. Best proof",
                "Contact lenses With a prescription●●○ How sure: Medium. Good proof",
            ]
        );
        let links = page.tags("a").filter_map(|link| link.get("href"));
        let links: Vec<_> = links.collect();
        assert_eq!(links[..2], ["#care", "#care"]);
    }

    #[test]
    fn the_solid_link_leads_to_the_table_where_there_is_one() {
        let mut guide = small();
        let links = |guide: &Guide| {
            let page = Page::read(&rendered(guide, || actions(guide)));
            let links = page.tags("a").map(|link| {
                let target = link.get("href").unwrap_or_default();
                let solid = link.get("class") == Some("button");
                format!("{} {target} {solid}", link.text)
            });
            links.collect::<Vec<_>>()
        };
        assert_eq!(
            links(&guide),
            [
                "Compare the two #compare-comparison true",
                "Talk to us #consultation false",
                "Need help now? #help false",
            ]
        );
        for section in &mut guide.sections {
            section
                .blocks
                .retain(|block| !matches!(block, Block::Comparison(_)));
        }
        assert_eq!(
            links(&guide),
            [
                "Talk to us #consultation true",
                "Need help now? #help false",
            ]
        );
    }

    #[test]
    fn a_reader_sees_who_has_read_it_over_or_that_nobody_has() {
        let mut guide = small();
        let line = |guide: &Guide| {
            let page = Page::read(&rendered(guide, || opening(guide)));
            page.class("byline").text.clone()
        };
        assert_eq!(
            line(&guide),
            "Not yet reviewed · Last checked January 31, 2026"
        );
        guide.about.reviewed_by = Some("Dr. A. Lens".to_owned());
        assert_eq!(
            line(&guide),
            "Reviewed by Dr. A. Lens · Last checked January 31, 2026"
        );
    }
}
