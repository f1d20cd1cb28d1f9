//! One fault, and how the page and the clinic fare with it.

use std::collections::HashSet;

use journeys::{NetworkFault, Role, Visitor};

use super::matrix;

/// What a visitor reads in the end.
#[derive(Debug, Clone, Copy)]
pub enum Outcome {
    /// We have your request.
    Arrives,
    /// Why it has not gone through.
    Fails(&'static str),
    /// What to change in the email address, at the field.
    FieldError(&'static str),
    /// What to change, above the form.
    GeneralError(&'static str),
    /// The page is gone.
    Leaves,
}

/// Something that goes wrong.
pub struct DeliveryFault {
    /// What, for the document.
    what: &'static str,
    /// What happens to the posts of the first press; the last one goes on.
    faults: Vec<NetworkFault>,
    /// What the visitor does.
    acts: fn(&Visitor),
    outcome: Outcome,
    tries: usize,
    /// Whether the tries come over the wire.
    reaches: bool,
    /// Whether a try's ten seconds pass.
    late: bool,
    /// What happens to the questions that a browser asks before a post to another origin.
    preflights: Option<NetworkFault>,
    stored: usize,
    /// What happens to the posts of the second press, where there is one.
    again: Option<Vec<NetworkFault>>,
    /// What is set right before the second press.
    fixes: fn(&Visitor),
    runs_in_default_tier: bool,
}

impl DeliveryFault {
    /// A fault that the page meets with four tries, each time; then the visitor is told. At the
    /// second press it meets it once more, then nothing goes wrong.
    pub fn transient(what: &'static str, words: &'static str, fault: NetworkFault) -> Self {
        let again = vec![fault.clone(), NetworkFault::none()];
        Self::new(what, Outcome::Fails(words), vec![fault], 4, Some(again))
    }

    /// The same where nothing comes over the wire before somebody mends what is wrong.
    pub fn unreachable(
        what: &'static str,
        words: &'static str,
        tries: usize,
        fixes: fn(&Visitor),
    ) -> Self {
        let again = Some(vec![NetworkFault::none()]);
        Self {
            reaches: false,
            fixes,
            ..Self::new(what, Outcome::Fails(words), Vec::new(), tries, again)
        }
    }

    /// A fault that ends the first press at once. At the second, nothing goes wrong.
    pub fn permanent(what: &'static str, outcome: Outcome, fault: NetworkFault) -> Self {
        let again = Some(vec![NetworkFault::none()]);
        Self::new(what, outcome, vec![fault], 1, again)
    }

    /// A fault that the visitor does not notice.
    pub fn recovered(what: &'static str, tries: usize, faults: Vec<NetworkFault>) -> Self {
        Self::new(what, Outcome::Arrives, faults, tries, None).stored(1)
    }

    /// The visitor leaves while the request is under way.
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
            reaches: true,
            late: false,
            preflights: None,
            stored: 0,
            again,
            fixes: |_| {},
            runs_in_default_tier: false,
        }
    }

    /// It stands for its kind in the default tier.
    pub fn in_default_tier(mut self) -> Self {
        self.runs_in_default_tier = true;
        self
    }

    /// So many are stored after the first press.
    pub fn stored(mut self, count: usize) -> Self {
        self.stored = count;
        self
    }

    /// The ten seconds of a try pass.
    pub fn late(mut self) -> Self {
        self.late = true;
        self
    }

    /// The visitor does this in place of pressing the button.
    pub fn by(mut self, acts: fn(&Visitor)) -> Self {
        self.acts = acts;
        self
    }

    /// The browser's questions meet this.
    pub fn asking(mut self, fault: NetworkFault) -> Self {
        self.preflights = Some(fault);
        self
    }

    /// Looks how the first press ends, and says it.
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

impl matrix::Fault for DeliveryFault {
    fn what(&self) -> &'static str {
        self.what
    }

    fn runs_in_default_tier(&self) -> bool {
        self.runs_in_default_tier
    }

    fn run(&self, visitor: &Visitor) -> Vec<String> {
        let server = visitor.server();
        // With the page of the fault before go its tries, where that one was given up.
        visitor.opens("/");
        server.set_network_faults(self.faults.clone(), self.preflights.clone());
        let before = server.rows().len();
        visitor.fills_in_the_form();
        if self.late {
            visitor.has_a_short_timeout();
        }
        (self.acts)(visitor);
        let read = self.ends(visitor);
        if self.reaches {
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

/// Every word is there, and a tab still works.
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

/// So many tries have come over the wire, all under one id.
fn one_id_in(visitor: &Visitor, count: usize) {
    let tries = visitor.server().tries();
    assert_eq!(tries.len(), count, "tries: {tries:?}");
    let ids: HashSet<_> = tries.iter().collect();
    assert!(ids.len() <= 1, "one id in all tries: {tries:?}");
}
