//! A page that was changed before it could wake.

use journeys::{Meddler, Site, Visitor};

/// What a visitor typed while the page slept is kept; tabs and form work afterwards.
fn everything_works(visitor: &Visitor) {
    visitor
        .gets_the_wasm()
        .sees_every_word_kept()
        .sees_in("Phone number", "617 555 0123")
        .sees_tab_selected("Risks")
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
    let (_, request) = visitor.clinic().only_request();
    assert_eq!(request.name, "Ana O'Neil");
    assert_eq!(request.phone, "617 555 0123");
    assert_eq!(request.page, visitor.clinic().address("/"));
}

fn types_before_it_wakes(visitor: &Visitor) -> &Visitor {
    visitor
        .opens("/#risks")
        .fills_in_the_form()
        .fills("Phone number", "617 555 0123")
}

#[test]
fn a_page_translated_before_it_wakes_works() {
    Site::with_receiver().holding_the_wasm().visit(|visitor| {
        types_before_it_wakes(visitor).translates_the_page();
        everything_works(visitor);
        let left = visitor.runs("return document.querySelectorAll('main font, div font').length");
        assert!(left.as_u64() > Some(1_000), "it stays translated: {left}");
        visitor.clicks_tab("Risks").sees_text("(traducido)");
    });
}

#[test]
fn a_page_that_something_meddled_with_before_it_woke_works() {
    for meddler in Meddler::ALL {
        eprintln!("{meddler:?}");
        Site::with_receiver().holding_the_wasm().visit(|visitor| {
            types_before_it_wakes(visitor).has_on_the_page(meddler);
            everything_works(visitor);
            visitor.sees_the_guide_whole();
        });
    }
}

#[test]
fn a_page_that_something_meddles_with_again_and_again_works() {
    for meddler in [Meddler::PasswordManager, Meddler::ContentFilter] {
        eprintln!("{meddler:?}");
        Site::with_receiver().holding_the_wasm().visit(|visitor| {
            types_before_it_wakes(visitor).has_on_the_page_for_ever(meddler);
            everything_works(visitor);
        });
    }
}
