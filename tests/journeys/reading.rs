//! Reading, with a mouse.

use journeys::{Role, Site, Visitor};

#[test]
fn the_first_view_shows_the_question_the_first_tab_and_the_three_options_side_by_side() {
    Site::with_receiver().visit(|visitor| {
        let question = "MDMA therapy, microdosing, or established PTSD care?";
        visitor
            .opens("/")
            .sees_title(question)
            .sees_a(Role::Heading, question)
            .sees_tab_selected("At a glance");
        assert_eq!(
            visitor.names_of(Role::ColumnHeader),
            ["Question", "MDMA-assisted therapy", "Microdosing MDMA", "Established PTSD care"]
        );
    });
}

#[test]
fn each_tab_shows_its_own_panel_and_no_other() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/");
        for tab in Visitor::TABS {
            visitor.clicks_tab(tab).sees_tab_selected(tab);
        }
    });
}
