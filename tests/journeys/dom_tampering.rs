//! A guide that something changed before hydration, on its own page and embedded: a shadow root
//! keeps out most extensions, but not all.

use journeys::{DomTampering, Site, Tier, Visitor};

/// Tabs and form work, and the words are sent.
fn everything_works(visitor: &Visitor) {
    visitor
        .sees_every_word_kept()
        .chooses("Phone call")
        .sees_in("Phone number", "617 555 0123")
        .chooses("Email")
        .sees_tab_selected("Compare")
        .clicks_tab("MDMA therapy")
        .sees_tab_selected("MDMA therapy")
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
        .adds_a_phone_number("617 555 0123");
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placement {
    /// On its own page, where the visitor types before hydration.
    OwnPage,
    /// In a host page, where the form appears on hydration.
    Embedded,
}

/// Everything works after a change before hydration.
fn works_despite(placement: Placement, tampers: impl Fn(&Visitor), then: impl Fn(&Visitor)) {
    let site = Site::with_receiver().holding_the_wasm();
    // Visible if the rest fails.
    eprintln!("{placement:?}");
    match placement {
        Placement::OwnPage => site.visit(|visitor| {
            types(visitor.opens("/"));
            tampers(visitor);
            everything_works(visitor.gets_the_wasm());
            then(visitor);
        }),
        Placement::Embedded => site.embedded().visit(|visitor| {
            tampers(
                visitor
                    .opens("/")
                    .sees_panel("Compare")
                    .sees_text("If someone is in danger, start with 911."),
            );
            types(visitor.gets_the_wasm());
            everything_works(visitor);
            then(visitor);
        }),
    }
}

/// Each tampering in both placements. The default tier keeps one placement of each, by turns: the same code
/// restores the guide in both.
fn tamperings_and_placements(
    tamperings: &[DomTampering],
) -> impl Iterator<Item = (DomTampering, Placement)> {
    let by_turns = |(index, tampering): (usize, &DomTampering)| {
        let placements = [Placement::OwnPage, Placement::Embedded];
        [0, 1].map(|round| (*tampering, placements[(index + round) % 2], round == 0))
    };
    let pairs: Vec<_> = tamperings.iter().enumerate().flat_map(by_turns).collect();
    Tier::current()
        .rows(pairs, |(_, _, first)| *first)
        .map(|(tampering, placement, _)| (tampering, placement))
}

#[test]
fn a_page_translated_before_hydration_works() {
    for placement in [Placement::OwnPage, Placement::Embedded] {
        works_despite(
            placement,
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
    for (tampering, placement) in tamperings_and_placements(&DomTampering::ALL) {
        eprintln!("{tampering:?}");
        works_despite(
            placement,
            |visitor| {
                visitor.has_dom_tampering(tampering);
            },
            |visitor| {
                visitor.sees_the_guide_complete();
            },
        );
    }
}

#[test]
fn a_page_changed_again_and_again_works() {
    let tamperings = [DomTampering::PasswordManager, DomTampering::ContentFilter];
    for (tampering, placement) in tamperings_and_placements(&tamperings) {
        eprintln!("{tampering:?}");
        works_despite(
            placement,
            |visitor| {
                visitor.has_repeated_dom_tampering(tampering);
            },
            |_| {},
        );
    }
}
