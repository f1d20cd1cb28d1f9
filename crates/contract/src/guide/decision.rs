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
        /// The box below a ticked answer that says it matters most.
        most: String,
        /// What a reader can weigh, such as hopes, fears, and what they can manage.
        aspects: Vec<Aspect>,
        /// Where the reader is now.
        leaning: Leaning,
        /// Whether the reader has what it takes to decide.
        readiness: Readiness,
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
    /// Where the reader is now: with one of the options, which the page names, or with none.
    Leaning {
        /// The question to the reader, and the heading in the summary.
        question: String,
        /// The hint under the question; empty for none.
        hint: String,
        /// The first choice: `Not sure yet`.
        undecided: String,
        /// The last choice: none of the options.
        neither: String,
        /// Asks who has chosen how sure they are.
        sureness: String,
        /// How sure a reader may be, from least to most.
        levels: Vec<String>,
    }
}

words! {
    /// Short questions on knowing the options, knowing their harms, having support, and being certain.
    Readiness {
        /// The heading.
        heading: String,
        /// The hint under the heading; empty for none.
        hint: String,
        /// The first answer.
        yes: String,
        /// The second answer.
        no: String,
        /// Stands before the question to take along.
        take: String,
        /// The questions.
        items: Vec<Check>,
    }
}

words! {
    /// A short question to the reader.
    Check {
        /// The question.
        question: String,
        /// What to ask a doctor or a therapist if the answer is no, in the reader's voice.
        take: String,
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
        /// Stands behind what matters most to the reader, such as `(matters most)`.
        most: String,
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
    /// The most levels of being sure. The style sheet has a rule for each.
    pub const LEVELS: usize = 4;
    /// The most short questions. The style sheet has a rule for each.
    pub const CHECKS: usize = 4;
    /// The most choices of where a reader may be: six options, and two that are none of them. The
    /// style sheet has a rule for each.
    pub const LEANINGS: usize = 8;

    /// Every answer, in order, whatever it is about.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.aspects.iter().flat_map(|aspect| &aspect.answers)
    }
}
