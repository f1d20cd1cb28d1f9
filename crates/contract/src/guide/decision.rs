//! What helps a reader decide: an exercise on what matters to them, questions to take along, and a
//! summary of both.

use serde::{Deserialize, Serialize};

use super::FieldWords;
use super::texts::texts;
use super::words::words;
use crate::marked::{Marked, Uncited};

words! {
    /// The part of the page where a reader finds out what matters to them.
    Decision {
        /// The heading, and the words of the links that lead to the part.
        heading: String,
        /// The heading of the steps.
        steps_heading: String,
        /// How to use the guide, step by step.
        steps: Vec<Uncited>,
        /// That nothing is chosen beforehand, and what becomes of the answers.
        privacy: String,
        /// The name of the list that says how each option sits with an answer.
        sits: String,
        /// What a reader can weigh, such as hopes, fears, and what they can manage.
        aspects: Vec<Aspect>,
        /// Questions for a doctor or a therapist.
        questions: Questions,
        /// The summary.
        summary: SummaryWords,
    }
}

words! {
    /// One thing to weigh.
    Aspect {
        /// The question to the reader.
        question: String,
        /// What a reader may say to it. Several may be ticked.
        answers: Vec<Answer>,
    }
}

words! {
    /// What a reader may say, and what the guide says back.
    Answer {
        /// The reader's words.
        text: String,
        /// How each option sits with it, in the order of the guide's `options`. Equally long and
        /// fair; none is recommended.
        options: Vec<Marked>,
    }
}

words! {
    /// Questions to take along.
    Questions {
        /// The heading.
        heading: String,
        /// The hint under the heading; empty for none.
        hint: String,
        /// The questions to tick.
        items: Vec<String>,
        /// The field for questions of one's own.
        own: FieldWords,
    }
}

words! {
    /// The words of the summary.
    SummaryWords {
        /// The heading.
        heading: String,
        /// What to do with it; it stands first.
        take: String,
        /// Stands there while nothing is ticked or written.
        empty: String,
        /// The heading of the questions, in the reader's voice.
        questions: String,
        /// Opens how each option sits with what was ticked.
        options: String,
        /// The heading of the sources that the answers rest on.
        sources: String,
        /// The button that prints the summary alone.
        print: String,
        /// The button that copies the summary.
        copy: String,
        /// In the live region once it is copied.
        copied: String,
        /// In the live region where the browser does not allow it; the text is selected then.
        not_copied: String,
        /// In the live region where the browser does not print; empty for no words.
        #[serde(default)]
        not_printed: String,
    }
}

impl Decision {
    /// The most answers in all. The style sheet has a rule for each.
    pub const ANSWERS: usize = 12;
    /// The most questions to tick. The style sheet has a rule for each.
    pub const QUESTIONS: usize = 10;

    /// Every answer, in order, whatever it is about.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.aspects.iter().flat_map(|aspect| &aspect.answers)
    }
}
