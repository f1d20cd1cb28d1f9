//! A guide that was changed before it could wake, on its own page and embedded: in a shadow root it is
//! out of the way of most extensions, and not of all.

use journeys::{DomTampering, Site, Tier, Visitor};

/// Tabs and form work, and what was typed is sent.
fn everything_works(visitor: &Visitor) {
    visitor
        .sees_every_word_kept()
        .sees_in("Phone number", "617 555 0123")
        .sees_tab_selected("At a glance")
        .clicks_tab("Therapy")
        .sees_tab_selected("Therapy")
        .presses("End")
        .sees_tab_selected("Our view")
        .fills("Full name", "")
        .asks_for_a_consultation()
        .sees_errors(&["Enter your full name"])
        .fills("Full name", "Ana O'Neil")
        .asks_for_a_consultation()
        .sees_it_arrived();
    let (_, request) = visitor.server().only_request();
    assert_eq!(request.name, "Ana O'Neil");
    assert_eq!(request.phone, "617 555 0123");
    assert_eq!(request.page, visitor.server().url("/"));
}

fn types(visitor: &Visitor) {
    visitor
        .fills_in_the_form()
        .fills("Phone number", "617 555 0123");
}

/// Where a guide is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On its own page, where a visitor has typed before it hydrates.
    OwnPage,
    /// In a page of somebody else's, where the form comes once the guide has hydrated.
    Embedded,
}

/// Something happens to a guide before it hydrates, and everything works all the same.
fn works_though(place: Place, meddles: impl Fn(&Visitor), then: impl Fn(&Visitor)) {
    let site = Site::with_receiver().holding_the_wasm();
    // Shown if what follows fails.
    eprintln!("{place:?}");
    match place {
        Place::OwnPage => site.visit(|visitor| {
            types(visitor.opens("/"));
            meddles(visitor);
            everything_works(visitor.gets_the_wasm());
            then(visitor);
        }),
        Place::Embedded => site.embedded().visit(|visitor| {
            meddles(
                visitor
                    .opens("/")
                    .sees_panel("At a glance")
                    .sees_text("If someone is in danger, start with 911."),
            );
            types(visitor.gets_the_wasm());
            everything_works(visitor);
            then(visitor);
        }),
    }
}

/// The meddlers, each in both places. The default tier keeps each meddler in one of the two, by turns:
/// the same script puts the guide right in both.
fn meddlers_and_places(meddlers: &[DomTampering]) -> impl Iterator<Item = (DomTampering, Place)> {
    let by_turns = |(index, meddler): (usize, &DomTampering)| {
        let places = [Place::OwnPage, Place::Embedded];
        [0, 1].map(|turn| (*meddler, places[(index + turn) % 2], turn == 0))
    };
    let pairs: Vec<_> = meddlers.iter().enumerate().flat_map(by_turns).collect();
    Tier::current()
        .rows(pairs, |(_, _, first)| *first)
        .map(|(meddler, place, _)| (meddler, place))
}

#[test]
fn a_page_translated_before_hydration_works() {
    for place in [Place::OwnPage, Place::Embedded] {
        works_though(
            place,
            |visitor| {
                visitor.translates_the_page();
            },
            |visitor| {
                let left = visitor.counts_translator_elements();
                assert!(left > 1_000, "it stays translated: {left}");
                visitor.clicks_tab("Risks").sees_text("(traducido)");
            },
        );
    }
}

#[test]
fn a_page_changed_before_hydration_works() {
    for (meddler, place) in meddlers_and_places(&DomTampering::ALL) {
        eprintln!("{meddler:?}");
        works_though(
            place,
            |visitor| {
                visitor.has_dom_tampering(meddler);
            },
            |visitor| {
                visitor.sees_the_guide_complete();
            },
        );
    }
}

#[test]
fn a_page_changed_again_and_again_works() {
    let meddlers = [DomTampering::PasswordManager, DomTampering::ContentFilter];
    for (meddler, place) in meddlers_and_places(&meddlers) {
        eprintln!("{meddler:?}");
        works_though(
            place,
            |visitor| {
                visitor.has_repeated_dom_tampering(meddler);
            },
            |_| {},
        );
    }
}
