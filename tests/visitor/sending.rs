//! What becomes of a request, as the visitor sees it.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::{Role, Visitor};
use crate::browser::{Engine, EngineFeature};
use crate::waiting;

/// The heading of the confirmation.
const ARRIVED: &str = "We have your request";
/// The heading of the box that says it was not delivered.
const FAILED: &str = "Your request has not gone through";

/// What the live region says: nothing where it is not rendered.
const SAID: &str = in_the_guide!(
    "
    const region = tree.querySelector('[role=status]');
    return region.checkVisibility() ? region.innerText.trim() : '';
"
);

/// Notes what the live region says whenever that changes to other words.
const NOTE_WHAT_IS_SAID: &str = in_the_guide!(
    "
    const region = tree.querySelector('[role=status]');
    window.said = [];
    new MutationObserver(() => {
        const words = region.checkVisibility() ? region.innerText.trim() : '';
        if (words && words !== window.said.at(-1)) window.said.push(words);
    }).observe(region, { subtree: true, childList: true, attributes: true });
"
);

/// Presses the button once the Wasm is there and could have been used.
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

/// Notes each event of the guide that reaches the window: its name, its detail, and how it is made.
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
    /// The live region says these words.
    #[track_caller]
    pub fn hears(&self, words: &str) -> &Self {
        self.sees(|| match self.browser.run(SAID, Vec::new())? {
            Value::String(said) if said == words => Ok(()),
            said => Err(format!("the live region says {said} rather than {words:?}")),
        })
    }

    /// The confirmation has taken the form's place, and has the focus.
    #[track_caller]
    pub fn sees_it_arrived(&self) -> &Self {
        self.comes_to(ARRIVED)
            .has_focus_on(Role::Group, ARRIVED)
            .sees_a(Role::Heading, ARRIVED)
            .sees_no(Role::Button, "Ask for a free consultation")
            .sees_text("Staff will read it and reach you the way you chose.")
            .sees_text("To reach the clinic yourself")
    }

    /// The reference that the confirmation shows.
    #[track_caller]
    pub fn reference(&self) -> String {
        let script = in_the_guide!("return /Your reference\\s+(\\S+)/.exec(text())?.[1]");
        waiting::until(waiting::TIMEOUT, || {
            match self.browser.run(script, Vec::new())? {
                Value::String(reference) => Ok(reference),
                _ => Err("there is no reference".to_owned()),
            }
        })
    }

    /// The box that says it was not delivered has come up, has the focus, and says these words, how
    /// to try again, and how to reach the clinic.
    #[track_caller]
    pub fn sees_it_failed(&self, words: &str) -> &Self {
        self.comes_to(FAILED)
            .has_focus_on(Role::Group, FAILED)
            .sees_text(words)
            .sees_text("Every word is still here.")
            .sees_a(Role::Button, "Try again")
            .sees_no(Role::Button, "Ask for a free consultation")
            .sees_text("Or reach the clinic")
            .sees_a(Role::Link, "https://www.cambridgebiotherapies.com")
    }

    /// What has the focus has this heading, after all tries and the waits between them.
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

    /// Presses the button that sends the same request again.
    #[track_caller]
    pub fn tries_again(&self) -> &Self {
        self.clicks(Role::Button, "Try again")
    }

    /// So many requests have reached the scripted endpoint.
    #[track_caller]
    pub fn waits_for_posts(&self, count: usize) -> &Self {
        self.sees(|| match self.server.posts().len() {
            posts if posts == count => Ok(()),
            posts => Err(format!("{posts} requests have come rather than {count}")),
        })
    }

    /// So many tries have come over the wire.
    #[track_caller]
    pub fn waits_for_tries(&self, count: usize) -> &Self {
        self.sees(|| match self.server.tries().len() {
            tries if tries == count => Ok(()),
            tries => Err(format!("{tries} tries have come rather than {count}")),
        })
    }

    /// So many requests are in the receiver's database.
    #[track_caller]
    pub fn waits_for_stored(&self, count: usize) -> &Self {
        self.sees(|| match self.server.rows().len() {
            rows if rows == count => Ok(()),
            rows => Err(format!("{rows} requests are stored rather than {count}")),
        })
    }

    /// Presses the button while the page sleeps, and does not wait for what comes of it.
    #[track_caller]
    pub fn asks_for_a_consultation_without_waiting(&self) -> &Self {
        let button = self.finds(Role::Button, "Ask for a free consultation");
        self.browser.click_without_waiting(button);
        self
    }

    /// Presses the button while the page sleeps, and again once the Wasm has come. The driver does
    /// not answer while a page is on its way, so its answer to the first press is not waited for,
    /// and the page itself is told beforehand to press again.
    #[track_caller]
    pub fn presses_the_button_twice_around_the_wasm(&self) -> &Self {
        if Engine::chosen() != Engine::Chromium {
            // Firefox 140 and WebKit 2.50 were seen to post once, whatever is pressed.
            EngineFeature::Resubmission.skip();
        }
        self.runs(PRESS_AGAIN);
        self.asks_for_a_consultation_without_waiting();
        let taken = |count| {
            move || match self.server.controls.posts.load(Ordering::Relaxed) {
                taken if taken == count => Ok(()),
                taken => Err(format!("{taken} requests were taken rather than {count}")),
            }
        };
        self.sees(taken(1));
        self.server.controls.wasm.release();
        self.sees(taken(2))
    }

    /// So many tries have reached the scripted endpoint, all of them the same request under the same
    /// id, which is the idempotency key too. Gives the id.
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

    /// Notes from now on everything that the live region says, however short.
    #[track_caller]
    pub fn listens_to_the_live_region(&self) -> &Self {
        self.runs(NOTE_WHAT_IS_SAID);
        self
    }

    /// The live region has said these, one after the other, and nothing else.
    #[track_caller]
    pub fn has_heard(&self, words: &[&str]) -> &Self {
        assert_eq!(self.runs("return window.said"), json!(words));
        self
    }

    /// The clinic's contact details stand where the form would.
    #[track_caller]
    pub fn sees_contact_details_in_place_of_the_form(&self) -> &Self {
        self.sees_text("You cannot send a request from this page.")
            .sees_a(Role::Link, "https://www.cambridgebiotherapies.com")
            .sees_no(Role::Textbox, "Full name")
            .sees_no(Role::Button, "Ask for a free consultation")
    }

    /// Listens to the guide's events from before the page loads.
    #[track_caller]
    pub fn listens(&self) -> &Self {
        self.must(self.browser.engine_commands().add_preload_script(LISTEN))
    }

    /// The guide's events so far.
    #[track_caller]
    pub fn heard(&self) -> Value {
        self.runs("return window.heard")
    }
}
