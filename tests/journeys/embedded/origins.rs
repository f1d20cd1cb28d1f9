//! A page at one origin, and the guide with its endpoint at another.

use journeys::{Channel, Role, Site};

use super::pages;

#[test]
fn a_request_from_another_site_s_page_arrives_and_leaves_nothing_behind() {
    Site::with_the_guide_elsewhere()
        .hosting("/treatments", pages::PLAIN)
        .visit(|visitor| {
            visitor
                .notes_the_page()
                .opens("/treatments?utm_source=letter&gclid=1#prices")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived()
                .sees_a(Role::Heading, "We have your request")
                .finds_the_page_as_it_was();
            let (channel, request) = visitor.clinic().only_request();
            assert_eq!(channel, Channel::Json);
            assert_eq!(request.page, visitor.clinic().address("/treatments"));
            assert_eq!(request.utm_source, "letter");
        });
}
