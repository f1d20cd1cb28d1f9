//! The first bytes of the page hold its first view; the rest follows.

use journeys::{Role, Site, host_page};

/// The screens of the first view: a laptop and a phone.
const SCREENS: [(u32, u32); 2] = [(1280, 800), (360, 740)];

/// `cargo xtask build` counts everything up to the second row as the first view.
#[test]
fn two_screens_show_no_more_than_the_first_view() {
    Site::with_receiver().visit(|visitor| {
        for (width, height) in SCREENS {
            visitor
                .has_a_screen_of(width, height)
                .opens("/")
                .sees_less_than_the_second_row();
        }
    });
}

#[test]
fn the_first_view_is_complete_before_the_rest_comes_and_never_changes() {
    for (width, height) in SCREENS {
        Site::with_receiver()
            .holding_the_rest_of_the_page()
            .visit(|visitor| {
                let before = visitor
                    .has_a_screen_of(width, height)
                    .begins_to_open("/")
                    .sees_a(Role::Link, "Our view")
                    .sees_panel("Compare")
                    .screen();
                visitor
                    .gets_the_rest_of_the_page()
                    .sees_tab_selected("Compare")
                    .has_seen_no_layout_shift();
                // On a phone this bar lies over the foot of the screen once the end of the page is there.
                visitor.runs("document.querySelector('.foot').style.visibility = 'hidden'");
                let after = visitor.screen();
                assert!(before == after, "the screen looks as before at {width} px");
            });
    }
}

const PRINTED: &str = host_page!(
    r#"<p>Our clinic</p>
<care-guide endpoint="/api/consultations" clinic="/clinic.json">{printed.en}</care-guide>"#
);

#[test]
fn no_tab_moves_when_the_next_one_comes() {
    let own = Site::with_receiver();
    let printed = Site::with_receiver().embedded_in(PRINTED);
    let shadow = "document.querySelector('care-guide').shadowRoot";
    for (site, tree) in [(own, "document"), (printed, shadow)] {
        site.holding_the_page_after("href=\"#research\"")
            .visit(|visitor| {
                visitor
                    .has_a_screen_of(1000, 800)
                    .opens_up_to("/", &format!("{tree}.querySelector('h1')"))
                    .gets_the_rest_of_the_page()
                    .sees_tab_selected("Compare")
                    .has_seen_no_layout_shift();
            });
    }
}

#[test]
fn a_tab_chosen_before_its_part_has_come_opens_later() {
    Site::with_receiver()
        .holding_the_rest_of_the_page()
        .visit(|visitor| {
            visitor
                .begins_to_open("/")
                .clicks(Role::Link, "Our view")
                .sees_address("/#our-view")
                .gets_the_rest_of_the_page()
                .sees_tab_selected("Our view")
                .has_seen_no_layout_shift();
        });
}

#[test]
fn a_deep_link_to_a_part_that_has_not_come_opens_it_later() {
    Site::with_receiver()
        .holding_the_rest_of_the_page()
        .visit(|visitor| {
            visitor
                .begins_to_open("/#risks")
                .sees_panel("Compare")
                .gets_the_rest_of_the_page()
                .sees_tab_selected("Risks")
                .has_seen_no_layout_shift();
        });
}

/// The tabs need neither.
#[test]
fn glue_and_wasm_are_requested_once_the_page_is_there() {
    Site::with_receiver()
        .holding_the_rest_of_the_page()
        .visit(|visitor| {
            let early = visitor
                .begins_to_open("/")
                .sees_panel("Compare")
                .scripts_and_wasm();
            assert_eq!(early.len(), 1, "the loader alone: {early:?}");
            visitor.gets_the_rest_of_the_page().sees_scripts_and_wasm(3);
        });
}
