//! The choice between picture, numbers and words.

use journeys::{Role, Rules, Site, Visitor, host_page};

/// A host page.
const PAGE: &str = host_page!(
    r#"<main><h1>Our clinic</h1><care-guide endpoint="/api/consultations"></care-guide></main>"#
);

/// Switches through all three views.
fn switches(visitor: &Visitor) {
    visitor
        .sees_figures_as(&["picture", "picture", "picture", "picture"])
        .sees_a(
            Role::Image,
            "Therapy with MDMA: 67 of 100 no longer met the criteria; 33 of 100 still met them",
        )
        .sees_a(
            Role::Image,
            "Therapy with a dummy pill: 48 of 100 no longer met the criteria; 52 of 100 still met them",
        )
        .sees_chosen(Role::Radio, "Picture", true)
        .chooses("Numbers")
        .sees_figures_as(&["numbers", "picture", "picture", "picture"])
        .can_have_the_numbers_read_out("First trial, 90 people")
        .chooses("Words")
        .sees_figures_as(&["words", "picture", "picture", "picture"])
        .can_have_the_numbers_read_out("First trial, 90 people")
        .can_have_the_numbers_read_out("Second trial, 104 people")
        .chooses("Picture")
        .sees_figures_as(&["picture", "picture", "picture", "picture"]);
}

#[test]
fn a_reader_switches_between_picture_numbers_and_words() {
    Site::with_receiver()
        .in_full_browser()
        .visit_both(|visitor| {
            visitor.opens("/").clicks_tab("MDMA therapy");
            switches(visitor);
        });
}

#[test]
fn the_choice_works_without_scripts() {
    Site::with_receiver().without_scripts().visit(|visitor| {
        visitor.opens("/#therapy").sees_panel("MDMA therapy");
        switches(visitor);
    });
}

#[test]
fn the_choice_works_on_a_host_page() {
    Site::with_receiver().embedded_in(PAGE).visit(|visitor| {
        visitor.opens("/").clicks_tab("MDMA therapy");
        switches(visitor);
    });
}

#[test]
fn each_figure_has_a_choice_of_its_own() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("MDMA therapy")
            .sees_tab_selected("MDMA therapy")
            .chooses("Words")
            .shows_everything()
            .sees_figures_as(&["words", "picture", "picture", "picture"]);
    });
}

/// There is nothing to choose from where nobody was counted.
#[test]
fn a_figure_without_studies_says_so_and_has_no_choice() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Microdosing")
            .sees_tab_selected("Microdosing")
            .sees_text("Nobody knows. No study was found")
            .sees_no(Role::Radio, "Picture");
        assert_eq!(visitor.names_of(Role::Image), [] as [&str; 0]);
    });
}

#[test]
fn print_shows_every_view() {
    let all = "picture, numbers, words";
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/#therapy")
            .sees_tab_selected("MDMA therapy")
            .chooses("Words")
            .looks_at_the_print()
            .sees_figures_as(&[all; 4])
            .sees_no_text("Show the results as");
    });
}

#[test]
fn the_choice_is_not_sent() {
    for site in [
        Site::with_receiver(),
        Site::with_receiver().without_scripts(),
    ] {
        site.visit(|visitor| {
            visitor
                .opens("/#therapy")
                .sees_panel("MDMA therapy")
                .chooses("Numbers")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_a(Role::Heading, "We have your request");
            let (_, request) = visitor.server().only_request();
            assert_eq!(request.message, "");
            let sent = format!("{request:?}");
            assert!(
                !sent.contains("figure") && !sent.contains("numbers"),
                "{sent}"
            );
        });
    }
}

/// The default tier runs every rule of axe-core in light colours, and in others the rules that
/// colours can affect.
#[test]
fn every_view_is_accessible() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .has_a_screen(320)
            .opens("/")
            .clicks_tab("MDMA therapy")
            .sees_tab_selected("MDMA therapy");
        for view in ["Numbers", "Words", "Picture"] {
            visitor
                .chooses(view)
                .needs_no_sideways_scroll()
                .can_hit_everything()
                .prefers_light()
                .has_no_violations()
                .prefers_dark()
                .passes(Rules::Colours)
                .forces_colours()
                .passes(Rules::Layout);
        }
    });
}
