//! The opening: whose guide it is and how fresh, the question, a short answer.

use contract::Guide;

use super::languages::languages;
use crate::clinic;
use crate::prose::{Writer, mark};
use markup::{Markup, html};

/// The opening. The same before and after hydration.
pub fn opening(guide: &Guide) -> Markup {
    let actions = html::p()
        .class("actions")
        .child(
            html::a()
                .class("button")
                .attr("part", "button")
                .attr("href", "#consultation")
                .text(&guide.consultation.heading),
        )
        .child(
            html::a()
                .attr("href", "#help")
                .class("help-link")
                .text(&guide.help.link),
        );
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
        .child(actions)
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
