//! Deep links, back and forward, reloading.

use journeys::{Role, Site, Visitor};

#[test]
fn a_deep_link_opens_its_tab_and_leaves_the_focus_alone() {
    for (path, tab) in [
        ("/#risks", "Risks"),
        ("/#our-view", "Our view"),
        ("/#at-a-glance", "Compare"),
    ] {
        Site::with_receiver().visit(|visitor| {
            visitor
                .opens(path)
                .sees_tab_selected(tab)
                .has_focus_on_nothing();
        });
    }
}

#[test]
fn a_deep_link_to_a_source_opens_its_tab() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/#research-source-2")
            .sees_tab_selected("Evidence")
            .sees_on_screen("research-source-2");
    });
}

/// Each part below the tabs, and what is only in sight while it is open.
const STEPS: [(&str, Role, &str); 3] = [
    ("what-matters", Role::Checkbox, "Care with strong proof"),
    ("consultation", Role::Textbox, "Full name"),
    ("help", Role::Heading, "Help, day or night"),
];

#[test]
fn a_deep_link_opens_a_part_below_the_tabs() {
    for site in [
        Site::with_receiver(),
        Site::with_receiver().without_scripts(),
        Site::with_receiver().holding_the_wasm(),
    ] {
        site.visit(|visitor| {
            for (id, role, name) in STEPS {
                visitor
                    .opens("/")
                    .opens(&format!("/#{id}"))
                    .sees_on_screen(id)
                    .sees_a(role, name);
            }
        });
    }
}

#[test]
fn a_changed_hash_opens_a_part_below_the_tabs() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .sees_no(Role::Textbox, "Full name")
            .runs("location.hash = 'consultation'");
        visitor
            .sees_on_screen("consultation")
            .sees_a(Role::Textbox, "Full name");
    });
}

#[test]
fn an_unknown_hash_changes_nothing() {
    for hash in ["#nothing", "#%E0%A4%A", "#", "#%00", "##risks", "#Risks"] {
        Site::with_receiver().visit(|visitor| {
            visitor
                .opens(&format!("/{hash}"))
                .sees_tab_selected("Compare")
                .clicks_tab("Evidence")
                .sees_tab_selected("Evidence");
            if hash != "#" {
                let follow = format!("location.hash = '{hash}'");
                visitor.runs(&follow);
                visitor.sees_tab_selected("Evidence");
            }
        });
    }
}

#[test]
fn a_changed_hash_opens_its_tab() {
    Site::with_receiver().visit(|visitor| {
        visitor.opens("/").runs("location.hash = 'research'");
        visitor
            .sees_tab_selected("Evidence")
            .runs("location.hash = 'everything'");
        visitor.sees_everything();
    });
}

#[test]
fn back_and_forward_restore_the_tabs() {
    Site::with_receiver().in_full_browser().visit(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .sees_address("/#risks")
            .clicks_tab("Evidence")
            .sees_address("/#research")
            .shows_everything()
            .sees_everything()
            .goes_back()
            .sees_tab_selected("Evidence")
            .sees_address("/#research")
            .goes_back()
            .sees_tab_selected("Risks")
            .goes_back()
            .sees_tab_selected("Compare")
            .sees_address("/")
            .goes_forward()
            .sees_tab_selected("Risks")
            .goes_forward()
            .sees_tab_selected("Evidence")
            .goes_forward()
            .sees_everything();
    });
}

#[test]
fn back_and_forward_pass_through_a_source() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/#risks")
            .sees_tab_selected("Risks")
            .clicks(Role::Link, "Source 1")
            .sees_address("/#risks-source-1")
            .clicks_tab("Evidence")
            .sees_tab_selected("Evidence")
            .goes_back()
            .sees_tab_selected("Risks")
            .sees_on_screen("risks-source-1")
            .sees_address("/#risks-source-1")
            .goes_back()
            .sees_address("/#risks")
            .goes_forward()
            .sees_address("/#risks-source-1")
            .goes_forward()
            .sees_tab_selected("Evidence")
            .sees_address("/#research");
    });
}

#[test]
fn each_tab_choice_adds_one_history_entry() {
    Site::with_receiver().visit(|visitor| {
        let length = |visitor: &Visitor| visitor.runs("return history.length").as_u64();
        let before = length(visitor.opens("/"));
        visitor
            .clicks_tab("Risks")
            .sees_tab_selected("Risks")
            .clicks_tab("Risks");
        assert_eq!(length(visitor), before.map(|before| before + 1));
    });
}

#[test]
fn reloading_keeps_the_tab() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Microdosing")
            .sees_tab_selected("Microdosing")
            .reloads()
            .sees_tab_selected("Microdosing");
    });
}

#[test]
fn reloading_at_the_form_keeps_the_tab() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .sees_tab_selected("Risks")
            .clicks(Role::Link, "Talk to us")
            .sees_address("/#consultation")
            .sees_on_screen("consultation")
            .reloads()
            .sees_tab_selected("Risks")
            .sees_address("/#consultation");
    });
}
