//! A fault between the click and the clinic, and how it ends.

use std::collections::HashSet;

use journeys::{NetworkFault, Role, Visitor};

use super::matrix;

/// The action that sends.
#[derive(Debug, Clone, Copy)]
pub enum Outcome {
    Arrives,
    /// The reason of the failure.
    Fails(&'static str),
    /// At the email field.
    FieldError(&'static str),
    /// Above the form.
    GeneralError(&'static str),
    Leaves,
}

pub struct DeliveryFault {
    /// The first cell of its row in the document.
    what: &'static str,
    /// The faults of the posts of the first press; the last one repeats.
    faults: Vec<NetworkFault>,
    /// The action that sends.
    acts: fn(&Visitor),
    outcome: Outcome,
    tries: usize,
    /// Whether the tries reach the proxy.
    reaches_proxy: bool,
    /// Whether tries time out.
    timing_out: bool,
    /// The fault of preflights.
    preflights: Option<NetworkFault>,
    stored: usize,
    /// The faults of the posts of the second press, if there is one.
    again: Option<Vec<NetworkFault>>,
    /// Removes the cause before the second press.
    fixes: fn(&Visitor),
    runs_in_default_tier: bool,
}

impl DeliveryFault {
    /// Four tries meet the fault, and the visitor sees the failure. After the second press one try
    /// meets it, and the next arrives.
    pub fn transient(what: &'static str, words: &'static str, fault: NetworkFault) -> Self {
        let again = vec![fault.clone(), NetworkFault::none()];
        Self::new(what, Outcome::Fails(words), vec![fault], 4, Some(again))
    }

    /// The same, but no try reaches_proxy the proxy before the cause is removed.
    pub fn unreachable(
        what: &'static str,
        words: &'static str,
        tries: usize,
        fixes: fn(&Visitor),
    ) -> Self {
        let again = Some(vec![NetworkFault::none()]);
        Self {
            reaches_proxy: false,
            fixes,
            ..Self::new(what, Outcome::Fails(words), Vec::new(), tries, again)
        }
    }

    /// The first press fails at once; the second arrives.
    pub fn permanent(what: &'static str, outcome: Outcome, fault: NetworkFault) -> Self {
        let again = Some(vec![NetworkFault::none()]);
        Self::new(what, outcome, vec![fault], 1, again)
    }

    /// The visitor does this instead of pressing the button.
    pub fn recovered(what: &'static str, tries: usize, faults: Vec<NetworkFault>) -> Self {
        Self::new(what, Outcome::Arrives, faults, tries, None).stored(1)
    }

    /// The visitor leaves during the request.
    pub fn abandoned(what: &'static str, faults: Vec<NetworkFault>) -> Self {
        Self::new(what, Outcome::Leaves, faults, 1, None).stored(1)
    }

    fn new(
        what: &'static str,
        outcome: Outcome,
        faults: Vec<NetworkFault>,
        tries: usize,
        again: Option<Vec<NetworkFault>>,
    ) -> Self {
        Self {
            what,
            faults,
            acts: |visitor| {
                visitor.asks_for_a_consultation();
            },
            outcome,
            tries,
            reaches_proxy: true,
            timing_out: false,
            preflights: None,
            stored: 0,
            again,
            fixes: |_| {},
            runs_in_default_tier: false,
        }
    }

    /// Represents its kind in the default tier.
    pub fn in_default_tier(mut self) -> Self {
        self.runs_in_default_tier = true;
        self
    }

    /// The number of stored requests after the first press.
    pub fn stored(mut self, count: usize) -> Self {
        self.stored = count;
        self
    }

    /// Tries time out.
    pub fn timing_out(mut self) -> Self {
        self.timing_out = true;
        self
    }

    /// The visitor does this instead of pressing the button.
    pub fn acting(mut self, acts: fn(&Visitor)) -> Self {
        self.acts = acts;
        self
    }

    /// Preflights meet this fault.
    pub fn failing_preflights(mut self, fault: NetworkFault) -> Self {
        self.preflights = Some(fault);
        self
    }

    /// Checks the outcome of the first press, and returns it as words.
    fn ends(&self, visitor: &Visitor) -> String {
        match self.outcome {
            Outcome::Arrives => {
                visitor.sees_it_arrived();
                "We have your request".to_owned()
            }
            Outcome::Fails(words) => {
                visitor
                    .sees_it_failed(words)
                    .had_timeouts_of_ten_seconds(self.tries);
                is_usable(visitor);
                first_sentence(words).to_owned()
            }
            Outcome::FieldError(words) => {
                visitor
                    .sees_errors(&[words])
                    .sees_error_at(Role::Textbox, "Email address", words);
                is_usable(visitor);
                format!("at the field: {words}")
            }
            Outcome::GeneralError(words) => {
                visitor.sees_general_error(words);
                is_usable(visitor);
                format!("above the form: {words}")
            }
            Outcome::Leaves => {
                visitor.opens("/").sees_in("Full name", "");
                "a question whether to leave".to_owned()
            }
        }
    }

    fn is_tried_again(&self, visitor: &Visitor) {
        match self.outcome {
            Outcome::FieldError(_) => {
                visitor
                    .fills("Email address", "ana@example.org")
                    .asks_for_a_consultation();
            }
            Outcome::GeneralError(_) => {
                visitor.asks_for_a_consultation();
            }
            _ => {
                visitor.tries_again();
            }
        }
        visitor.sees_it_arrived();
    }
}

impl matrix::Row for DeliveryFault {
    fn what(&self) -> &'static str {
        self.what
    }

    fn runs_in_default_tier(&self) -> bool {
        self.runs_in_default_tier
    }

    fn run(&self, visitor: &Visitor) -> Vec<String> {
        let server = visitor.server();
        // A new page ends the tries of the fault before.
        visitor.opens("/");
        server.set_network_faults(self.faults.clone(), self.preflights.clone());
        let before = server.rows().len();
        visitor.fills_in_the_form();
        if self.timing_out {
            visitor.has_a_short_timeout();
        }
        (self.acts)(visitor);
        let read = self.ends(visitor);
        if self.reaches_proxy {
            one_id_in(visitor, self.tries);
        } else {
            one_id_in(visitor, 0);
        }
        visitor.waits_for_stored(before + self.stored);
        let then = match &self.again {
            Some(faults) => {
                server.set_network_faults(faults.clone(), None);
                (self.fixes)(visitor);
                self.is_tried_again(visitor);
                one_id_in(visitor, faults.len());
                visitor.waits_for_stored(before + 1);
                match faults.len() {
                    1 => "arrives",
                    _ => "arrives at the second try",
                }
            }
            None => "",
        };
        let stored = match self.stored {
            0 => "nothing",
            _ => "one request",
        };
        let tries = self.tries.to_string();
        [self.what, &read, &tries, stored, then]
            .map(str::to_owned)
            .to_vec()
    }
}

/// Every word is kept, and a tab works.
fn is_usable(visitor: &Visitor) {
    visitor
        .sees_every_word_kept()
        .clicks_tab("Risks")
        .sees_tab_selected("Risks");
}

/// The document says the second sentences once for all rows.
fn first_sentence(words: &str) -> &str {
    words.split_inclusive('.').next().unwrap_or(words)
}

/// `count` tries reached the proxy, all with one id.
fn one_id_in(visitor: &Visitor, count: usize) {
    let tries = visitor.server().tries();
    assert_eq!(tries.len(), count, "tries: {tries:?}");
    let ids: HashSet<_> = tries.iter().collect();
    assert!(ids.len() <= 1, "one id in all tries: {tries:?}");
}
