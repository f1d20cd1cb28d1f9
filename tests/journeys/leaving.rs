//! The way out: `exit`.

use journeys::{Engine, Role, Site, Visitor, host_page};
use serde_json::json;

const LEAVE: &str = "Leave this page";
const HISTORY: &str = "This does not erase your browser's history.";
/// A page of the same site that is no guide.
const AWAY: &str = "/robots.txt";

/// Words that a visitor types, none of which is in the guide.
const TYPED: [&str; 4] = ["Wolpertinger", "Zebedee", "quagga", "Xylophone"];

fn types_a_lot(visitor: &Visitor) {
    visitor
        .fills("Your own questions", "Wolpertinger")
        .ticks("Care with strong proof")
        .fills("Full name", "Zebedee")
        .chooses("Email")
        .fills("Email address", "quagga@example.org")
        .fills("Anything else? (optional)", "Xylophone")
        .ticks("Add my summary to the message")
        .consents();
}

#[test]
fn who_leaves_leaves_nothing_behind_and_back_does_not_lead_there() {
    Site::with_receiver()
        .leaving_to(AWAY)
        .in_full_browser()
        .visit_both(|visitor| {
            let before = visitor.server().url("/robots.txt?before");
            visitor.runs_with("location.href = arguments[0]", vec![json!(before)]);
            visitor
                .sees_address("/robots.txt?before")
                .notes_what_is_left(&TYPED)
                .opens("/")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
            types_a_lot(visitor);
            visitor
                .sees_text(HISTORY)
                .clicks(Role::Link, LEAVE)
                .sees_address(AWAY)
                .sees_in_console("left with [] and 0 ticks")
                .goes_back()
                .sees_address("/robots.txt?before");
        });
}

#[test]
fn a_copy_that_was_not_saved_goes_too() {
    Site::with_receiver()
        .leaving_to(AWAY)
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived()
                .sees_a(Role::Button, "Keep a copy")
                .clicks(Role::Link, LEAVE)
                .sees_address(AWAY);
        });
}

#[test]
fn the_other_guides_of_the_page_are_emptied_too() {
    const TWO: &str = host_page!(
        r#"<script type="module" src="/care-guide.js"></script>"#,
        r#"<care-guide endpoint="/api/consultations" exit="/robots.txt"></care-guide>
<care-guide endpoint="/api/consultations" class="other"></care-guide>"#
    );
    Site::with_receiver().hosting("/two", TWO).visit(|visitor| {
        let other = "const tree = document.querySelector('.other').shadowRoot;";
        visitor
            .notes_what_is_left(&TYPED)
            .opens("/two")
            .runs(&format!("{other} tree.host.scrollIntoView()"));
        visitor.sees_hydrated(other).runs(&format!(
            "{other} tree.querySelector('[name=name]').value = 'Zebedee'"
        ));
        visitor
            .clicks(Role::Link, LEAVE)
            .sees_address(AWAY)
            .sees_in_console("left with [] and 0 ticks");
    });
}

#[test]
fn without_the_attribute_nothing_leads_away() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .sees_no(Role::Link, LEAVE)
            .sees_no_text(HISTORY)
            .has_a_screen(360)
            .sees_no(Role::Link, LEAVE);
    });
}

#[test]
fn a_wrong_address_is_reported_and_nothing_leads_away() {
    for wrong in [
        "javascript:alert(1)",
        "https://ana:secret@weather.example/",
        "weather",
    ] {
        Site::with_receiver()
            .leaving_to(wrong)
            .expecting(
                1,
                "allowed are https://…, http://… and a path on this site such as /weather",
            )
            .visit_both(|visitor| {
                visitor
                    .opens("/")
                    .sees_no(Role::Link, LEAVE)
                    .sees_no_text(HISTORY);
            });
    }
}

#[test]
fn an_attribute_that_comes_later_counts() {
    Site::with_receiver().visit_both(|visitor| {
        visitor
            .opens("/")
            .runs("document.querySelector('care-guide').setAttribute('exit', '/robots.txt')");
        visitor.clicks(Role::Link, LEAVE).sees_address(AWAY);
    });
}

#[test]
fn a_click_before_hydration_leaves_once_the_programs_are_there() {
    Site::with_receiver()
        .leaving_to(AWAY)
        .holding_the_wasm()
        .embedded()
        .visit(|visitor| {
            visitor.opens("/").clicks(Role::Link, LEAVE);
            visitor.server().controls.wasm.release();
            visitor.sees_address(AWAY);
        });
}

#[test]
fn nobody_is_asked_whether_to_leave_while_a_request_is_under_way() {
    Site::with_receiver()
        .leaving_to(AWAY)
        .holding_the_response()
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .hears("Sending your request")
                .leaves_unasked_by(LEAVE)
                .sees_address(AWAY)
                .gets_the_response();
        });
}

#[test]
fn no_entry_of_the_history_leads_back() {
    Site::with_receiver().leaving_to(AWAY).visit(|visitor| {
        visitor.opens("/");
        let before = visitor.runs("return history.length");
        visitor
            .clicks_tab("Risks")
            .sees_address("/#risks")
            .clicks(Role::Link, "Talk to us")
            .sees_address("/#consultation")
            .sees_on_screen("consultation")
            .clicks_tab("Our view")
            .sees_address("/#our-view");
        assert_eq!(visitor.runs("return history.length"), before);
        visitor
            .clicks(Role::Link, "Español")
            .sees_address("/es/#our-view");
        assert_eq!(visitor.runs("return history.length"), before);
    });
}

#[test]
fn the_way_out_is_accessible_and_the_keyboard_reaches_it() {
    Site::with_receiver()
        .leaving_to(AWAY)
        .visit_both(|visitor| {
            visitor
                .opens("/")
                .is_accessible("the way out")
                .tabs_to(Role::Link, LEAVE)
                .presses("Enter")
                .sees_address(AWAY);
        });
}

/// Whether the link can be hit at the top, in the middle and at the end of the page.
const IN_VIEW: &str = "
    const guide = document.querySelector('care-guide');
    const tree = guide.shadowRoot ?? document;
    const { scrollHeight } = document.documentElement;
    return [0, scrollHeight / 2, scrollHeight].map((top) => {
        scrollTo({ top, behavior: 'instant' });
        return [...tree.querySelectorAll('.leave a')].some((link) => {
            const { x, y, width, height } = link.getBoundingClientRect();
            return tree.elementFromPoint(x + width / 2, y + height / 2) === link;
        });
    })";

#[test]
fn the_way_out_stays_in_view_and_lies_on_no_focus() {
    Site::with_receiver()
        .leaving_to(AWAY)
        .visit_both(|visitor| {
            visitor.has_a_screen(1000).opens("/").tabs_to_the_end();
            for width in [360, 1000] {
                visitor.has_a_screen(width).opens("/");
                assert_eq!(
                    visitor.runs(IN_VIEW),
                    json!([true, true, true]),
                    "{width} px"
                );
            }
        });
}

const FRAME: &str = host_page!(
    "",
    r#"<iframe src="/inside" style="width: 100%; height: 700px"></iframe>"#
);
const SANDBOX: &str = host_page!(
    "",
    r#"<iframe sandbox="allow-scripts allow-same-origin" src="/inside"
 style="width: 100%; height: 700px"></iframe>"#
);
const INSIDE: &str = host_page!(
    r#"<script type="module" src="/care-guide.js"></script>"#,
    r#"<care-guide endpoint="/api/consultations" exit="/robots.txt"></care-guide>"#
);

#[test]
fn in_a_frame_the_whole_page_is_left_and_the_frame_alone_where_its_sandbox_forbids_that() {
    let inside = "const { contentWindow } = document.querySelector('iframe');
        const tree = contentWindow.document.querySelector('care-guide')?.shadowRoot;";
    Site::with_receiver()
        .without_hydration()
        .hosting("/frame", FRAME)
        .hosting("/sandbox", SANDBOX)
        .hosting("/inside", INSIDE)
        .expecting_any("can escape its sandboxing")
        .expecting_any("Unsafe attempt to initiate navigation")
        .visit(|visitor| {
            for (page, left, in_frame) in [("/frame", AWAY, false), ("/sandbox", "/sandbox", true)]
            {
                // WebKit lets a frame of the same origin leave the page, as of 2.50.
                if in_frame && Engine::chosen() == Engine::WebKit {
                    continue;
                }
                visitor.begins(page);
                visitor.opens(page).sees_hydrated(inside);
                visitor.runs(&format!("{inside} tree.querySelector('.leave a').click()"));
                visitor.sees_address(left);
                if in_frame {
                    let path = "return document.querySelector('iframe')
                        .contentWindow.location.pathname";
                    visitor.sees_of_the_page(path, json!(AWAY));
                }
            }
        });
}
