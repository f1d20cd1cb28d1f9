//! Screen widths.

use journeys::{Role, Site, Visitor};

#[test]
fn no_screen_needs_sideways_scrolling() {
    Site::with_receiver().visit(|visitor| {
        for width in [320, 375, 600, 768, 1000, 1440, 1920] {
            visitor
                .has_a_screen(width)
                .opens("/")
                .needs_no_sideways_scroll();
            for tab in Visitor::TABS {
                visitor
                    .clicks_tab(tab)
                    .sees_panel(tab)
                    .needs_no_sideways_scroll();
            }
            visitor
                .shows_everything()
                .sees_everything()
                .needs_no_sideways_scroll();
            visitor.shows_one_part();
        }
    });
}

#[test]
fn the_form_and_its_errors_fit_the_narrowest_screen() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .has_a_screen(320)
            .opens("/")
            .asks_for_a_consultation()
            .sees_a(Role::Group, "There is a problem")
            .needs_no_sideways_scroll()
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived()
            .needs_no_sideways_scroll();
    });
}

#[test]
fn the_six_tabs_are_one_row_at_1000_px() {
    Site::with_receiver().visit(|visitor| {
        visitor.has_a_screen(1000).opens("/");
        let rows = visitor.runs(
            "const tops = [...document.querySelectorAll('[role=tab]')]
                 .map((tab) => tab.getBoundingClientRect().top);
             return [tops.length, new Set(tops).size]",
        );
        assert_eq!(rows, serde_json::json!([6, 1]), "tabs, and rows of them");
    });
}

#[test]
fn every_target_is_big_enough_for_a_thumb() {
    Site::with_receiver().visit(|visitor| {
        for width in [320, 1280] {
            visitor.has_a_screen(width).opens("/").can_hit_everything();
            for tab in Visitor::TABS {
                visitor.clicks_tab(tab).sees_panel(tab).can_hit_everything();
            }
            visitor
                .shows_everything()
                .sees_everything()
                .can_hit_everything()
                .shows_one_part()
                .asks_for_a_consultation()
                .sees_a(Role::Group, "There is a problem")
                .can_hit_everything();
        }
    });
}
