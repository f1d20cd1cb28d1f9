//! The guide and its endpoint at another origin than the page.

use journeys::{Channel, Role, Site};

use super::pages;

#[test]
fn a_request_from_another_site_arrives_and_leaves_nothing_behind() {
    Site::with_cross_origin_guide()
        .hosting("/treatments", pages::PLAIN)
        .visit(|visitor| {
            visitor
                .records_the_page()
                .opens("/treatments?utm_source=letter&gclid=1#prices")
                .clicks_tab("Risks")
                .sees_tab_selected("Risks")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_arrived()
                .sees_a(Role::Heading, "We have your request")
                .sees_the_page_unchanged();
            let (channel, request) = visitor.server().only_request();
            assert_eq!(channel, Channel::Json);
            assert_eq!(request.page, visitor.server().url("/treatments"));
            assert_eq!(request.utm_source, "letter");
        });
}
