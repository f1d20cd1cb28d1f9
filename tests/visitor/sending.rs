//! What the visitor sees of a request.

use std::sync::atomic::Ordering;

use contract::consultation::RequestId;
use serde_json::{Value, json};

use super::{Role, Visitor};
use crate::browser::{Engine, EngineFeature};
use crate::waiting;

const ARRIVED: &str = "We have your request";
const FAILED: &str = "Your request has not gone through";

/// The text of the live region; nothing if it is not rendered.
const LIVE_REGION: &str = in_the_guide!(
    "
    const region = tree.querySelector('[role=status]');
    return region.checkVisibility() ? region.innerText.trim() : '';
"
);

/// Records each new text of the live region.
const RECORD_LIVE_REGION: &str = in_the_guide!(
    "
    const region = tree.querySelector('[role=status]');
    window.stated = [];
    new MutationObserver(() => {
        const words = region.checkVisibility() ? region.innerText.trim() : '';
        if (words && words !== window.stated.at(-1)) window.stated.push(words);
    }).observe(region, { subtree: true, childList: true, attributes: true });
"
);

/// Presses the button after the Wasm has loaded.
const PRESS_AGAIN: &str = "
    const button = [...document.querySelectorAll('button')].find((one) => one.checkVisibility());
    const come = () => performance.getEntriesByType('resource')
        .some(({ name, responseEnd }) => name.endsWith('.wasm') && responseEnd > 0);
    const again = setInterval(() => {
        if (!come()) return;
        clearInterval(again);
        setTimeout(() => {
            console.info(`pressed ${document.querySelector('[data-hydrated]') ? 'hydrated' : 'idle'}`);
            button.click();
        }, 300);
    }, 20);
";

/// Records name, detail and flags of each event of the guide at the window.
const LISTEN: &str = "
    window.heard = [];
    for (const name of ['ready', 'section', 'submit', 'sent', 'failed']) {
        addEventListener(`care-guide-${name}`, (event) => window.heard.push({
            name, detail: event.detail, from: event.target.localName,
            made: [event.bubbles, event.composed, event.cancelable],
        }));
    }
";

impl Visitor {
    #[track_caller]
    pub fn hears(&self, words: &str) -> &Self {
        self.sees(|| match self.browser.run(LIVE_REGION, Vec::new())? {
            Value::String(stated) if stated == words => Ok(()),
            stated => Err(format!(
                "the live region has {stated} rather than {words:?}"
            )),
        })
    }

    /// The confirmation replaces the form and has the focus.
    #[track_caller]
    pub fn sees_it_arrived(&self) -> &Self {
        self.comes_to(ARRIVED)
            .has_focus_on(Role::Group, ARRIVED)
            .sees_a(Role::Heading, ARRIVED)
            .sees_no(Role::Button, "Ask for a free consultation")
            .sees_no_text("Leave medical details out of this form.")
            .sees_text("Staff will read it and reach you the way you chose.")
            .sees_text("To reach the clinic yourself")
    }

    /// The reference of the request with this id.
    #[track_caller]
    pub fn reference_of(id: &str) -> String {
        let id = RequestId::try_from(id.to_owned());
        id.expect("it is an id").reference()
    }

    #[track_caller]
    pub fn reference(&self) -> String {
        let script = in_the_guide!("return /Your reference\\s+(\\S+)/.exec(text())?.[1]");
        waiting::until(waiting::TIMEOUT, || {
            match self.browser.run(script, Vec::new())? {
                Value::String(reference) => Ok(reference),
                _ => Err("no reference is visible".to_owned()),
            }
        })
    }

    /// The failure box has the focus and shows these words, a button to try again, and how to reach
    /// the clinic.
    #[track_caller]
    pub fn sees_it_failed(&self, words: &str) -> &Self {
        self.comes_to(FAILED)
            .has_focus_on(Role::Group, FAILED)
            .sees_text(words)
            .sees_text("Every word is still here.")
            .sees_a(Role::Button, "Try again")
            .sees_no(Role::Button, "Ask for a free consultation")
            .sees_text("Or reach the clinic")
    }

    /// The focused element contains this heading, after all tries and waits.
    #[track_caller]
    fn comes_to(&self, heading: &str) -> &Self {
        waiting::until(2 * waiting::TIMEOUT, || {
            let script = in_the_guide!("return tree.activeElement?.innerText");
            match self.browser.run(script, Vec::new())? {
                Value::String(text) if text.contains(heading) => Ok(()),
                text => Err(format!("the focus is on {text} rather than on {heading:?}")),
            }
        });
        self
    }

    #[track_caller]
    pub fn tries_again(&self) -> &Self {
        self.clicks(Role::Button, "Try again")
    }

    /// At the scripted endpoint.
    #[track_caller]
    pub fn waits_for_posts(&self, count: usize) -> &Self {
        self.sees(|| match self.server.posts().len() {
            posts if posts == count => Ok(()),
            posts => Err(format!("{posts} requests rather than {count}")),
        })
    }

    /// At the faulty proxy.
    #[track_caller]
    pub fn waits_for_tries(&self, count: usize) -> &Self {
        self.sees(|| match self.server.tries().len() {
            tries if tries == count => Ok(()),
            tries => Err(format!("{tries} tries rather than {count}")),
        })
    }

    /// In the receiver's database.
    #[track_caller]
    pub fn waits_for_stored(&self, count: usize) -> &Self {
        self.sees(|| match self.server.rows().len() {
            rows if rows == count => Ok(()),
            rows => Err(format!("{rows} requests are stored rather than {count}")),
        })
    }

    /// Without waiting for the result: before hydration the browser posts the form.
    #[track_caller]
    pub fn asks_for_a_consultation_without_waiting(&self) -> &Self {
        let button = self.finds(Role::Button, "Ask for a free consultation");
        self.must(self.browser.click_without_waiting(button))
    }

    /// Presses the button before hydration, and again after the Wasm has loaded. The driver does
    /// not answer while a page loads, so the page itself presses again.
    #[track_caller]
    pub fn presses_the_button_twice_around_the_wasm(&self) -> &Self {
        if Engine::chosen() != Engine::Chromium {
            // Firefox 140 and WebKit 2.50 post once, whatever is pressed.
            EngineFeature::Resubmission.skip();
        }
        self.runs(PRESS_AGAIN);
        self.asks_for_a_consultation_without_waiting();
        let sees_posts = |count| {
            move || match self.server.controls.posts.load(Ordering::Relaxed) {
                posts if posts == count => Ok(()),
                posts => Err(format!("{posts} posts rather than {count}")),
            }
        };
        self.sees(sees_posts(1));
        self.server.controls.wasm.release();
        self.sees(sees_posts(2))
    }

    /// The scripted endpoint got `tries` tries of one request, with its id as idempotency key.
    /// Returns the id.
    #[track_caller]
    pub fn sees_one_request_in_tries(&self, tries: usize) -> String {
        let posts = self.server.posts();
        assert_eq!(posts.len(), tries, "tries: {posts:#?}");
        for post in &posts {
            assert_eq!(post.body, posts[0].body);
            let quoted = format!("\"{}\"", post.field("id"));
            assert_eq!(post.header("idempotency-key"), quoted);
        }
        posts[0].field("id").to_owned()
    }

    /// Records the live region from now on.
    #[track_caller]
    pub fn listens_to_the_live_region(&self) -> &Self {
        self.runs(RECORD_LIVE_REGION);
        self
    }

    /// The live region had exactly these texts.
    #[track_caller]
    pub fn has_heard(&self, words: &[&str]) -> &Self {
        assert_eq!(self.runs("return window.stated"), json!(words));
        self
    }

    #[track_caller]
    pub fn sees_contact_details_in_place_of_the_form(&self) -> &Self {
        self.opens_part("consultation")
            .sees_text("You cannot send a request from this page.")
            .sees_text("Reach Cambridge Biotherapies directly.")
            .sees_no(Role::Textbox, "Full name")
            .sees_no(Role::Button, "Ask for a free consultation")
    }

    /// Records the events of the guide from before the page loads.
    #[track_caller]
    pub fn listens(&self) -> &Self {
        self.must(self.browser.engine_commands().add_preload_script(LISTEN))
    }

    #[track_caller]
    pub fn heard(&self) -> Value {
        self.runs("return window.heard")
    }
}
