//! The exercise treats every option alike.

use super::Checker;
use crate::guide::{Answer, Decision};
use crate::inline::{self, Inline};

impl Checker<'_> {
    /// Every answer has a text for each option, of about the same length, and the style sheet has a
    /// rule for each answer, level and question.
    pub fn decision(&mut self) {
        let decision = &self.guide.decision;
        let steps = "how to use the guide needs at least one step";
        self.some("decision.steps", &decision.steps, steps);
        let aspects = "the exercise needs at least one question";
        self.some("decision.aspects", &decision.aspects, aspects);
        for (aspect, asked) in decision.aspects.iter().enumerate() {
            let path = format!("decision.aspects[{aspect}].answers");
            self.some(
                &path,
                &asked.answers,
                "a question needs at least one answer",
            );
            for (index, answer) in asked.answers.iter().enumerate() {
                self.answer(&format!("{path}[{index}].options"), answer);
            }
        }
        let answers = decision.answers().count();
        self.at_most("decision.aspects", answers, Decision::ANSWERS, "answers");
        let (path, levels) = ("decision.leaning.levels", &decision.leaning.levels);
        self.some(path, levels, "there must be at least one level");
        self.at_most(path, levels.len(), Decision::LEVELS, "levels");
        let (path, items) = ("decision.readiness.items", &decision.readiness.items);
        self.some(path, items, "there must be at least one short question");
        self.at_most(path, items.len(), Decision::CHECKS, "short questions");
        let (path, items) = ("decision.questions.items", &decision.questions.items);
        self.some(path, items, "there must be at least one question");
        self.at_most(path, items.len(), Decision::QUESTIONS, "questions");
    }

    fn answer(&mut self, path: &str, answer: &Answer) {
        let (found, wanted) = (answer.options.len(), self.guide.options.len());
        if found != wanted {
            let what = format!(
                "the answer is said back {found} times; it needs {wanted}, one for each of the \
                 options"
            );
            return self.add(path, what);
        }
        let lengths = answer.options.iter().map(|text| words(text));
        let (least, most) = (lengths.clone().min(), lengths.max());
        // A longer text makes its option weigh more.
        if let (Some(least), Some(most)) = (least, most)
            && 2 * most > 3 * least
        {
            let what = format!(
                "one option has {least} words and another {most}; give each about as many, the \
                 longest at most half as many again as the shortest"
            );
            self.add(path, what);
        }
    }

    fn at_most(&mut self, path: &str, found: usize, most: usize, what: &str) {
        if found > most {
            let what = format!("there are {found} {what}; the page shows at most {most}");
            self.add(path, what);
        }
    }
}

/// How many words a reader reads; citations do not count.
fn words(text: &str) -> usize {
    // `marks` reports a text that cannot be read.
    let pieces = inline::parse(text).unwrap_or_default();
    let read = pieces.iter().map(|piece| match piece {
        Inline::Plain(words) | Inline::Strong(words) | Inline::Link { label: words, .. } => {
            words.split_whitespace().count()
        }
        Inline::Cite(_) => 0,
    });
    read.sum()
}
