//! The `endpoint` attribute.

use journeys::{Channel, Site};

#[test]
fn contact_details_replace_the_form_without_an_endpoint() {
    Site::with_receiver()
        .without_endpoint()
        .expecting(1, "care-guide endpoint=")
        .visit(|visitor| {
            visitor
                .opens("/")
                .sees_contact_details_in_place_of_the_form()
                .clicks_tab("Risks")
                .sees_tab_selected("Risks");
        });
}

#[test]
fn a_forbidden_endpoint_is_rejected_with_one_warning() {
    for (endpoint, warning) in [
        (
            "javascript:alert(1)",
            "<care-guide endpoint=\"javascript:alert(1)\">: allowed are",
        ),
        (
            "http://clinic.example/api",
            "endpoint=\"http://clinic.example/api\">: allowed are",
        ),
        (
            "//clinic.example/api",
            "endpoint=\"//clinic.example/api\">: allowed are",
        ),
        (
            "data:text/plain,x",
            "endpoint=\"data:text/plain,x\">: allowed are",
        ),
        (
            "https://ana:secret@clinic.example/api",
            "must not hold a user name or password",
        ),
    ] {
        Site::with_receiver()
            .posting_to(endpoint)
            .expecting(1, warning)
            .visit(|visitor| {
                visitor
                    .opens("/")
                    .sees_contact_details_in_place_of_the_form();
            });
    }
}

#[test]
fn a_receiver_at_another_origin_takes_the_request() {
    Site::with_cross_origin_receiver().visit(|visitor| {
        visitor
            .opens("/#risks")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let (channel, request) = visitor.server().only_request();
        assert_eq!(channel, Channel::Json);
        assert_eq!(request.page, visitor.server().url("/"));
    });
}

#[test]
fn the_receivers_program_serves_the_page_and_lists_the_request() {
    Site::with_receiver_program().visit(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .sees_tab_selected("Risks")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let list = visitor.server().staff_list();
        assert!(list.contains("Ana O'Neil"), "{list}");
        assert!(list.contains("ana+guide@example.org"), "{list}");
        visitor.server().only_request();
    });
}
