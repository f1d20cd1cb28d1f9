//! Sending a request to the real receiver.

use journeys::{Site};

#[test]
fn a_request_by_mail_arrives() {
    Site::with_receiver().visit(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
        let (_, request) = visitor.clinic().only_request();
        assert_eq!(request.name, "Ana O'Neil");
    });
}
