//! A page that embeds one version by its permanent address.

use journeys::{Channel, Role, Site, host_page};
use serde_json::json;

const PINNED: &str = host_page!(
    "{script}",
    r#"<care-guide endpoint="/api/consultations"><p>Call us: 617-555-0100</p></care-guide>"#
);

#[test]
fn a_pinned_page_works_when_the_rest_of_its_build_is_gone() {
    Site::with_receiver().pinned_in(PINNED).visit(|visitor| {
        visitor
            .opens("/")
            .clicks_tab("Risks")
            .sees_tab_selected("Risks")
            .fills_in_the_form()
            .asks_for_a_consultation()
            .sees_a(Role::Heading, "We have your request");
        let (channel, _) = visitor.server().only_request();
        assert_eq!(channel, Channel::Json);
        let elsewhere = visitor.runs(
            "const files = performance.getEntriesByType('resource').map(({ name }) => name);
             return files.filter((name) => !/\\/v\\/[^/]+\\/|\\/api\\//.test(name))",
        );
        assert_eq!(elsewhere, json!([]), "nothing but the version is asked for");
    });
}
