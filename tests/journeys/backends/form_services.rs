//! Form services, and the plain form.

use std::collections::BTreeMap;

use contract::ConsultationRequest;
use journeys::{Role, ScriptedResponse, Site, Visitor, host_page};
use url::form_urlencoded;

#[test]
fn a_plain_form_is_posted_with_our_own_names() {
    let responses = ["invalid", "rejected", "unreadable", "limited", "success"];
    Site::with_fake_backend("form", &responses)
        .expecting(4, "Failed to load resource")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_corrects_the_address("This address does not take mail")
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 1);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.values("topics[]"), ["ptsd-care", "studies"]);
            assert_eq!(last.field("consent_contact"), "yes");
            assert!(visitor.server().preflights().is_empty());
        });
}

/// A form post as PHP reads it into `$_POST` (`php_register_variable_ex`): a name that ends with `[]`
/// makes an array, and the last value of any other name wins.
fn in_php(body: &str) -> BTreeMap<String, Vec<String>> {
    let mut post = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in form_urlencoded::parse(body.as_bytes()).into_owned() {
        let values = match name.strip_suffix("[]") {
            Some(name) => post.entry(name.to_owned()).or_default(),
            None => {
                let values = post.entry(name.replace(['.', ' '], "_")).or_default();
                values.clear();
                values
            }
        };
        values.push(value);
    }
    post
}

const FOR_PHP: &str =
    host_page!(r#"<care-guide backend="form" endpoint="/api/consultations"></care-guide>"#);

const JOINED: &str = host_page!(
    r#"<care-guide backend="form" endpoint="/api/consultations">
<script type="application/json">{ "lists": "join" }</script></care-guide>"#
);

const REPEATED: &str = host_page!(
    r#"<care-guide backend="form" endpoint="/api/consultations">
<script type="application/json">{ "lists": "repeat" }</script></care-guide>"#
);

#[test]
fn php_and_the_receiver_get_every_topic_of_a_form() {
    Site::with_responses([ScriptedResponse::created()])
        .hosting("/php", FOR_PHP)
        .hosting("/joined", JOINED)
        .hosting("/repeated", REPEATED)
        .visit(|visitor| {
            for (index, (path, php, receiver)) in [
                ("/php", &["risks", "microdosing"][..], 2),
                ("/joined", &["microdosing, risks"], 1),
                ("/repeated", &["risks"], 2),
            ]
            .into_iter()
            .enumerate()
            {
                visitor
                    .opens(path)
                    .ticks("Risks and medicines")
                    .ticks("Microdosing")
                    .fills_in_the_form()
                    .asks_for_a_consultation()
                    .sees_it_arrived();
                let posts = visitor.server().posts();
                let body = posts[index].body.as_str().unwrap_or_default();
                let mut got = in_php(body)["topics"].clone();
                let mut wanted = php.to_vec();
                got.sort();
                wanted.sort_unstable();
                assert_eq!(got, wanted, "{path}: {body}");
                let pairs = form_urlencoded::parse(body.as_bytes()).into_owned();
                let request = ConsultationRequest::from_pairs(pairs).expect("a request");
                assert_eq!(request.topics.len(), receiver, "{path}: {body}");
            }
        });
}

#[test]
fn formspree_names_the_field_and_confirms_with_an_address() {
    let responses = ["invalid", "rejected", "unreadable", "limited", "success"];
    Site::with_fake_backend("formspree", &responses)
        .expecting(3, "Failed to load resource")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_corrects_the_address("should be an email")
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 1);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.values("topics"), ["ptsd-care, studies"]);
            assert_eq!(visitor.reference(), Visitor::reference_of(last.field("id")));
        });
}

#[test]
fn netlify_takes_the_fields_of_a_known_form_at_the_same_origin() {
    let responses = ["rejected", "limited", "success"];
    Site::with_fake_backend("netlify", &responses)
        .expecting(2, "Failed to load resource")
        .expecting(1, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .fills("Email address", "ana@example.org")
                .asks_for_a_consultation()
                .sees_it_rejected()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&responses, 0);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.field("form-name"), "consultation");
            assert_eq!(last.values("topics"), ["ptsd-care, studies"]);
        });
}

#[test]
fn hubspot_names_the_field_and_takes_consent_separately() {
    let responses = ["invalid", "rejected", "unreadable", "limited", "success"];
    Site::with_fake_backend("hubspot", &responses)
        .expecting(3, "Failed to load resource")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_and_corrects_the_address("Invalid email address 'ana+guide@example.org'")
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 1);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.names(), ["firstname", "email", "phone", "message"]);
            assert_eq!(last.value_of("topics"), "ptsd-care, studies");
            let field = &last.body["fields"][0];
            assert_eq!(field["objectTypeId"], "0-1");
            let context = &last.body["context"];
            assert_eq!(context["pageUri"], visitor.server().url("/"));
            assert_eq!(context.get("hutk"), None, "the visitor is not tracked");
            let consent = &last.body["legalConsentOptions"]["consent"];
            assert_eq!(consent["consentToProcess"], true);
            assert_eq!(consent["text"], journeys::Visitor::CONSENT);
        });
}

#[test]
fn hubspot_also_confirms_with_a_redirect() {
    Site::with_fake_backend("hubspot", &["led_on"]).visit(|visitor| {
        visitor
            .opens("/")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_it_arrived();
    });
}

#[test]
fn web3forms_also_rejects_with_a_200() {
    let responses = ["rejected", "says_no", "unreadable", "limited", "success"];
    Site::with_fake_backend("web3forms", &responses)
        .with_profile(r#"{"fixed": {"access_key": "c9e03bd8-4b8f-4b43-9a2b-6a7c1f0f4a11"}}"#)
        .expecting(2, "Failed to load resource")
        .expecting(3, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .fills("Email address", "ana@example.org")
                .asks_for_a_consultation()
                .sees_it_rejected()
                .tries_again()
                .sees_it_rejected()
                .tries_again()
                .sees_it_not_understood()
                .tries_again()
                .sees_it_arrived();
            let last = visitor.sees_submissions(&responses, 0);
            visitor.has_delivered_everything(&last);
            let key = "c9e03bd8-4b8f-4b43-9a2b-6a7c1f0f4a11";
            assert_eq!(last.field("access_key"), key);
            assert!(last.names().contains(&"botcheck"));
        });
}

#[test]
fn web3forms_without_its_key_rejects_everything() {
    Site::with_fake_backend("web3forms", &["success"])
        .expecting(1, "Failed to load resource")
        .expecting(1, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens("/")
                .fills_in_the_form()
                .asks_for_a_consultation()
                .sees_it_rejected()
                .sees_every_word_kept();
        });
}

#[test]
fn basin_reports_errors_without_a_field() {
    let responses = ["invalid", "rejected", "unreadable", "limited", "success"];
    Site::with_fake_backend("basin", &responses)
        .expecting(4, "Failed to load resource")
        .expecting(2, "is not confirmed")
        .visit(|visitor| {
            visitor
                .opens_and_fills_in_everything()
                .asks_for_a_consultation()
                .sees_general_error("The email address is invalid")
                .sees_no_error_at(Role::Textbox, "Email address")
                .fills("Email address", "ana@example.org")
                .asks_until_it_arrives();
            let last = visitor.sees_submissions(&responses, 1);
            visitor.has_delivered_everything(&last);
            assert_eq!(last.values("topics"), ["ptsd-care, studies"]);
        });
}
