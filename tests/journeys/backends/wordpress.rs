//! WordPress plug-ins. WordPress allows five request headers.

use journeys::Site;

#[test]
fn contact_form_7_confirms_and_rejects_with_a_200() {
    let responses = ["invalid", "rejected", "unreadable", "limited", "success"];
    Site::with_fake_backend("contact-form-7", &responses)
        .expecting(1, "status of 429")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_corrects_the_address("The e-mail address entered is invalid.")
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 1);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.field("your-name"), "Ana O'Neil");
            assert_eq!(last.value_of("topics"), "ptsd-care, studies");
            assert!(visitor.server().preflights().is_empty());
        });
}

#[test]
fn gravity_forms_names_fields_by_number() {
    let responses = ["invalid", "rejected", "unreadable", "limited", "success"];
    Site::with_fake_backend("gravity-forms", &responses)
        .expecting(3, "Failed to load resource")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_corrects_the_address("The email address entered is invalid.")
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 1);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.names(), ["input_1", "input_2", "input_3", "input_4"]);
            assert_eq!(last.value_of("topics"), "ptsd-care, studies");
            for asked in visitor.server().preflights() {
                assert_eq!(asked, "content-type");
            }
        });
}
