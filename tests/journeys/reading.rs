//! Tabs by mouse, all parts on one page, sources, print.

use journeys::{Role, Site, Visitor};

#[test]
fn the_first_view_shows_the_question_the_first_tab_and_three_options() {
    Site::with_receiver().visit_both(|visitor| {
        let question = "Does microdosing MDMA work? MDMA therapy and PTSD care, compared";
        visitor
            .opens("/")
            .sees_title(question)
            .sees_a(Role::Heading, question)
            .sees_tab_selected("Compare");
        assert_eq!(
            visitor.names_of(Role::ColumnHeader),
            [
                "Question",
                "MDMA-assisted therapy",
                "Microdosing MDMA",
                "Established PTSD care"
            ]
        );
        assert!(visitor.names_of(Role::RowHeader).len() >= 8);
    });
}

#[test]
fn every_option_is_on_the_first_screen_of_a_phone_in_each_language() {
    Site::with_receiver().visit(|visitor| {
        for path in ["/", "/es/"] {
            visitor.has_a_screen_of(360, 740).opens(path);
            let cards = visitor.runs(
                "return [...document.querySelectorAll('.cards li')]
                     .map((card) => Math.ceil(card.getBoundingClientRect().bottom))",
            );
            let cards = cards.as_array().expect("a list").clone();
            assert_eq!(cards.len(), 3, "{path}");
            let ends = cards.last().and_then(|end| end.as_i64()).expect("a number");
            assert!(ends <= 740, "{path}: the last card ends at {ends} px");
        }
    });
}

/// The window is 740 px high.
fn screens(visitor: &Visitor, height: &str) -> f64 {
    let height = visitor.runs(&format!("return {height} / 740"));
    height.as_f64().expect("a number")
}

#[test]
fn a_phone_shows_the_page_in_twelve_screens_and_the_comparison_in_six() {
    Site::with_receiver().visit(|visitor| {
        visitor.has_a_screen_of(360, 740).opens("/");
        let page = screens(visitor, "document.documentElement.scrollHeight");
        assert!(page <= 12.0, "the page has {page} screens");
        let panel = "document.querySelector('#at-a-glance').getBoundingClientRect().height";
        let panel = screens(visitor, panel);
        assert!(panel <= 6.0, "the comparison has {panel} screens");
    });
}

/// From another tab, too.
fn goes_to_the_comparison(visitor: &Visitor) {
    visitor
        .has_a_screen_of(360, 740)
        .opens("/")
        .clicks_tab("Risks")
        .clicks(Role::Link, "Compare the three")
        .sees_tab_selected("Compare")
        .sees_on_screen("at-a-glance-comparison");
}

#[test]
fn the_first_link_leads_to_the_side_by_side_table() {
    Site::with_receiver().visit_both(goes_to_the_comparison);
    Site::with_receiver().without_scripts().visit(|visitor| {
        visitor
            .opens("/")
            .clicks(Role::Link, "Compare the three")
            .sees_panel("Compare")
            .sees_on_screen("at-a-glance-comparison");
    });
}

#[test]
fn a_card_leads_to_its_part_of_the_guide() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks(Role::Link, "Microdosing MDMA")
            .sees_tab_selected("Microdosing");
    });
    Site::with_receiver().without_scripts().visit(|visitor| {
        visitor
            .opens("/")
            .clicks(Role::Link, "Microdosing MDMA")
            .sees_panel("Microdosing");
    });
}

#[test]
fn each_tab_shows_its_own_panel_and_no_other() {
    Site::with_receiver().visit_both(|visitor| {
        visitor.opens("/");
        for tab in Visitor::TABS {
            visitor.clicks_tab(tab).sees_tab_selected(tab);
        }
    });
}

#[test]
fn choosing_a_tab_does_not_scroll_the_page() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .runs("scrollTo(0, document.querySelector('.tabs').offsetTop - 20)");
        let before = visitor.scroll_position();
        assert!(before > 0.0, "the tabs are not at the very top");
        for tab in ["Risks", "MDMA therapy", "Compare"] {
            visitor.clicks_tab(tab).sees_tab_selected(tab);
            assert_eq!(visitor.scroll_position(), before, "after choosing {tab}");
        }
        visitor
            .presses("ArrowRight")
            .sees_tab_selected("MDMA therapy");
        assert_eq!(visitor.scroll_position(), before, "after a key");
    });
}

#[test]
fn all_parts_can_be_shown_on_one_page_and_one_part_again() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Evidence")
            .sees_tab_selected("Evidence")
            .shows_everything()
            .sees_everything()
            .sees_address("/#everything")
            .sees_no(Role::Tab, "Evidence")
            .shows_one_part()
            .sees_tab_selected("Evidence")
            .sees_address("/#research");
    });
}

#[test]
fn the_tabs_are_a_table_of_contents_when_all_parts_are_shown() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .shows_everything()
            .sees_everything()
            .clicks(Role::Link, "Our view")
            .sees_on_screen("our-view")
            .sees_everything();
        assert!(
            visitor.scroll_position() > 2_000.0,
            "the last part is far down"
        );
    });
}

#[test]
fn a_citation_leads_to_its_source_in_the_same_tab_and_back() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Evidence")
            .sees_tab_selected("Evidence")
            .clicks(Role::Link, "Source 1")
            .sees_address("/#research-source-1")
            .sees_on_screen("research-source-1")
            .sees_tab_selected("Evidence")
            .clicks(Role::Link, "Back to the text 1")
            .sees_address("/#research-cite-1")
            .sees_on_screen("research-cite-1")
            .sees_tab_selected("Evidence");
    });
}

#[test]
fn a_link_to_another_part_opens_its_tab() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .clicks(Role::Disclosure, "What matters to you")
            .clicks(Role::Link, "Compare")
            .sees_tab_selected("Compare")
            .sees_address("/#at-a-glance");
    });
}

#[test]
fn text_found_in_another_tab_opens_it() {
    Site::with_receiver().visit(|visitor| {
        // A text fragment (URL Fragment Text Directives, section 3.5) uses the same search as
        // Ctrl+F, which `hidden=until-found` supports.
        visitor
            .opens("/")
            .sees_tab_selected("Compare")
            .opens("/#:~:text=The%20aim%20is%20to%20face%20painful%20memories")
            .sees_tab_selected("MDMA therapy");
    });
}

/// Hydrated, before that, and without scripts.
fn in_each_state() -> [Site; 3] {
    [
        Site::with_receiver(),
        Site::with_receiver().holding_the_wasm(),
        Site::with_receiver().without_scripts(),
    ]
}

#[test]
fn text_found_in_a_fold_opens_it() {
    for site in in_each_state() {
        site.visit(|visitor| {
            // A part below the tabs, and the sources of the first tab.
            for text in ["Care with strong proof", "Mitchell JM and others"] {
                visitor
                    .opens("/")
                    .sees_no_text(text)
                    .opens(&format!("/#:~:text={}", text.replace(' ', "%20")))
                    .sees_text(text);
            }
        });
    }
}

#[test]
fn a_citation_opens_the_sources_in_each_state() {
    for site in in_each_state() {
        site.visit(|visitor| {
            visitor
                .opens("/#research")
                .sees_panel("Evidence")
                .sees_no(Role::Link, "Back to the text 1")
                .clicks(Role::Link, "Source 1")
                .sees_address("/#research-source-1")
                .sees_on_screen("research-source-1")
                .clicks(Role::Link, "Back to the text 1")
                .sees_address("/#research-cite-1")
                .sees_on_screen("research-cite-1")
                .sees_panel("Evidence");
        });
    }
}

#[test]
fn talk_to_us_opens_the_form_and_leads_there() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Our view")
            .sees_no(Role::Textbox, "Full name")
            .clicks(Role::Link, "Talk to us")
            .sees_on_screen("consultation")
            .sees_a(Role::Textbox, "Full name")
            .sees_tab_selected("Our view");
    });
}

#[test]
fn a_link_leads_to_the_help_lines() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .clicks(Role::Link, "Need help now?")
            .sees_on_screen("help")
            .sees_a(Role::Heading, "Help, day or night")
            .sees_tab_selected("Risks");
    });
}

#[test]
fn printing_prints_every_panel() {
    Site::with_receiver().in_full_browser().visit(|visitor| {
        visitor.opens("/#risks").sees_tab_selected("Risks");
        let pages = visitor.prints();
        visitor
            .looks_at_the_print()
            .sees_everything()
            .sees_no(Role::Textbox, "Full name");
        assert!(pages > 5, "all panels do not fit on {pages} pages");
    });
}

#[test]
fn the_confirmation_is_printed() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived()
            .looks_at_the_print()
            .sees_everything()
            // Paper has no roles, and for that medium Firefox computes none of what a script has shown.
            .sees_text("We have your request")
            .sees_no(Role::Heading, "Talk to us");
    });
}
