//! A response with several errors: each is shown at its field, and no word is lost.

use journeys::{Role, ScriptedResponse, Site};

#[test]
fn errors_of_the_server_are_shown_at_the_fields() {
    let found = ScriptedResponse::invalid(&[
        ("#/email", "This address does not take mail"),
        ("#/name", ""),
        ("#/topics/0", "We do not know this topic"),
    ]);
    Site::with_responses([found, ScriptedResponse::created()])
        .expecting(1, "status of 422")
        .visit_both(|visitor| {
            let email = "This address does not take mail";
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_error_at(Role::Textbox, "Email address", email)
                .sees_errors(&[
                    "Check this answer and change it",
                    email,
                    "We do not know this topic",
                ])
                .follows_error(email)
                .has_focus_on(Role::Textbox, "Email address")
                .sees_every_word_kept()
                .fills("Email address", "ana@example.org")
                .asks_for_a_consultation()
                .sees_it_arrived();
            let posts = visitor.server().posts();
            assert_ne!(
                posts[0].field("id"),
                posts[1].field("id"),
                "other words, another id"
            );
            assert_eq!(posts[1].field("replaces"), "", "the first did not arrive");
        });
}
