//! Plug-ins of WordPress, which allows five headers only.

use journeys::Site;

#[test]
fn contact_form_7_says_yes_and_no_with_a_200() {
    let answers = ["invalid", "refused", "unreadable", "limited", "success"];
    Site::with_standin("contact-form-7", &answers)
        .expecting(1, "status of 429")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_mends_the_address("The e-mail address entered is invalid.")
                .asks_for_a_consultation()
                .sees_it_refused()
                .tries_again()
                .sees_it_not_understood()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&answers, 1);
            visitor.has_told_everything(&last);
            assert_eq!(last.field("your-name"), "Ana O'Neil");
            assert_eq!(last.tells("topics"), "therapy, our-view");
            assert!(visitor.clinic().preflights().is_empty());
        });
}

#[test]
fn gravity_forms_names_fields_by_number() {
    let answers = ["invalid", "refused", "unreadable", "limited", "success"];
    Site::with_standin("gravity-forms", &answers)
        .expecting(3, "Failed to load resource")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_mends_the_address("The email address entered is invalid.")
                .asks_for_a_consultation()
                .sees_it_refused()
                .tries_again()
                .sees_it_not_understood()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&answers, 1);
            visitor.has_told_everything(&last);
            assert_eq!(last.names(), ["input_1", "input_2", "input_3", "input_4"]);
            assert_eq!(last.tells("topics"), "therapy, our-view");
            for asked in visitor.clinic().preflights() {
                assert_eq!(asked, "content-type");
            }
        });
}
