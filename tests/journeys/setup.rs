//! What the clinic's page says about the endpoint.

use journeys::{Answer, Role, Site};

#[test]
fn without_an_endpoint_the_contact_details_stand_in_place_of_the_form() {
    Site::with_receiver().without_endpoint().visit(|visitor| {
        visitor
            .opens("/")
            .sees_contact_details_in_place_of_the_form()
            .clicks_tab("Risks")
            .sees_tab_selected("Risks");
    });
}

#[test]
fn a_forbidden_endpoint_is_refused_with_one_warning() {
    for endpoint in [
        "javascript:alert(1)",
        "http://clinic.example/api",
        "//clinic.example/api",
    ] {
        let warning: &'static str = match endpoint {
            "javascript:alert(1)" => {
                "Ccare-guide endpoint=\\\"javascript:alert(1)\\\">: allowed are"
            }
            "http://clinic.example/api" => {
                "endpoint=\\\"http://clinic.example/api\\\">: allowed are"
            }
            _ => "endpoint=\\\"//clinic.example/api\\\">: allowed are",
        };
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
fn a_full_address_of_the_own_server_is_an_endpoint_too() {
    Site::with_answers([Answer::created()]).visit(|visitor| {
        visitor.opens("/").sees_a(Role::Textbox, "Full name");
    });
}
