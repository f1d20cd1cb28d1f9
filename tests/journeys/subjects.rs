//! Two guides about different subjects on one page.

use journeys::{Channel, Role, Site, host_page};
use serde_json::json;

const PAGE: &str = host_page!(
    r#"<care-guide guide="insomnia" endpoint="/api/consultations"><p>Call us: 617-555-0100</p></care-guide>
<care-guide guide="mdma" endpoint="/api/consultations"><p>Call us: 617-555-0100</p></care-guide>"#
);

/// For each guide: heading and selected tab.
const SHOWN: &str = "return [...document.querySelectorAll('care-guide')].map((host) => {
     const root = host.shadowRoot;
     const tab = root?.querySelector('[role=tab][aria-selected=true]');
     return [root?.querySelector('h1, h2')?.textContent, tab?.textContent];
 })";

/// The ticked boxes of each guide.
const TICKED: &str = "return [...document.querySelectorAll('care-guide')].map((host) =>
     host.shadowRoot.querySelectorAll('[name=matters]:checked').length)";

const SLEEP: &str = "Trouble sleeping: a sleep course, sleeping pills, or waiting?";
const MDMA: &str = "Does microdosing MDMA work? MDMA therapy and PTSD care, compared";

#[test]
fn two_guides_have_their_own_tabs_exercises_and_requests() {
    Site::with_receiver().embedded_in(PAGE).visit(|visitor| {
        visitor.opens("/").clicks_tab("What to expect");
        // The second hydrates when it comes near.
        visitor.runs("document.querySelectorAll('care-guide')[1].scrollIntoView()");
        visitor
            .sees_of_the_page(SHOWN, json!([[SLEEP, "What to expect"], [MDMA, "Compare"]]))
            .ticks("Help that lasts")
            .sees_text("In trials, what people gained seemed to last after the course was over.")
            .sees_of_the_page(TICKED, json!([1, 0]))
            .fills("Full name", "Ana O'Neil")
            .chooses("Email")
            .fills("Email address", "ana+guide@example.org")
            .ticks("Harms and limits")
            .ticks("Cambridge Biotherapies may contact me about this request.")
            .clicks(Role::Button, "Ask for a talk about sleep")
            .sees_a(Role::Heading, "We have your request")
            .sees_text("do not wait for an answer");
        let (channel, request) = visitor.server().only_request();
        assert_eq!(channel, Channel::Json);
        assert_eq!(request.guide, "insomnia");
        assert_eq!(request.topics, ["harms"]);
        assert_eq!(
            request.consent_wording,
            "Cambridge Biotherapies may contact me about this request."
        );
    });
}
