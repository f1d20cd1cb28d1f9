//! Salesforce, whose responses no other origin may read.

use journeys::{Site, Visitor};
use serde_json::json;

/// The id of the clinic's organization.
const OWN: &str = r#"{"fixed": {"oid": "00D000000000001"}}"#;

#[test]
fn salesforce_takes_everything_and_confirms_nothing() {
    Site::with_fake_backend("salesforce", &["success"])
        .with_profile(OWN)
        .visit(|visitor| {
            visitor
                .listens()
                .opens_and_fills_in_everything()
                .fills("Email address", "ana@example.org")
                .asks_for_a_consultation()
                .sees_it_sent_but_not_confirmed();
            let last = visitor.sees_submissions(&["success"], 0);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.field("oid"), "00D000000000001");
            assert_eq!(last.field("last_name"), "Ana O'Neil");
            assert_eq!(last.field("company"), "Not given");
            assert_eq!(last.field("lead_source"), "Web");
            assert_eq!(last.value_of("topics"), "ptsd-care, studies");
            assert_eq!(
                visitor.reference(),
                Visitor::reference_of(last.value_of("id"))
            );
            assert!(visitor.server().preflights().is_empty());
            let heard = visitor.heard();
            let sent = heard.as_array().into_iter().flatten().last();
            let sent = sent.map(|event| (event["name"].clone(), event["detail"].clone()));
            assert_eq!(
                sent,
                Some((json!("sent"), json!({ "id": last.value_of("id") })))
            );
        });
}

#[test]
fn a_rejection_by_salesforce_looks_like_success() {
    for response in ["rejected", "down"] {
        Site::with_fake_backend("salesforce", &[response])
            .with_profile(OWN)
            .expecting_any("Failed to load resource")
            .visit(|visitor| {
                visitor
                    .opens("/")
                    .fills_in_the_form()
                    .asks_for_a_consultation()
                    .sees_it_sent_but_not_confirmed();
                visitor.sees_submissions(&[response], 0);
            });
    }
}
