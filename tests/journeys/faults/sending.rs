//! One fault, and how the page and the clinic fare with it.

use std::collections::HashSet;

use journeys::{Deed, Role, Visitor};

use super::matrix;

/// What a visitor reads in the end.
#[derive(Debug, Clone, Copy)]
pub enum Ending {
    /// We have your request.
    Arrives,
    /// Why it has not gone through.
    Told(&'static str),
    /// What to change in the email address, at the field.
    Mends(&'static str),
    /// What to change, above the form.
    MendsSomething(&'static str),
    /// The page is gone.
    Leaves,
}

/// Something that goes wrong.
pub struct Fault {
    /// What, for the document.
    what: &'static str,
    /// What happens to the posts of the first press; the last one goes on.
    deeds: Vec<Deed>,
    /// What the visitor does.
    acts: fn(&Visitor),
    ending: Ending,
    tries: usize,
    /// Whether the tries come over the wire.
    reaches: bool,
    /// Whether a try's ten seconds pass.
    late: bool,
    /// What happens to the questions that a browser asks before a post to another origin.
    preflights: Option<Deed>,
    stored: usize,
    /// What happens to the posts of the second press, where there is one.
    again: Option<Vec<Deed>>,
    /// What is set right before the second press.
    mends: fn(&Visitor),
    runs_in_each_tier: bool,
}

impl Fault {
    /// A fault that the page meets with four tries, each time; then the visitor is told. At the
    /// second press it meets it once more, then nothing goes wrong.
    pub fn that_may_pass(what: &'static str, words: &'static str, deed: Deed) -> Self {
        let again = vec![deed.clone(), Deed::passes()];
        Self::new(what, Ending::Told(words), vec![deed], 4, Some(again))
    }

    /// The same where nothing comes over the wire before somebody mends what is wrong.
    pub fn that_keeps_out(
        what: &'static str,
        words: &'static str,
        tries: usize,
        mends: fn(&Visitor),
    ) -> Self {
        let again = Some(vec![Deed::passes()]);
        Self {
            reaches: false,
            mends,
            ..Self::new(what, Ending::Told(words), Vec::new(), tries, again)
        }
    }

    /// A fault that ends the first press at once. At the second, nothing goes wrong.
    pub fn that_ends_it(what: &'static str, ending: Ending, deed: Deed) -> Self {
        let again = Some(vec![Deed::passes()]);
        Self::new(what, ending, vec![deed], 1, again)
    }

    /// A fault that the visitor does not notice.
    pub fn that_is_overcome(what: &'static str, tries: usize, deeds: Vec<Deed>) -> Self {
        Self::new(what, Ending::Arrives, deeds, tries, None).stored(1)
    }

    /// The visitor leaves while the request is under way.
    pub fn that_is_left(what: &'static str, deeds: Vec<Deed>) -> Self {
        Self::new(what, Ending::Leaves, deeds, 1, None).stored(1)
    }

    fn new(
        what: &'static str,
        ending: Ending,
        deeds: Vec<Deed>,
        tries: usize,
        again: Option<Vec<Deed>>,
    ) -> Self {
        Self {
            what,
            deeds,
            acts: |visitor| {
                visitor.asks_for_a_consultation();
            },
            ending,
            tries,
            reaches: true,
            late: false,
            preflights: None,
            stored: 0,
            again,
            mends: |_| {},
            runs_in_each_tier: false,
        }
    }

    /// It stands for its kind in the default tier.
    pub fn in_each_tier(mut self) -> Self {
        self.runs_in_each_tier = true;
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
    pub fn asking(mut self, deed: Deed) -> Self {
        self.preflights = Some(deed);
        self
    }

    /// Looks how the first press ends, and says it.
    fn ends(&self, visitor: &Visitor) -> String {
        match self.ending {
            Ending::Arrives => {
                visitor.sees_it_arrived();
                "We have your request".to_owned()
            }
            Ending::Told(words) => {
                visitor
                    .sees_it_failed(words)
                    .has_limits_of_ten_seconds(self.tries);
                is_usable(visitor);
                words.to_owned()
            }
            Ending::Mends(words) => {
                visitor
                    .sees_errors(&[words])
                    .sees_error_at(Role::Textbox, "Email address", words);
                is_usable(visitor);
                format!("at the field: {words}")
            }
            Ending::MendsSomething(words) => {
                visitor.sees_general_error(words);
                is_usable(visitor);
                format!("above the form: {words}")
            }
            Ending::Leaves => {
                visitor.opens("/").sees_in("Full name", "");
                "a question whether to leave".to_owned()
            }
        }
    }

    fn is_tried_again(&self, visitor: &Visitor) {
        match self.ending {
            Ending::Mends(_) => {
                visitor
                    .fills("Email address", "ana@example.org")
                    .asks_for_a_consultation();
            }
            Ending::MendsSomething(_) => {
                visitor.asks_for_a_consultation();
            }
            _ => {
                visitor.tries_again();
            }
        }
        visitor.sees_it_arrived();
    }
}

impl matrix::Fault for Fault {
    fn what(&self) -> &'static str {
        self.what
    }

    fn runs_in_each_tier(&self) -> bool {
        self.runs_in_each_tier
    }

    fn is_met(&self, visitor: &Visitor) -> Vec<String> {
        let clinic = visitor.clinic();
        // With the page of the fault before go its tries, where that one was given up.
        visitor.opens("/");
        clinic.wire_does(self.deeds.clone(), self.preflights.clone());
        let before = clinic.rows().len();
        visitor.fills_in_the_form();
        if self.late {
            visitor.gives_up_soon();
        }
        (self.acts)(visitor);
        let read = self.ends(visitor);
        if self.reaches {
            one_id_in(visitor, self.tries);
        } else {
            one_id_in(visitor, 0);
        }
        visitor.is_sure_of_stored(before + self.stored);
        let then = match &self.again {
            Some(deeds) => {
                clinic.wire_does(deeds.clone(), None);
                (self.mends)(visitor);
                self.is_tried_again(visitor);
                one_id_in(visitor, deeds.len());
                visitor.is_sure_of_stored(before + 1);
                match deeds.len() {
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

/// So many tries have come over the wire, all under one id.
fn one_id_in(visitor: &Visitor, count: usize) {
    let tries = visitor.clinic().tries();
    assert_eq!(tries.len(), count, "tries: {tries:?}");
    let ids: HashSet<_> = tries.iter().collect();
    assert!(ids.len() <= 1, "one id in all tries: {tries:?}");
}
